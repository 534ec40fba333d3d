"""Everything that changes one person's own things: settings, sessions, quiet, and the wish to be deleted."""

from .asides import destroy_aside, write_aside
from .browsers import end_browser
from .changing import settle_all
from .deleting import ask_deletion, keep_account
from .exporting import drop_export, drop_old_exports
from .future_stamps import restart_future_waits
from .handing_over import hand_over, take_up
from .locking import lock_person
from .quiet import come_back, forget_where, go_quiet, has_read, keep_where
from .sessions import end_other_sessions, end_session
from .settings import answer_address_page, choose_time, choose_track, choose_veil, owe_address_page, rewrite
from .signing_in import told
from .ways_in import adopt_reset, drop_reset, keep_reset, open_changes

__all__ = [
    "adopt_reset",
    "answer_address_page",
    "ask_deletion",
    "choose_time",
    "choose_track",
    "choose_veil",
    "come_back",
    "destroy_aside",
    "drop_export",
    "drop_old_exports",
    "drop_reset",
    "end_browser",
    "end_other_sessions",
    "end_session",
    "forget_where",
    "go_quiet",
    "hand_over",
    "has_read",
    "keep_account",
    "keep_reset",
    "keep_where",
    "lock_person",
    "open_changes",
    "owe_address_page",
    "restart_future_waits",
    "rewrite",
    "settle_all",
    "take_up",
    "told",
    "write_aside",
]
