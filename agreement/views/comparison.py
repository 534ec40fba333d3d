"""Any two texts that both have signed in one space, one beside the other."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from agreement.comparison import comparison_of
from agreement.comparison_form import FROM, TO, ComparisonForm
from agreement.reading import clauses_of
from agreement.signed_texts import SignedText, Space, spaces_of
from couples.requests import us_for
from couples.us import Us

# What stands for a text in an address, when it is one at all: a number, or an id.
KEY = re.compile(r"[0-9]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """What is different in the second text from the first. With none named, or one that is mistyped or named twice, the
    form that asks which; not found where a text is named that the reader cannot see in that space, or has but one."""
    us = us_for(request)
    space = _space(us, [key for key in map(request.GET.get, (FROM, TO)) if key and KEY.fullmatch(key)])
    form = ComparisonForm(space, request.GET if FROM in request.GET or TO in request.GET else None)
    context = {"form": form, "back_url": reverse("agreement:versions"), "back_label": gettext("Agreement")}
    if form.is_valid():
        was, text = (space.keys[form.cleaned_data[name]] for name in (FROM, TO))
        return render(request, "agreement/comparison.html", {**context, **_shown(us, was, text)})
    return render(request, "agreement/comparison.html", context, status=422 if form.errors else 200)


def _space(us: Us, named: list[str]) -> Space:
    """The first space of the reader that has all of those texts, and two at least."""
    for space in spaces_of(us):
        if len(space.texts) > 1 and set(named) <= space.keys.keys():
            return space
    raise Http404


def _shown(us: Us, was: SignedText, text: SignedText) -> dict[str, object]:
    lines = [clauses_of(us.person, each.version) for each in (was, text)]
    return {
        "was": was,
        "text": text,
        "pair": (was, text),
        "comparison": comparison_of(us, was.version, lines[0], text.version, lines[1]),
        "other_way": f"{reverse('agreement:comparison')}?{FROM}={text.key}&{TO}={was.key}",
    }
