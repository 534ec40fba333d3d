"""What changes when a person works on a piece. Keeping, sealing and opening are `sealed.actions`."""

from .finishing import NothingWritten, finish, reopen, throw_away
from .sharing import NotTwoYet, end_message, mark_read, share, take_back

__all__ = [
    "NotTwoYet",
    "NothingWritten",
    "end_message",
    "finish",
    "mark_read",
    "reopen",
    "share",
    "take_back",
    "throw_away",
]
