"""Inviting, joining, leaving, and what one keeps of oneself."""

from .inviting import end_invitation, find_invitation, hash_of, invite, is_in_by
from .joining import accept
from .leaving import leave
from .locking import couple_for_writing, lock_person, locked_couple_of
from .oneself import choose_time, choose_track, fold_leaf, keep_settings, note_reset, rename
from .sessions import end_other_sessions, end_session

__all__ = [
    "accept",
    "choose_time",
    "choose_track",
    "couple_for_writing",
    "end_invitation",
    "end_other_sessions",
    "end_session",
    "find_invitation",
    "fold_leaf",
    "hash_of",
    "invite",
    "is_in_by",
    "keep_settings",
    "leave",
    "lock_person",
    "locked_couple_of",
    "note_reset",
    "rename",
]
