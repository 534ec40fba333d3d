"""To write for oneself, and to share later, by a step of its own, or never."""

from collections.abc import Mapping
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

import clock
from couples.help_lines import Country, WrongHelpLines, help_lines
from couples.requests import us_for
from couples.us import Us
from pages.places import BOTH, Page
from pages.refusals import Refused
from people.requests import never_resent
from recovery import actions
from recovery.pieces import piece_of
from recovery.plan.activities import Activity
from recovery.plan.fields import TRUTH, Field
from recovery.plan.kinds import register
from sealed.reading import draft_of
from sealed.refusals import StaleDraft

from . import shared
from .reflect import Reflect


class Writing(shared.Shareable):
    def context(self, us: Us) -> dict[str, Any]:
        counselling = _counselling() if self.activity.more.get("lists_counselling") else ()
        return {**super().context(us), "may_share": us.is_two, "counselling": counselling}


def _counselling() -> list[Country]:
    """The countries for which the host has named somewhere to find a counsellor; none while their file is wrong."""
    try:
        countries = help_lines(settings.TWOFOLD_HELP_LINES, clock.today(ZoneInfo("UTC")))
    except WrongHelpLines:
        return []
    return [country for country in countries if country.counselling]


@never_resent
def sharing(request: HttpRequest, activity: Activity) -> HttpResponse:
    """GET shows the words and who will read them. POST shares them as they stood there."""
    us, piece = us_for(request), piece_of(activity)
    draft = draft_of(us.person, piece)
    if draft is None or not draft.says_something:
        return redirect("recovery:piece", activity.id)
    if not us.is_two:
        raise actions.NotTwoYet
    refused: Refused | None = None
    if request.method == "POST":
        try:
            actions.share(us.person, activity, shown=request.POST.get("shown", ""))
        except StaleDraft as stale:
            refused = stale
        else:
            return redirect("recovery:shared", activity.id)
    answers = [line for line in piece.readable(us.person, draft.words) if line.value]
    context = {"activity": activity, "us": us, "answers": answers, "draft": draft, "refused": refused}
    return render(request, "recovery/sharing.html", context, status=refused.status if refused else 200)


class Write(Reflect):
    name = "write"
    is_shareable = True
    fields: ClassVar[Mapping[str, Field]] = {"lists_counselling": Field(TRUTH.holds, TRUTH.says, required=False)}
    pages = (*Reflect.pages, Page("sharing/", "sharing", sharing, BOTH), *shared.PAGES)

    def piece(self, activity: Activity) -> Writing:
        return Writing(activity)


register(Write())
