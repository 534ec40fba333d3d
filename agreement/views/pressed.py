"""Somebody did not sign freely: what they write down about it for themselves, and what else they can do."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

import clock
from agreement import actions
from agreement.models import SigningNote, Version
from agreement.pressed_forms import SigningNoteForm
from agreement.reading import own_signature, set_aside_of, texts_of
from agreement.refusals import TooManyNotes
from couples.requests import us_for
from people.requests import never_resent, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """What one can do, each with what shows of it, and one's notes. POST keeps another one, for oneself alone."""
    if request.method != "POST":
        return _page(request, SigningNoteForm(initial={"about": _text_named(request)}))
    form = SigningNoteForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_signing(person_of(request), given["text"], given["note"], given["about"])
        except TooManyNotes as refused:
            form.add_error("text", refused.said)
        else:
            # Without a place on the page: it would stay in the history of a browser.
            return redirect("agreement:notes")
    return _page(request, form)


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """GET asks once; POST deletes one's own note, for good."""
    if request.method == "POST":
        actions.delete_signing_note(person_of(request), note_id)
        return redirect("agreement:notes")
    rows = SigningNote.objects.visible_to(person_of(request)).select_related("person__key")
    note = get_object_or_404(rows, pk=note_id)
    context = {"note": note, "back_url": reverse("agreement:notes"), "back_label": gettext("Back")}
    return render(request, "agreement/note_removal.html", context)


def _text_named(request: HttpRequest) -> UUID | None:
    """The text that the link to the page stood beside; without one, that which its reader signed last."""
    us = us_for(request)
    try:
        return UUID(request.GET["text"])
    except (KeyError, ValueError):
        texts = texts_of(us)
        last = texts.working if own_signature(us.person, texts.working) else texts.in_force
        return last.pk if last else None


def _page(request: HttpRequest, form: SigningNoteForm) -> HttpResponse:
    us = us_for(request)
    texts, aside, today = texts_of(us), set_aside_of(us), clock.today(us.person.tz)
    can_sign = texts.working is not None and texts.working.is_offered(today)
    context: dict[str, Any] = {
        "us": us,
        "form": form,
        "today": today,
        "about": _shown_text(us.person, form["about"].value()),
        "notes": list(SigningNote.objects.visible_to(us.person).select_related("person__key")),
        "in_force": texts.in_force,
        "aside": aside,
        "by_me": aside is not None and aside.person_id == us.person.pk,
        "signed": own_signature(us.person, texts.working) if can_sign else None,
        "back_url": reverse("agreement:agreement"),
        "back_label": gettext("Agreement"),
    }
    return render(request, "agreement/notes.html", context, status=422 if form.errors else 200)


def _shown_text(person: Any, text_id: Any) -> Version | None:
    """The text of that id, if its reader may see it; anything else than an id is none."""
    try:
        return Version.objects.visible_to(person).filter(pk=UUID(str(text_id))).first()
    except ValueError:
        return None
