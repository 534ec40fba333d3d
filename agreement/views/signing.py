"""Offering a text, reading it once more, signing it, taking a signature back, and setting the agreement aside."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import clock
from agreement import actions
from agreement.forms import SigningForm
from agreement.reading import own_signature, set_aside_of, texts_of
from agreement.refusals import AlreadyInForce, NothingInForce, NotOffered, TextChanged
from agreement.shown import changes_since
from agreement.version_page import version_page_of
from couples import just_now
from couples.requests import us_for
from people.at_hand import is_small
from people.gates import open_in_small
from people.requests import never_resent, person_of

from .back import back_context, back_from


@never_resent
@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Offers the draft for signing."""
    actions.offer(person_of(request))
    return redirect("agreement:agreement")


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest) -> HttpResponse:
    """Read it once more: the whole text as it is hashed. POST signs exactly that."""
    us = us_for(request)
    asked: dict[str, Any] = {"request": request, "my_name": us.my_name}
    form = SigningForm(request.POST, **asked) if request.method == "POST" else None
    if form is not None and form.is_valid():
        return _sign(request, form)
    version, today = texts_of(us).working, clock.today(us.person.tz)
    if version is None or not version.is_offered(today):
        raise NotOffered
    if own_signature(us.person, version) is not None:
        return redirect(back_from(request, reverse("agreement:agreement")))
    page = version_page_of(us, version, today)
    if form is not None and form.cleaned_data.get("sha256") != page.document.sha256():
        # Mending a field of an older page would bring that page's text back under the eyes as if it were this one.
        return _changed(request, TextChanged(changes_since(form.cleaned_data.get("shown", ""), page.document)))
    context = {
        "version_page": page,
        "form": form or SigningForm.showing(version.pk, page.document, **asked),
        **back_context(request),
    }
    return render(request, "agreement/signing.html", context, status=422 if form else 200)


@require_safe
def in_force(request: HttpRequest) -> HttpResponse:
    """The moment at which a text counts: its lines, both names and the day on which both read it again, and nothing
    else until the reader goes on."""
    us = us_for(request)
    version = texts_of(us).in_force
    if version is None or set_aside_of(us) is not None:
        return redirect("agreement:agreement")
    page = version_page_of(us, version, clock.today(us.person.tz))
    return render(request, "agreement/now_in_force.html", {"in_force": version, "version_page": page})


@open_in_small
@never_resent
@require_POST
def signature_removal(request: HttpRequest) -> HttpResponse:
    """Takes one's own signature back, as long as the text is not in force. By one proof alone it does not say whether
    there was one."""
    if is_small():
        with suppress(AlreadyInForce):
            actions.withdraw_signature(person_of(request))
        messages.success(request, gettext("If you’d signed something that isn’t in force yet, your signature is gone."))
        return redirect("couples:today")
    actions.withdraw_signature(person_of(request))
    just_now.forget(request)
    return redirect(back_from(request, reverse("agreement:agreement")))


@open_in_small
@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def setting_aside(request: HttpRequest) -> HttpResponse:
    """GET says what will show; POST sets the agreement aside, or `lift`s that. By one proof alone it does not say
    whether there is an agreement."""
    person, us = person_of(request), us_for(request)
    if request.method == "POST":
        return _set_aside_or_lift(request)
    aside = set_aside_of(us)
    context = {
        "us": us,
        "is_small": is_small(),
        "in_force": texts_of(us).in_force,
        "aside": aside,
        "today": clock.today(person.tz),
        "by_me": aside is not None and aside.person_id == person.pk,
        "back_url": reverse("couples:today") if is_small() else reverse("agreement:agreement"),
        "back_label": gettext("Today") if is_small() else gettext("Agreement"),
    }
    return render(request, "agreement/setting_aside.html", context)


def _set_aside_or_lift(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if is_small():
        with suppress(NothingInForce):
            actions.set_aside(person)
        messages.success(request, gettext("If an agreement was in force, it’s set aside now."))
        return redirect("couples:today")
    if request.POST.get("action") == "lift":
        actions.lift(person)
    else:
        actions.set_aside(person)
    return redirect("agreement:agreement")


def _sign(request: HttpRequest, form: SigningForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        actions.sign(person_of(request), given["version"], given["sha256"], given["name"], shown=given["shown"])
    except TextChanged as refused:
        return _changed(request, refused)
    just_now.note(request, just_now.SIGNED)
    # The same answer whether the other has signed or not; that page leads on where nothing is in force yet.
    return redirect(back_from(request, reverse("agreement:in-force")))


def _changed(request: HttpRequest, refused: TextChanged) -> HttpResponse:
    """Nothing was signed; what is different, and the way to the new words."""
    us = us_for(request)
    version = texts_of(us).working
    context = {
        "refused": refused,
        "can_sign": version is not None and version.is_offered(clock.today(us.person.tz)),
        **back_context(request),
    }
    return render(request, "agreement/changed.html", context, status=refused.status)
