"""What is said once, above the first private writing: how to leave the page, and what that does not do."""

from . import actions
from .marks import LEAVE_THIS_PAGE, knows_way_out
from .models import Person

__all__ = ["LEAVE_THIS_PAGE", "knows_way_out", "note_way_out_read"]


def note_way_out_read(person: Person) -> None:
    """Whoever sends a form of private writing has had it above it, and it does not come again."""
    if not knows_way_out(person):
        actions.has_read(person, LEAVE_THIS_PAGE)
