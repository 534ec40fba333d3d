"""What both have signed, text by text."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

import clock
from agreement.beside import all_beside
from agreement.comparison import comparison_of
from agreement.comparison_form import ComparisonForm
from agreement.models import SIGNED, State, Version
from agreement.reading import clauses_of, set_aside_of
from agreement.signed_texts import spaces_of
from agreement.version_page import version_page_of
from couples.requests import us_for
from people.requests import person_of


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every text signed by both: of the space one is in now, and of earlier ones, which stay readable."""
    us = us_for(request)
    spaces = spaces_of(us)
    context = {
        "tab": "agreement",
        "is_aside": set_aside_of(us) is not None,
        "links": [link for beside in all_beside() if (link := beside.link())],
        "spaces": [
            (space, ComparisonForm(space, auto_id=f"id_{number}_%s") if len(space.texts) > 1 else None)
            for number, space in enumerate(spaces)
        ],
    }
    return render(request, "agreement/versions.html", context)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One signed text of the couple one is in now."""
    return _version_page(request, signed_here(request, number))


@require_safe
def earlier_version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One signed text of any couple one is or was in."""
    return _version_page(request, signed_anywhere(request, version_id))


def signed_here(request: HttpRequest, number: int) -> Version:
    """The signed text of that number in the couple one is in now, or 404."""
    us = us_for(request)
    if us.couple is None or number > 2**31 - 1:
        raise Http404
    return get_object_or_404(_signed(request), couple=us.couple, number=number)


def signed_anywhere(request: HttpRequest, version_id: UUID) -> Version:
    """That signed text, of any couple one is or was in, or 404."""
    return get_object_or_404(_signed(request), pk=version_id)


def _signed(request: HttpRequest) -> QuerySet[Version]:
    rows = Version.objects.visible_to(person_of(request)).filter(state__in=SIGNED)
    return rows.select_related("couple__key", "previous__couple__key")


def _version_page(request: HttpRequest, found: Version) -> HttpResponse:
    us, before = us_for(request), found.previous
    clauses = clauses_of(us.person, found)
    context = {
        "version_page": version_page_of(us, found, clock.today(us.person.tz), clauses),
        "previous": before,
        "comparison": comparison_of(us, before, clauses_of(us.person, before), found, clauses) if before else None,
        "is_in_force": found.state == State.IN_FORCE and found.couple == us.couple,
        "back_url": reverse("agreement:versions"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/version.html", context)
