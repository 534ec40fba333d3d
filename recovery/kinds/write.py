"""To write for oneself, and to share later, by a step of its own, or never."""

from collections.abc import Mapping
from typing import Any, ClassVar

from couples.help_lines import Country, WrongHelpLines, help_lines
from couples.us import Us
from pages.content.fields import TRUTH, Field
from recovery.plan.activities import Activity
from recovery.plan.kinds import register

from . import shared
from .reflect import Reflect


class Writing(shared.Shareable):
    def context(self, us: Us) -> dict[str, Any]:
        counselling = _counselling() if self.activity.more.get("lists_counselling") else ()
        return {**super().context(us), "counselling": counselling}


def _counselling() -> list[Country]:
    """The countries for which the host has named somewhere to find a counsellor; none while their file is wrong."""
    try:
        countries = help_lines()
    except WrongHelpLines:
        return []
    return [country for country in countries if country.counselling]


class Write(Reflect):
    name = "write"
    is_shareable = True
    fields: ClassVar[Mapping[str, Field]] = {"lists_counselling": Field(TRUTH.holds, TRUTH.says, required=False)}
    pages = (*Reflect.pages, *shared.PAGES)

    def piece(self, activity: Activity) -> Writing:
        return Writing(activity)


register(Write())
