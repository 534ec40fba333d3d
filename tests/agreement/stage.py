"""Two with a text to sign, for races: what either does, and what must be true whatever came first."""

from collections import Counter
from functools import partial
from itertools import count

from django.db import transaction

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.management.commands import verify_history
from agreement.models import Clause, Mark, Removal, SetAside, Signature, State, Version, document_of
from agreement.reading import clauses_of, texts_of
from agreement.refusals import LineGone, NothingInForce
from agreement.reviewing import review_lines
from agreement.verifying import faults
from couples import actions as couples
from couples.models import Couple, Partner
from couples.us import us_of
from tests.cast import join, make_person
from vault import keyring

from .conftest import PHONES, SAM, shown_hash


class Stage:
    """A couple with an offered text, one line of it deleted before and two of them marked, and what each has on their
    screen. `signed`: who has signed it. `second`: it began from one in force, and another draft was discarded before.
    `offered`: where not, it is a draft. `aside`: who has set aside the text in force."""

    numbers = count()

    def __init__(self, *, signed="", second=False, offered=True, aside=""):
        number = next(self.numbers)
        self.alice, self.bob = make_person(f"Alice{number}"), make_person(f"Bob{number}")
        join(self.alice, self.bob)
        self.screens, self.put_away = {}, None
        self.first, self.clause = self._second() if second else self._write()
        self.last = actions.add_clause(self.bob, LineWords("The last one."))
        self.deleted = actions.add_clause(self.alice, LineWords("Deleted."))
        actions.remove_clause(self.alice, self.deleted.pk, seen=1)
        actions.mark_line(self.alice, self.first.pk, "fits", seen=1)
        actions.mark_line(self.bob, self.clause.pk, "talk", "Always?", seen=1)
        self.version = self._show(actions.offer(self.alice) if offered else actions.begin_draft(self.alice))
        if signed:
            self.sign(getattr(self, signed))
        if aside:
            actions.set_aside(getattr(self, aside))

    def _write(self):
        return actions.add_clause(self.alice, LineWords(SAM)), actions.add_clause(self.bob, LineWords(PHONES))

    def _second(self):
        self._write()
        version = self._show(actions.offer(self.alice))
        for person in (self.alice, self.bob):
            actions.sign(person, version.pk, self.screens[version.pk], person.name)
        self.put_away = actions.add_clause(self.bob, LineWords("Put away.")).version
        actions.discard_draft(self.bob, self.put_away.pk)
        return clauses_of(self.alice, actions.begin_draft(self.alice))

    def _show(self, version):
        self.screens[version.pk] = shown_hash(self.alice)
        return version

    def sign(self, person):
        return actions.sign(person, self.version.pk, self.screens[self.version.pk], person.name)

    def move(self, person):
        line, before = (self.clause.pk, self.first.pk) if person == self.alice else (self.first.pk, None)
        return actions.move_line(person, line, before)

    @transaction.atomic
    def offer_another(self, person):
        """Two presses, with nothing in between: what is on offer then is not what the other has on their screen."""
        line = Clause.unscoped.get(pk=self.clause.pk)
        actions.edit_clause(person, line.pk, LineWords("Another."), seen=line.revision)
        return actions.offer(person)

    def let_go(self, person):
        """As the page of the review does: it looks first."""
        us = us_of(person)
        texts = texts_of(us)
        if texts.in_force is None:
            raise NothingInForce
        draft = review_lines(us, texts.in_force, texts.working, clock.today(person.tz))[1].draft
        if draft is None:
            raise LineGone
        return actions.remove_clause(person, draft.pk, seen=draft.revision)

    def deed(self, name, person):
        line, back = self.clause.pk, self.put_away or self.version
        return {
            "sign": partial(self.sign, person),
            "edit": partial(actions.edit_clause, person, line, LineWords("Other."), seen=1),
            "add": partial(actions.add_clause, person, LineWords("More.")),
            "remove": partial(actions.remove_clause, person, line, seen=1),
            "mark": partial(actions.mark_line, person, line, "fits", "Yes.", seen=1),
            "move": partial(self.move, person),
            "offer": partial(actions.offer, person),
            "offer another": partial(self.offer_another, person),
            "take back": partial(actions.withdraw_signature, person),
            "begin": partial(actions.begin_draft, person),
            "undo": partial(actions.bring_line_back, person, self.deleted.pk),
            "discard": partial(actions.discard_draft, person, self.version.pk),
            "bring back": partial(actions.bring_draft_back, person, back.pk),
            "keep": partial(actions.keep_clause, person, line, seen=1),
            "let go": partial(self.let_go, person),
            "set aside": partial(actions.set_aside, person),
            "lift": partial(actions.lift, person),
            "leave": partial(couples.leave, person),
        }[name]


@keyring.held()
def check(stage):
    """What must be true whatever came first."""
    couple = Couple.unscoped.get(pk=stage.version.couple_id)
    versions = list(Version.unscoped.filter(couple=couple).select_related("couple", "previous"))
    states = Counter(version.state for version in versions)
    assert states[State.IN_FORCE] <= 1
    assert states[State.DRAFT] + states[State.OFFERED] <= 1
    for version in versions:
        clauses = list(Clause.unscoped.filter(version=version).select_related("version__couple"))
        removals = list(Removal.unscoped.filter(version=version))
        check_signatures(stage, version, clauses, removals)
        check_lines(version, clauses, removals, couple)
    # In number, order, words, days and signatures, as the command reads them.
    chain = [verify_history._read(version) for version in verify_history._versions_of(couple)]
    assert list(faults(chain, frozenset({stage.alice.pk, stage.bob.pk}))) == []
    asides = SetAside.unscoped.filter(couple=couple).count()
    assert asides <= states[State.IN_FORCE]
    if couple.closed_on:
        assert (asides, states[State.OFFERED], states[State.DISCARDED]) == (0, 0, 0)


def check_signatures(stage, version, clauses, removals):
    """Every name that counts stands under the words that its owner saw, and those are the words that are there."""
    signatures = list(Signature.unscoped.filter(version=version))
    if version.is_signed:
        assert {row.person_id for row in signatures} == {stage.alice.pk, stage.bob.pk}
        assert len(signatures) == 2
    elif version.state != State.OFFERED:
        # A draft, or one that waits for being brought back: nobody's name is under it.
        assert signatures == []
    if signatures:
        deleted = {removal.clause_id for removal in removals}
        standing = [clause for clause in clauses if clause.pk not in deleted]
        now = document_of(version, standing, version.review_on).sha256()
        assert {signature.sha256 for signature in signatures} == {now} == {stage.screens[version.pk]}


def check_lines(version, clauses, removals, couple):
    """Each in a place of its own. In a signed text there are words, and nothing beside them."""
    marks = list(Mark.unscoped.filter(clause__version=version))
    revisions = {clause.pk: clause.revision for clause in clauses}
    assert len({clause.position for clause in clauses}) == len(clauses)
    assert len({(mark.clause_id, mark.person_id) for mark in marks}) == len(marks)
    assert all(mark.revision <= revisions[mark.clause_id] for mark in marks)
    assert (version.state == State.DISCARDED) == (None in {removal.clause_id for removal in removals})
    if version.is_signed:
        assert [clause.body for clause in clauses] == [clause.line.body() for clause in clauses]
    if version.is_signed or couple.closed_on:
        assert (marks, removals) == ([], [])


def rows():
    """All that is stored of couples and their texts."""
    models = (Version, Clause, Signature, Removal, Mark, SetAside, Partner)
    return [set(model.unscoped.values_list()) for model in models]
