"""What is shown once, before the first page with private writing: the way out, and what it does not do."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .models import HasRead
from .requests import person_of

LEAVE_THIS_PAGE = "leave-this-page"


def explained_first(request: HttpRequest) -> HttpResponse | None:
    """The way to that page for who has not been there; nothing for who has, and for a form that is sent."""
    if request.method == "POST" or HasRead.objects.visible_to(person_of(request)).filter(page=LEAVE_THIS_PAGE).exists():
        return None
    return redirect(f"{reverse('people:before')}?{urlencode({'next': request.get_full_path()})}")
