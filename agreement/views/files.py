"""What one takes along as a file: a signed text as a PDF, the review date for a calendar. Their names say nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

import clock
from agreement.models import State, Version
from agreement.printing import pdf_of
from agreement.reading import texts_of
from agreement.refusals import NothingInForce
from agreement.review_calendar import calendar_of
from agreement.version_page import version_page_of
from couples.requests import us_for
from pages.typesetting import LettersMissing, NotOnPaper

from .versions import signed_anywhere, signed_here

# An agreement in a script that no typeface here has would name hundreds.
MOST_NAMED = 40


@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """One signed text of the couple one is in now, as a PDF."""
    return _document(request, signed_here(request, number))


@require_safe
def earlier_document(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One signed text of any couple one is or was in, as a PDF."""
    return _document(request, signed_anywhere(request, version_id))


@require_safe
def review_day(request: HttpRequest) -> HttpResponse:
    """The review date of the text in force, for a calendar."""
    in_force = texts_of(us_for(request)).in_force
    if in_force is None:
        raise NothingInForce
    return _file(calendar_of(in_force), "text/calendar", "reminder.ics")


def _document(request: HttpRequest, found: Version) -> HttpResponse:
    us = us_for(request)
    shown = version_page_of(us, found, clock.today(us.person.tz))
    is_in_force = found.state == State.IN_FORCE and found.couple == us.couple
    try:
        pdf = pdf_of(shown, is_in_force=is_in_force)
    except NotOnPaper as refused:
        return _page_instead(request, refused)
    return _file(pdf, "application/pdf", "our-lines.pdf")


def _page_instead(request: HttpRequest, refused: NotOnPaper) -> HttpResponse:
    letters = refused.letters if isinstance(refused, LettersMissing) else ()
    context = {
        "refused": refused,
        "letters": letters[:MOST_NAMED],
        "more_letters": max(len(letters) - MOST_NAMED, 0),
        "back_url": request.path.removesuffix("document.pdf"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/not_on_paper.html", context, status=refused.status)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
