"""What both have signed, text by text."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

import clock
from agreement.comparing import KEPT, Compared, compared
from agreement.models import SIGNED, State, Version
from agreement.reading import clauses_of, signed_versions
from agreement.version_page import VersionPage, version_page_of
from couples.requests import us_for
from people.models import Person
from people.requests import person_of


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every text signed by both: of the space one is in now, and of earlier ones, which stay readable."""
    us, signed = us_for(request), signed_versions(person_of(request))
    context = {
        "tab": "agreement",
        "ours": [version for version in signed if version.couple == us.couple],
        "earlier": [version for version in signed if version.couple != us.couple],
    }
    return render(request, "agreement/versions.html", context)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One signed text of the couple one is in now."""
    us = us_for(request)
    if us.couple is None or number > 2**31 - 1:
        raise Http404
    found = get_object_or_404(_signed(request), couple=us.couple, number=number)
    return _version_page(request, found)


@require_safe
def earlier_version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One signed text of any couple one is or was in."""
    return _version_page(request, get_object_or_404(_signed(request), pk=version_id))


def _signed(request: HttpRequest) -> QuerySet[Version]:
    rows = Version.objects.visible_to(person_of(request)).filter(state__in=SIGNED)
    return rows.select_related("couple", "previous")


def _changes(person: Person, found: Version, shown: VersionPage) -> list[Compared]:
    """What is different in it from the text before, line by line; nothing for the first."""
    if found.previous is None:
        return []
    before = [clause.line for clause in clauses_of(person, found.previous)]
    return compared(before, [line.words for line in shown.document.lines])


def _version_page(request: HttpRequest, found: Version) -> HttpResponse:
    us = us_for(request)
    shown = version_page_of(us, found, clock.today(us.person.tz))
    changes = _changes(us.person, found, shown)
    context = {
        "version_page": shown,
        "previous": found.previous,
        "changes": changes,
        "are_same": all(line.how == KEPT for line in changes),
        "is_in_force": found.state == State.IN_FORCE and found.couple == us.couple,
        "back_url": reverse("agreement:versions"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/version.html", context)
