"""A page of one's own that begins anew each month. Each month is a page of its own, kept under its own id."""

import re
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext

import clock
from couples.leaves import Leaf
from couples.us import Us
from pages.places import Page
from people.requests import person_of
from recovery.pieces import piece_of
from recovery.plan.activities import Activity
from recovery.plan.kinds import register
from recovery.reading import months_of
from sealed.views import writing

from . import reflect

MONTH = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")


class Month(reflect.Reflection):
    def other_pages(self, us: Us) -> list[Activity]:
        return [page for page in months_of(us) if page.id != self.activity.id]


def page(request: HttpRequest, activity: Activity) -> HttpResponse:
    """The page of one month; for the piece itself, that of the month that it is for its reader."""
    if not activity.variant:
        this_month = of_month(activity, clock.today(person_of(request).tz))
        return redirect("recovery:piece", this_month.id)
    return writing.writing(request, piece_of(there(activity)))


def of_one_month(page: Page[Activity]) -> Page[Activity]:
    """The same page of a reflection: there is none of the piece itself, and none of a month to come."""

    def view(request: HttpRequest, activity: Activity) -> HttpResponse:
        return page.view(request, there(activity))

    view.__dict__.update(vars(page.view))
    return Page(page.place, page.name, view, page.methods)


def there(activity: Activity) -> Activity:
    """The activity, where it is the page of a month that has come somewhere. Else Http404."""
    this_month = (clock.now().date() + clock.ZONES_APART).strftime("%Y-%m")
    if not activity.variant or activity.variant > this_month:
        raise Http404
    return activity


def of_month(piece: Activity, day: date) -> Activity:
    """The page of that piece for the month of `day`."""
    name = date_format(day, gettext("F Y"))
    variant = f"{day:%Y-%m}"
    return replace(
        piece,
        id=f"{piece.id}-{variant}",
        title=gettext("{title}: {month}").format(title=piece.title, month=name),
        variant=variant,
        variant_name=name,
    )


class Monthly(reflect.Reflect):
    name = "monthly"
    is_for_one = True
    pages = (
        Page("", "piece", page, reflect.Reflect.pages[0].methods),
        *map(of_one_month, reflect.Reflect.pages[1:]),
    )

    def piece(self, activity: Activity) -> Month:
        return Month(activity)

    def variant(self, activity: Activity, name: str) -> Activity | None:
        found = MONTH.fullmatch(name)
        return of_month(activity, date(int(found["year"]), int(found["month"]), 1)) if found else None

    def page_of_day(self, activity: Activity, day: date) -> Activity | None:
        return of_month(activity, day)

    def leaf(self, activity: Activity, *, begun: bool) -> Leaf:
        """Folded once, it does not come up again in this month."""
        return replace(super().leaf(activity, begun=begun), quiet_label=gettext("Not this month"), quiet_url="")


register(Monthly())
