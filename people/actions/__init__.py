"""Everything that changes one person's own things: settings, sessions, quiet, and the wish to be deleted."""

from .deleting import ask_deletion, keep_account
from .exporting import drop_export, drop_old_exports
from .handing_over import hand_over, take_up
from .locking import lock_person
from .quiet import come_back, forget_where, go_quiet, has_read, keep_where
from .sessions import end_other_sessions, end_session
from .settings import choose_time, choose_track, choose_veil, note_reset, rewrite

__all__ = [
    "ask_deletion",
    "choose_time",
    "choose_track",
    "choose_veil",
    "come_back",
    "drop_export",
    "drop_old_exports",
    "end_other_sessions",
    "end_session",
    "forget_where",
    "go_quiet",
    "hand_over",
    "has_read",
    "keep_account",
    "keep_where",
    "lock_person",
    "note_reset",
    "rewrite",
    "take_up",
]
