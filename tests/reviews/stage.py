"""Two who go through the second text of theirs, for races: what either does in it, and what both screens show then."""

from functools import partial
from http import HTTPStatus
from typing import Any

import people.actions
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import SITTING, WORKING, Clause, Version
from agreement.refusals import (
    AlreadyInForce,
    DraftGone,
    LineGone,
    NothingInForce,
    NotOffered,
    NotTwoYet,
    TextChanged,
    WordsChanged,
)
from couples import actions as couples
from couples.models import Couple
from couples.refusals import NotACouple
from people.models import Rest
from reviews import actions
from tests.agreement import stage as of_agreement
from tests.cast import client_of
from tests.together.screens import Screen
from together import actions as together
from together.models import Sitting, Subject
from together.refusals import NoSitting, OnBreak

from .common import in_common
from .conftest import URL

MOST_POLLS = 3

OF_SITTING: set[Any] = {NoSitting, OnBreak, LineGone}
REFUSALS: dict[str, set[Any]] = {
    "begin": {NotTwoYet},
    "next": OF_SITTING,
    "back": OF_SITTING,
    "to the end": OF_SITTING,
    "fits": OF_SITTING | {WordsChanged},
    "talk": OF_SITTING | {WordsChanged},
    "edit": {LineGone, WordsChanged},
    "let go": OF_SITTING | {WordsChanged},
    "bring back": OF_SITTING,
    "to the list": OF_SITTING,
    "take a break": {NoSitting},
    "offer": {NoSitting, OnBreak},
    "sign": {NotOffered, TextChanged},
    "take back": {AlreadyInForce},
    "set aside": {NothingInForce},
    "discard": {DraftGone, OnBreak},
    "stop": {OnBreak},
    "leave": {NotACouple},
    "go quiet": set(),
}
"""What each deed may be refused with, where another comes before it: nothing else, and never an error."""


class Stage(of_agreement.Stage):
    """The same couple with a text in force, and a draft of three lines that began from it, with a fourth that was let
    go; both are at the line in the middle, or at the `end`, or have not begun. `paused`: alice has taken a break."""

    def __init__(self, *, begun=True, end=False, paused=False, **named):
        super().__init__(second=True, **named)
        self.place = ""
        if begun:
            self.place = actions.begin(self.alice).place
            self._go(actions.END if end else str(self.clause.pk))
        if paused:
            together.take_break(self.alice, SITTING)
        self.clients, self.shown = {}, {}

    def _go(self, to):
        actions.move(self.alice, seen=self.place, to=to)
        self.place = to

    def opens(self, person):
        """A screen of that person, which has just been opened."""
        self.clients[person] = self.clients.get(person) or client_of(person)
        screen = Screen(self.clients[person], URL)
        screen.opens()
        return screen

    def watch(self):
        """Both open the page, as it is now."""
        self.shown = {person: self.opens(person).shows for person in (self.alice, self.bob)}
        return self

    def on_screen(self):
        """Both screens as they were then."""
        return [Screen(self.clients[person], URL, shows) for person, shows in self.shown.items()]

    def deed(self, name, person):
        line, move = self.clause.pk, partial(actions.move, person, seen=self.place)
        return {
            "begin": partial(actions.begin, person),
            "next": partial(move, to=str(self.last.pk)),
            "back": partial(move, to=str(self.first.pk)),
            "to the end": partial(move, to=actions.END),
            "fits": partial(actions.mark, person, line, "fits", seen=1),
            "talk": partial(actions.mark, person, line, "talk", seen=1),
            "edit": partial(agreement.edit_clause, person, line, LineWords(f"As {person.name} says."), seen=1),
            "let go": partial(actions.let_go, person, line, seen=1),
            "bring back": partial(actions.bring_back, person, self.deleted.pk),
            "to the list": partial(actions.put_on_talk_list, person, line),
            "take a break": partial(together.take_break, person, SITTING),
            "offer": partial(actions.make_ready, person),
            "stop": partial(actions.stop, person),
            "leave": partial(couples.leave, person),
            "go quiet": partial(people.actions.go_quiet, person),
        }.get(name) or super().deed(name, person)


def rows():
    """All that is stored of couples, their texts and their sittings."""
    return [*of_agreement.rows(), *(set(model.unscoped.values_list()) for model in (Sitting, Subject, Rest))]


def check(stage):
    """What must be true whatever came first."""
    of_agreement.check(stage)
    couple = Couple.unscoped.get(pk=stage.version.couple_id)
    sittings = Sitting.unscoped.filter(couple=couple)
    assert len(sittings) <= 1
    for sitting in sittings:
        assert couple.closed_on is None
        draft = Version.unscoped.get(couple=couple, state__in=WORKING)
        lines = Clause.unscoped.filter(version=draft).values_list("pk", flat=True)
        assert sitting.place in {actions.END, *map(str, lines)}


def check_screens(stage):
    """Each asks until there is nothing new: then both show the same. The screens."""
    screens = stage.on_screen()
    shown = [at_last(screen) for screen in screens]
    assert shown[0] == shown[1]
    return screens


def at_last(screen):
    while screen.polls() == HTTPStatus.OK:
        assert len(screen.asked) < MOST_POLLS
    return screen.is_over, in_common(screen.live)
