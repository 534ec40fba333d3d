"""Alone first: what one notes for oneself beside the lines."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreement.models import Clause
from agreement.version_page import terms_of
from couples.requests import us_for
from couples.us import Us
from pages.onward import onward
from pages.refusal_pages import not_saved_page
from people.models import Person
from people.requests import never_resent, person_of
from reviews import actions
from reviews.forms import NoteForm
from reviews.models import Note
from reviews.pieces import NotePiece
from reviews.reading import line_to_note, lines_to_note, note_about, noted_on, notes_of, typed_notes_of
from reviews.refusals import NoNoteHere
from sealed.half_typed import half_typed_by, typed_on


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Every line that is to be gone through, with one's own note; and notes on lines that are gone, those too that were
    being typed."""
    us = us_for(request)
    found, typed = notes_of(us), typed_notes_of(us.person)
    standing = lines_to_note(us)
    beside = {noted_on(line, found, typed) for line in standing}
    context: dict[str, Any] = {
        "us": us,
        "lines": [
            (line, terms_of(us, line.line), note_about(line, found), noted_on(line, typed) in typed)
            for line in standing
        ],
        "others": [note for line_id, note in found.items() if line_id not in beside],
        "typed": [(line_id, text) for line_id, text in typed.items() if line_id not in beside],
        "back_url": reverse("reviews:sitting"),
        "back_label": gettext("Back"),
    }
    return render(request, "reviews/notes.html", context)


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """A sheet for the note on one line. POST keeps it; emptied, there is none. By `cancel` it destroys what was typed
    and not saved. Where the line is gone by then, what was typed is there to be copied."""
    us = us_for(request)
    line = line_to_note(us, line_id)
    if request.POST.get("action") == "cancel":
        typed = noted_on(line, typed_notes_of(us.person)) if line else line_id
        actions.forget_typed_note(us.person, typed, typed_on(request))
        return redirect(_back(request, line_id))
    try:
        return _note(request, us, line)
    except NoNoteHere as refused:
        if request.method != "POST":
            raise Http404 from refused
        back = {"back_url": _back(request, line_id), "back_label": gettext("Back")}
        return not_saved_page(request, refused, request.POST.get("note", ""), **back)


def find_note(request: HttpRequest, line_id: UUID) -> NotePiece:
    return NotePiece(get_object_or_404(Clause.objects.visible_to(person_of(request)), pk=line_id).pk)


def _note(request: HttpRequest, us: Us, line: Clause | None) -> HttpResponse:
    if line is None:
        raise NoNoteHere
    found = notes_of(us)
    # A note on the line in force goes on as one on the line that began from it.
    piece, earlier = NotePiece(noted_on(line, found, typed_notes_of(us.person))), note_about(line, found)
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm(initial=_begun(us.person, piece, earlier))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.write_note(us.person, piece.line_id, given["note"], typed=given["revision"])
        return redirect(_back(request, line.pk))
    context = {
        "us": us,
        "line": line,
        "form": form,
        "autosave": piece.address(),
        "back": request.GET.get("back", ""),
        "back_url": _back(request, line.pk),
        "back_label": gettext("Back"),
    }
    return render(request, "reviews/note.html", context, status=422 if form.errors else 200)


def _begun(person: Person, piece: NotePiece, earlier: Note | None) -> dict[str, Any]:
    """What is kept of it, and over it what was being typed."""
    return {"note": earlier.text if earlier else "", **half_typed_by(person, piece)}


def _back(request: HttpRequest, line_id: UUID) -> str:
    return onward(request.GET.get("back", ""), f"{reverse('reviews:notes')}#line-{line_id}")


@never_resent
@require_POST
def removal(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Deletes a note on a line that is gone."""
    person = person_of(request)
    actions.delete_note(person, get_object_or_404(Note.objects.visible_to(person), pk=note_id).pk)
    return redirect("reviews:notes")
