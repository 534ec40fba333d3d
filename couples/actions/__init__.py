"""Inviting, joining, leaving, deleting, taking along, and what the settings page and Today keep."""

from .erasing import carry_out_deletions, remains, replay
from .exporting import gather_export
from .folding import fold_leaf
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
from .locking import couple_for_writing, locked, locked_couple_of, locked_couple_of_two
from .settings import keep_settings, rename

__all__ = [
    "accept",
    "bring_up_again",
    "carry_out_deletions",
    "couple_for_writing",
    "end_invitation",
    "find_invitation",
    "fold_leaf",
    "gather_export",
    "hash_of",
    "invite",
    "invite_and_look_again",
    "is_in_by",
    "keep_settings",
    "leave",
    "locked",
    "locked_couple_of",
    "locked_couple_of_two",
    "remains",
    "rename",
    "replay",
]
