"""The demo couple, in the middle of everything: a sitting behind them and one that is on, a text that replaced another.

Imported only where Django is set up, in a new data folder: `bench.pages` has a process of its own for it.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.urls import reverse

import clock
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import document_of
from agreement.reading import clauses_of
from bench.signing_in import client_of
from checkins import actions as checkins
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from people.actions import has_read
from people.models import Person
from people.shown_once import LEAVE_THIS_PAGE
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.folding import Words

WORDS: Words = {
    "us": {"value": 6},
    "us-words": {"value": "Better than last month, and still careful."},
    "thanks": {"value": "For the walk on Sunday, and for asking only once."},
}
LINE = "On Sunday evening we both put our phones into the kitchen drawer and sit down for half an hour."


def tell() -> None:
    """Goes on for a month from where the demo leaves them. Says how many days on that is, what Robin's pages are called
    then, and the cookie of a sign-in."""
    robin, _ = people = [Person.objects.get(email=f"{name}@example.org") for name in ("robin", "alex")]
    couple = Couple.unscoped.get()
    *_, first, second = CheckIn.unscoped.filter(couple=couple).order_by("day")
    sit_down(people, first)
    sign_anew(people)
    days = (second.day - first.day).days
    with days_on(days):
        checkins.roll(couple)
        sealed.keep(robin, CheckInPiece(second), WORDS)
        has_read(robin, LEAVE_THIS_PAGE)
    client = client_of(robin)
    json.dump({"days": days, "session": client.cookies["session"].value, "pages": pages(second)}, sys.stdout)


@contextmanager
def days_on(count: int) -> Iterator[None]:
    with clock.shifted(timedelta(days=count)):
        yield


def sit_down(people: list[Person], check_in: CheckIn) -> None:
    """The check-in of the day, which both seal; two days on, each has opened it."""
    piece = CheckInPiece(check_in)
    for person in people:
        sealed.seal(person, piece, WORDS)
    with days_on(2):
        for person in people:
            sealed.mark_opened(person, piece)


def sign_anew(people: list[Person]) -> None:
    """A second text in force, and a line of Robin's own."""
    with days_on(3):
        agreement.add_clause(people[0], LineWords(LINE, topic="Evenings"))
        version = agreement.offer(people[0])
        assert version.review_on
        document = document_of(version, clauses_of(people[0], version), version.review_on)
        for person in people:
            agreement.sign(person, version.pk, document.sha256(), person.name)
        agreement.write_own_line(people[0], LineWords(LINE))


def pages(check_in: CheckIn) -> dict[str, str]:
    """The main pages by name: where each is for Robin."""
    return {
        "today": reverse("couples:today"),
        "plan": reverse("recovery:plan"),
        "a reading": reverse("recovery:piece", args=["what-it-is-and-isnt"]),
        "a page for oneself": reverse("recovery:piece", args=["what-happened"]),
        "an opened piece": piece_of(catalogue.activity("why-i-am-here")).address("opening"),
        "agreement": reverse("agreement:agreement"),
        "versions": reverse("agreement:versions"),
        "check-ins": reverse("checkins:room"),
        "an open check-in": CheckInPiece(check_in).address(),
        "settings": reverse("couples:settings"),
        "more": reverse("couples:more"),
    }
