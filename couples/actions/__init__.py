"""Inviting, joining, leaving, and what one keeps of oneself."""

from .deleting import ask_deletion, keep_account
from .erasing import carry_out_deletions, remains, replay
from .exporting import drop_export, drop_old_exports, gather_export
from .handing_over import hand_over, take_up
from .inviting import (
    bring_up_again,
    end_invitation,
    find_invitation,
    hash_of,
    invite,
    invite_and_look_again,
    is_in_by,
)
from .joining import accept
from .leaving import leave
from .locking import couple_for_writing, lock_person, locked_couple_of
from .oneself import choose_time, choose_track, choose_veil, fold_leaf, keep_settings, note_reset, rename
from .quiet import come_back, forget_where, go_quiet, has_read, keep_where
from .sessions import end_other_sessions, end_session

__all__ = [
    "accept",
    "ask_deletion",
    "bring_up_again",
    "carry_out_deletions",
    "choose_time",
    "choose_track",
    "choose_veil",
    "come_back",
    "couple_for_writing",
    "drop_export",
    "drop_old_exports",
    "end_invitation",
    "end_other_sessions",
    "end_session",
    "find_invitation",
    "fold_leaf",
    "forget_where",
    "gather_export",
    "go_quiet",
    "hand_over",
    "has_read",
    "hash_of",
    "invite",
    "invite_and_look_again",
    "is_in_by",
    "keep_account",
    "keep_settings",
    "keep_where",
    "leave",
    "lock_person",
    "locked_couple_of",
    "note_reset",
    "remains",
    "rename",
    "replay",
    "take_up",
]
