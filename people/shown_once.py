"""What is said once, above the first private writing: how to leave the page, and what that does not do."""

from django.http import HttpRequest

from . import actions
from .marks import LEAVE_THIS_PAGE, knows_way_out
from .requests import person_of

__all__ = ["LEAVE_THIS_PAGE", "explains_way_out"]


def explains_way_out(request: HttpRequest) -> bool:
    """Whether the page with private writing says how to leave it: until its reader has sent such a form."""
    person = person_of(request)
    if knows_way_out(person):
        return False
    if request.method == "POST":
        actions.has_read(person, LEAVE_THIS_PAGE)
    return request.method != "POST"
