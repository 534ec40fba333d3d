"""A letter to next year: written and sealed when a text has come into force, read a year later, and by both if both say
so."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

import clock
from agreement.models import SIGNED, Version
from agreement.reading import texts_of
from couples.requests import us_for
from pages.refusals import Refused
from people.requests import never_resent, person_of
from sealed.half_typed import half_typed_by, typed_on

from . import actions
from .forms import LetterForm
from .models import Letter
from .pieces import LetterPiece
from .reading import own_letters, sealable, sealed_now, years_of
from .refusals import LetterSealed, NoLetterNow


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """One's letters, and in these days a new one. POST seals it, or by `cancel` destroys what was typed."""
    if request.method != "POST":
        return _page(request)
    person = person_of(request)
    if request.POST.get("action") == "cancel":
        actions.forget_typed_letter(person, typed_on(request))
        return redirect("letters:letter")
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    try:
        actions.write_letter(person, given["version"], given["text"], typed=given["revision"])
    except (LetterSealed, NoLetterNow) as refused:
        return _page(request, form, refused)
    return redirect("letters:letter")


def find_letter(_request: HttpRequest) -> LetterPiece:
    return LetterPiece()


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """GET asks once, and does not show a word of one that is still to open. POST deletes one's own letter, for good."""
    person = person_of(request)
    if request.method == "POST":
        actions.delete_letter(person, letter_id)
        return redirect("letters:letter")
    found = get_object_or_404(Letter.objects.visible_to(person), pk=letter_id, person=person)
    context = {"letter": found, "is_open": found.is_open(clock.today(person.tz)), **_back("letters:letter")}
    return render(request, "letters/removal.html", context)


@never_resent
@require_POST
def yes(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Says that both may read the letters of that text, if the other says so too; or by `back` takes that back."""
    person = person_of(request)
    get_object_or_404(Version.objects.visible_to(person).filter(state__in=SIGNED), pk=version_id)
    if request.POST.get("action") == "back":
        actions.take_yes_back(person, version_id)
    else:
        actions.say_yes(person, version_id)
    return redirect("letters:letter")


def _page(request: HttpRequest, form: LetterForm | None = None, refused: Refused | None = None) -> HttpResponse:
    us = us_for(request)
    typed = half_typed_by(us.person, LetterPiece())
    today, letters = clock.today(us.person.tz), own_letters(us.person)
    now = sealable(texts_of(us).in_force, today)
    in_years = years_of(us, letters, today)
    sealed = sealed_now(us, letters, today)
    shown = {year.mine.pk for year in in_years if year.mine} | ({sealed.pk} if sealed else set())
    context: dict[str, Any] = {
        "us": us,
        "refused": refused,
        "opens_on": now.opens_on if now else None,
        "sealed": sealed,
        "years": in_years,
        "earlier": [(each, each.is_open(today)) for each in letters if each.pk not in shown],
        "form": _form(request, form, typed) if now and not sealed else None,
        "typed": form.data.get("text", "") if form else typed.get("text", ""),
        "revision": typed["revision"],
        "autosave": LetterPiece().address(),
        **_back("agreement:agreement"),
    }
    status = refused.status if refused else 422 if form and form.errors else 200
    return render(request, "letters/letter.html", context, status=status)


def _form(request: HttpRequest, sent: LetterForm | None, typed: Any) -> LetterForm:
    """What was sent, for the text that is in force now; else what was being typed."""
    in_force = texts_of(us_for(request)).in_force
    assert in_force is not None
    if sent is None:
        return LetterForm(initial={**typed, "version": in_force.pk})
    sent.data = {**request.POST.dict(), "version": str(in_force.pk)}
    return sent


def _back(name: str) -> dict[str, str]:
    label = gettext("Agreement") if name == "agreement:agreement" else gettext("Back")
    return {"back_url": reverse(name), "back_label": label}
