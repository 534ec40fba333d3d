"""Whatever two do before their two screens, in whatever order, and whatever gets lost on the way: what is stored, and
what each of them is shown, is what a model of plain values says."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

import clock
from agreement.models import SITTING, Clause, Mark, Signature, Version
from tests.matrix.asking import CSRF
from tests.together.screens import HTMX, Screen
from together.actions import id_about
from together.models import Sitting, Subject
from vault import keyring

from .conftest import URL
from .deeds import NAMES, TwoAtTheirScreens
from .page import lasting, read, shared_part

pytestmark = pytest.mark.django_db
MOST_POLLS = 3


class AsTheModelSays(TwoAtTheirScreens):
    """What must be so at every moment."""

    def __init__(self, two, couple, clients):
        super().__init__(two, couple, clients)
        self.before: Any = (None, 0, "")
        self.looked: Any = [None, None]

    @property
    def sitting(self):
        return Sitting.unscoped.filter(couple=self.couple, about=SITTING).first()

    @invariant()
    @keyring.held()
    def the_same_is_stored(self):
        sitting, plain, space = self.sitting, self.plain.sitting, self.plain.space
        assert (sitting and sitting.place) == (plain and plain.place)
        if sitting and plain:
            now = clock.now()
            assert sitting.is_on_break(now) == plain.is_on_break(now)
        versions = Version.unscoped.filter(couple=self.couple)
        assert set(versions.values_list("pk", "state", "sha256")) == {
            (text.id, text.state, text.sha256) for text in space.texts
        }
        assert set(Signature.unscoped.filter(version__in=versions).values_list("version", "person", "sha256")) == {
            (text.id, self.two[who].pk, sha256) for text in space.texts for who, sha256 in text.signed.items()
        }
        lines = [line for text in space.texts for line in text.lines]
        rows = Clause.unscoped.filter(version__in=versions).select_related("version__couple")
        assert {(row.pk, row.revision, row.text) for row in rows} == {
            (line.id, line.revision, line.words["text"]) for line in lines
        }
        marks = Mark.unscoped.filter(clause__version__in=versions).select_related("person")
        assert {(mark.clause_id, mark.person_id, mark.revision, mark.says, mark.note) for mark in marks} == {
            (line.id, self.two[who].pk, *mark) for line in lines for who, mark in line.marks.items()
        }
        assert set(Subject.unscoped.filter(couple=self.couple).values_list("pk", flat=True)) == {
            id_about(self.couple, line) for line in self.plain.listed
        }

    @invariant()
    def the_number_only_goes_up_and_only_where_both_are_to_be_told(self):
        sitting, (earlier, version, seen) = self.sitting, self.before
        now = self.plain.both_see(self.today)
        if sitting and sitting.pk == earlier:
            assert sitting.version >= version
            assert (sitting.version > version) == (now != seen)
        self.before = (sitting and sitting.pk, sitting.version if sitting else 0, now)

    @invariant()
    def each_page_says_what_the_model_says_and_a_screen_that_has_asked_shows_the_same(self):
        for who, screen in enumerate(self.screens):
            foretold = self.plain.shows(who, clock.now())
            # Where nothing has become different, the pages would be asked for in vain.
            looks = (screen.shows, foretold, self.sitting and self.sitting.version)
            if looks != self.looked[who]:
                page = self.opened(who)
                assert read(page.shows, NAMES[1 - who]) == foretold
                if screen.asks:
                    self.would_show_the_same(who, replace(screen, asked=[]), page)
            self.looked[who] = looks

    def would_show_the_same(self, who, screen, page):
        has_missed = screen.shows == self.missed[who]
        while screen.polls() == 200:
            assert len(screen.asked) < MOST_POLLS
        assert screen.is_over == (self.plain.sitting is None)
        if screen.is_over:
            assert read(screen.shows, NAMES[1 - who])["heading"] == self.plain.over()
        elif has_missed:
            # What one has done oneself, and got no answer to, is no news to ask for: all else is there.
            assert self.common(who, screen) == self.common(who, page)
        else:
            assert lasting(screen.live) == lasting(page.live)

    def opened(self, who):
        page = Screen(self.clients[who], URL)
        page.opens()
        return page

    def common(self, who, screen):
        return shared_part(read(screen.shows, NAMES[1 - who]))

    def leaves_no_trace(self, of):
        other = 1 - of
        models: list[Any] = [Mark, Signature]
        hidden = [
            model.unscoped.filter(person=self.two[of]).exclude(pk__in=model.objects.visible_to(self.two[other]))
            for model in models
        ]
        if not any(rows.exists() for rows in hidden):
            return
        self.opened(other)  # so that it is not the first time
        with_them, block = self.asks(other), transaction.savepoint()
        for rows in hidden:
            rows.delete()
        without = self.asks(other)
        transaction.savepoint_rollback(block)
        assert with_them == without

    def asks(self, who):
        """All that a person gets of the sitting: the page, what a screen asks for that shows what there is, and one
        that shows something else. Of each the status, the bytes and the number of queries."""
        found = []
        tag = self.sitting.tag(clock.now()) if self.sitting else ""
        for path, headers in ((URL, {}), (f"{URL}state/?at={tag}", HTMX), (f"{URL}state/?at=another", HTMX)):
            with CaptureQueriesContext(connection) as queries:
                response: Any = self.clients[who].get(path, headers=headers)
            found.append((response.status_code, lasting(CSRF.sub("", response.text)), len(queries)))
        return found


def test_whatever_two_do_before_their_screens_is_what_the_model_says(alice, bob, couple, as_alice, as_bob, long):
    machine: Any = partial(AsTheModelSays, (alice, bob), couple, (as_alice, as_bob))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200 if long else 10,
            stateful_step_count=50 if long else 20,
            derandomize=not long,
            deadline=None,
            database=None,
        ),
    )
