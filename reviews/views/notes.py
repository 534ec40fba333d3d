"""Alone first: what one notes for oneself beside the lines."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreement.version_page import terms_of
from couples.requests import us_for
from pages.onward import onward
from people.requests import never_resent, person_of
from reviews import actions
from reviews.forms import NoteForm
from reviews.models import Note
from reviews.reading import lines_to_note, note_about, notes_of


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Every line that is to be gone through, with one's own note; and notes on lines that are gone."""
    us = us_for(request)
    found = notes_of(us)
    lines = [(line, terms_of(us, line.line), note_about(line, found)) for line in lines_to_note(us)]
    beside = {note.pk for _, _, note in lines if note}
    context: dict[str, Any] = {
        "us": us,
        "lines": lines,
        "others": [note for note in found.values() if note.pk not in beside],
        "back_url": reverse("reviews:sitting"),
        "back_label": gettext("Back"),
    }
    return render(request, "reviews/notes.html", context)


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """A sheet for the note on one line. POST keeps it; emptied, there is none."""
    us = us_for(request)
    line = next((each for each in lines_to_note(us) if each.pk == line_id), None)
    if line is None:
        raise Http404
    back = onward(request.GET.get("back", ""), f"{reverse('reviews:notes')}#line-{line_id}")
    earlier = note_about(line, notes_of(us))
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm(initial={"note": earlier and earlier.text})
    if form.is_bound and form.is_valid():
        # A note on the line in force goes on as one on the line that began from it.
        actions.write_note(us.person, earlier.line if earlier else line_id, form.cleaned_data["note"])
        return redirect(back)
    context = {
        "us": us,
        "line": line,
        "form": form,
        "back": request.GET.get("back", ""),
        "back_url": back,
        "back_label": gettext("Back"),
    }
    return render(request, "reviews/note.html", context, status=422 if form.errors else 200)


@never_resent
@require_POST
def removal(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Deletes a note on a line that is gone."""
    person = person_of(request)
    actions.delete_note(person, get_object_or_404(Note.objects.visible_to(person), pk=note_id).pk)
    return redirect("reviews:notes")
