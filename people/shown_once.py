"""What is shown once, before the first page with private writing: the way out, and what it does not do."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .marks import LEAVE_THIS_PAGE, knows_way_out
from .requests import person_of

__all__ = ["LEAVE_THIS_PAGE", "explained_first"]


def explained_first(request: HttpRequest) -> HttpResponse | None:
    """The way to that page for who has not been there; nothing for who has, and for a form that is sent."""
    if request.method == "POST" or knows_way_out(person_of(request)):
        return None
    return redirect(f"{reverse('people:shown-once')}?{urlencode({'next': request.get_full_path()})}")
