"""How pages look."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from people import actions
from people.looks import COOKIE, LooksForm, theme_of
from people.requests import person_of

A_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: HttpRequest) -> HttpResponse:
    """The veil, kept with the person; light or dark, kept in this browser."""
    person = person_of(request)
    form = LooksForm(request.POST or None, initial={"veil": person.veil, "theme": theme_of(request)})
    if request.method == "POST" and form.is_valid():
        actions.choose_veil(person, form.cleaned_data["veil"])
        messages.success(request, gettext("Saved."))
        response = redirect("people:looks")
        theme = form.cleaned_data["theme"]
        if theme:
            response.set_cookie(
                COOKIE,
                theme,
                max_age=A_YEAR,
                secure=settings.SECURE,
                httponly=True,
                samesite="Lax",
            )
        else:
            response.delete_cookie(COOKIE)
        return response
    return render(request, "people/looks.html", {"form": form}, status=422 if form.errors else 200)
