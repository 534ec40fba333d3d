"""Two people at the same moment, for real, in two threads. On SQLite writers queue; PostgreSQL is where it counts.

Whatever comes first: at most one text in force, in force only with two signatures on its hash, nobody's name under
words that were not on their screen, and a history that can be verified.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count, product
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.management.commands import verify_history
from agreement.models import (
    Clause,
    Mark,
    Removal,
    SetAside,
    Signature,
    State,
    Version,
    document_of,
)
from agreement.reading import clauses_of, own_lines_of, texts_of
from agreement.refusals import LineGone, NothingInForce
from agreement.reviewing import review_lines
from agreement.verifying import faults
from couples import actions as couples
from couples.models import Couple, Partner
from couples.us import us_of
from pages.refusals import Refused
from tests.agreement.conftest import PHONES, SAM, shown_hash
from tests.cast import join, later, make_person
from tests.races.together import overtaken
from vault import keyring

pytestmark = pytest.mark.django_db(transaction=True)


class Hands:
    """So many threads, each with a connection that it keeps: to open one takes longer than most deeds."""

    def __init__(self, number):
        self.number = number
        self.pool, self.start = ThreadPoolExecutor(number), Barrier(number, timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # All of them wait for each other, so that each closes its own.
        self.at_once(*[lambda: connection.close()] * self.number)  # noqa: PLW0108 - each thread has another one
        self.pool.shutdown()

    def at_once(self, *deeds):
        """As the function of that name."""
        return [end.result(timeout=60) for end in [self.pool.submit(self._run, deed) for deed in deeds]]

    def _run(self, deed):
        connection.ensure_connection()
        self.start.wait()
        try:
            with keyring.held():  # as in a request
                deed()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is the test's to judge
            return error
        return None


def at_once(*deeds):
    """Runs each deed in a thread of its own, all let go at the same moment. Returns what each refused with, or None."""
    with Hands(len(deeds)) as hands:
        return hands.at_once(*deeds)


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
        actions.add_clause(self.bob, LineWords("The last one."))
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


@contextmanager
def kept():
    """What puts every row back as it is now: on PostgreSQL, and in a twentieth of the time that a stage takes."""
    tables = connection.introspection.django_table_names(only_existing=True)
    # Without its triggers: signed history refuses to be deleted.
    back = ["SET LOCAL session_replication_role = replica"]
    back += [f"DELETE FROM {table}; INSERT INTO {table} TABLE kept_{table}" for table in tables]

    def put_back():
        with transaction.atomic():
            run(back)

    run(f"CREATE TEMP TABLE kept_{table} AS TABLE {table}" for table in tables)
    try:
        yield put_back
    finally:
        run(f"DROP TABLE kept_{table}" for table in tables)


def run(statements):
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements))


def calm(ends):
    """A refusal is an answer; anything else would have been a page 500."""
    strange = [end for end in ends if end is not None and not isinstance(end, Refused)]
    assert strange == []


@pytest.fixture
def rounds(long):
    # SQLite lets in one writer at a time: there every round is the same, and costs the wait of the second.
    return range(1 if connection.vendor == "sqlite" else 50 if long else 3)


def test_two_signatures_at_once_put_one_text_in_force(rounds):
    for _ in rounds:
        stage = Stage()
        ends = at_once(stage.deed("sign", stage.alice), stage.deed("sign", stage.bob))
        assert ends == [None, None]
        check(stage)
        assert Version.unscoped.get(pk=stage.version.pk).state == State.IN_FORCE


def test_the_same_signature_twice_at_once_is_one(rounds):
    for _ in rounds:
        stage = Stage()
        assert at_once(*[stage.deed("sign", stage.alice)] * 2) == [None, None]
        assert Signature.unscoped.filter(version=stage.version).count() == 1
        check(stage)


def test_a_signature_and_a_change_at_once_never_sign_the_change(rounds):
    for _ in rounds:
        stage = Stage(signed="bob")
        sign, edit = at_once(stage.deed("sign", stage.alice), stage.deed("edit", stage.bob))
        calm([sign, edit])
        check(stage)
        state = Version.unscoped.get(pk=stage.version.pk).state
        # Either the signature came first, and the change found the text signed; or the other way round.
        assert (state, sign is None, edit is None) in [(State.IN_FORCE, True, False), (State.DRAFT, False, True)]


def test_an_offer_and_a_change_at_once_offer_only_what_is_there(rounds):
    for _ in rounds:
        stage = Stage()
        actions.add_clause(stage.alice, LineWords("One more."))
        offer, edit = at_once(stage.deed("offer", stage.alice), stage.deed("edit", stage.bob))
        assert (offer, edit) == (None, None)
        check(stage)
        stage.version.refresh_from_db()
        if stage.version.state == State.OFFERED:
            assert "Other." in [clause.text for clause in clauses_of(stage.alice, stage.version)]


VERBS = [
    *("sign", "edit", "add", "remove", "mark", "move", "offer", "take back", "undo", "discard", "bring back"),
    *("begin", "leave", "offer another"),
]
OF_A_LINE = ("edit", "remove", "mark", "move", "keep", "undo")
# What there is to do where a text is in force besides.
MORE_VERBS = [*VERBS, "keep", "let go", "set aside", "lift"]
STAGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nobody has signed": ({}, VERBS),
    "one has signed": ({"signed": "alice"}, VERBS),
    "a draft beside one in force": ({"second": True, "offered": False}, MORE_VERBS),
    "one has signed a second": ({"second": True, "signed": "bob", "aside": "bob"}, MORE_VERBS),
}


@pytest.mark.parametrize(("named", "verbs"), STAGES.values(), ids=STAGES)
def test_any_two_at_once_leave_everything_true(rounds, named, verbs):
    # One test for all the pairs: emptying the database after each would take longer than the races. Each pair is met
    # both ways round and in more than one stage; so one round of three is enough where nobody signs.
    stage = Stage(**named)
    with kept() as put_back, Hands(2) as hands:
        for first, second in product(verbs, repeat=2):
            for _ in rounds if "sign" in (first, second) else rounds[::3]:
                put_back()
                calm(hands.at_once(stage.deed(first, stage.alice), stage.deed(second, stage.bob)))
                check(stage)


def test_any_two_at_once_where_the_line_has_been_read_already():
    """Whoever has come so far has the lock: what would take the line away waits, and sees what became of it."""
    stage = Stage(**STAGES["one has signed a second"][0])
    with kept() as put_back:
        for first, second in product(OF_A_LINE, ("sign", "remove", "discard", "leave")):
            put_back()
            overtaken('SELECT "agreement_clause"', stage.deed(first, stage.bob), stage.deed(second, stage.alice))
            check(stage)


def test_each_deed_alone_is_done_in_one_stage_or_another():
    """Else the races would only show how calmly nothing happens."""
    stages = [Stage(**named) for named, _ in STAGES.values()]
    done = {verb for verb in MORE_VERBS for stage in stages if is_done(stage, verb, stage.alice)}
    done |= {verb for verb in MORE_VERBS for stage in stages if is_done(stage, verb, stage.bob)}
    # A draft is there in every stage: another is begun only once that one is signed or discarded.
    assert done == {*MORE_VERBS} - {"begin"}


def is_done(stage, verb, person):
    before = rows()
    with suppress(Refused), transaction.atomic():
        stage.deed(verb, person)()
        after = rows()
        transaction.set_rollback(True)
        return after != before
    return False


def test_a_signature_and_a_discarding_at_once_lose_nothing(rounds):
    for _ in rounds:
        stage = Stage(signed="bob")
        sign, discard = at_once(stage.deed("sign", stage.alice), stage.deed("discard", stage.bob))
        calm([sign, discard])
        check(stage)
        state = Version.unscoped.get(pk=stage.version.pk).state
        # Either it was in force first, and there was no draft to discard; or there was nothing to sign any more.
        assert (state, sign is None, discard is None) in [(State.IN_FORCE, True, False), (State.DISCARDED, False, True)]


def test_bringing_back_while_another_is_begun_keeps_both(rounds):
    for _ in rounds:
        stage = Stage()
        actions.discard_draft(stage.alice, stage.version.pk)
        assert at_once(stage.deed("bring back", stage.alice), stage.deed("add", stage.bob)) == [None, None]
        check(stage)
        texts = Clause.unscoped.filter(version__couple=stage.version.couple_id).select_related("version__couple")
        assert "More." in [line.text for line in texts]
        assert Version.unscoped.get(pk=stage.version.pk).state == State.DRAFT


def test_bringing_back_on_the_last_day_and_the_end_of_it_at_once(rounds):
    for _ in rounds:
        stage = Stage()
        actions.discard_draft(stage.alice, stage.version.pk)

        def end():
            with later(days=4):
                actions.forget_old_removals()

        back, _end = at_once(stage.deed("bring back", stage.bob), end)
        calm([back, _end])
        check(stage)
        assert Version.unscoped.filter(pk=stage.version.pk).exists() == (back is None)


def test_the_same_undo_by_both_at_once_is_one(rounds):
    for _ in rounds:
        stage = Stage()
        assert at_once(stage.deed("undo", stage.alice), stage.deed("undo", stage.bob)) == [None, None]
        check(stage)
        actions.discard_draft(stage.alice, stage.version.pk)
        assert at_once(stage.deed("bring back", stage.alice), stage.deed("bring back", stage.bob)) == [None, None]
        check(stage)


def test_two_tabs_of_one_person_make_one_couple(rounds):
    for number in rounds:
        dana = make_person(f"Dana{number}")
        assert at_once(partial(couples.invite, dana), partial(couples.invite, dana)) == [None, None]
        assert Partner.unscoped.filter(person=dana).count() == 1


def test_inviting_and_writing_at_once_do_not_block_each_other(rounds):
    for number in rounds:
        dana = make_person(f"Dana{number}")
        actions.write_own_line(dana, LineWords("One."))
        deeds = [partial(couples.invite, dana), partial(actions.write_own_line, dana, LineWords("Two."))]
        assert at_once(*deeds, *deeds) == [None] * 4


def test_joining_and_writing_alone_at_once_share_nothing(rounds):
    for number in rounds:
        dana, erin = make_person(f"Dana{number}"), make_person(f"Erin{number}")
        token = couples.invite(dana).body["token"]
        deeds = [partial(couples.accept, erin, token), partial(actions.write_own_line, dana, LineWords("Mine."))]
        assert at_once(*deeds) == [None, None]
        assert [line.text for line in own_lines_of(dana)] == ["Mine."]
        assert not Clause.objects.visible_to(erin).exists()
