"""Two people at the same moment, for real, in two threads. On SQLite writers queue; PostgreSQL is where it counts.

Whatever comes first: at most one text in force, in force only with two signatures on its hash, and nobody's name under
words that were not on their screen.
"""

import threading
from functools import partial
from itertools import combinations_with_replacement, count

import pytest
from django.db import close_old_connections, connection

from agreement import actions
from agreement.actions import LineWords
from agreement.actions.working_copy import lines_of
from agreement.models import WORKING, Clause, LetterYes, Removal, Signature, State, Version, a_year_after, document_of
from agreement.reading import clauses_of, own_lines_of
from couples import actions as couples
from couples.models import Couple, Partner
from pages.refusals import Refused
from tests.agreement.conftest import PHONES, SAM, shown_hash
from tests.cast import join, later, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Runs each deed in a thread of its own, all let go at the same moment. Returns what each refused with, or None."""
    barrier = threading.Barrier(len(deeds), timeout=20)
    ends: list[Exception | None] = [None] * len(deeds)

    def run(place, deed):
        close_old_connections()
        try:
            barrier.wait()
            deed()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is the test's to judge
            ends[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ends


class Stage:
    """A couple with an offered text, one line of it deleted before, and what each has on their screen."""

    numbers = count()

    def __init__(self, *, signed=False):
        number = next(self.numbers)
        self.alice, self.bob = make_person(f"Alice{number}"), make_person(f"Bob{number}")
        join(self.alice, self.bob)
        actions.add_clause(self.alice, LineWords(SAM))
        self.clause = actions.add_clause(self.bob, LineWords(PHONES))
        self.deleted = actions.add_clause(self.alice, LineWords("Deleted."))
        actions.remove_clause(self.alice, self.deleted.pk, seen=1)
        self.version = actions.offer(self.alice)
        self.seen = shown_hash(self.alice)
        if signed:
            self.sign(self.bob)

    def sign(self, person):
        return actions.sign(person, self.version.pk, self.seen, person.name)

    def deed(self, name, person):
        return {
            "sign": partial(self.sign, person),
            "edit": partial(actions.edit_clause, person, self.clause.pk, LineWords("Other."), seen=1),
            "add": partial(actions.add_clause, person, LineWords("More.")),
            "remove": partial(actions.remove_clause, person, self.clause.pk, seen=1),
            "offer": partial(actions.offer, person),
            "take back": partial(actions.withdraw_signature, person),
            "begin": partial(actions.begin_draft, person),
            "undo": partial(actions.bring_line_back, person, self.deleted.pk),
            "discard": partial(actions.discard_draft, person, self.version.pk),
            "bring back": partial(actions.bring_draft_back, person, self.version.pk),
            "leave": partial(couples.leave, person),
        }[name]


def check(stage):
    """What must be true whatever came first."""
    versions = list(Version.unscoped.filter(couple=stage.version.couple_id).select_related("couple", "previous"))
    in_force = [version for version in versions if version.state == State.IN_FORCE]
    assert len(in_force) <= 1
    assert len([version for version in versions if version.state in WORKING]) <= 1
    couple = Couple.unscoped.get(pk=stage.version.couple_id)
    partners = set(Partner.unscoped.filter(couple=couple).values_list("person", flat=True))
    for version in versions:
        signatures = list(Signature.unscoped.filter(version=version))
        clauses = list(lines_of(version))
        now = document_of(version, clauses, version.review_on).sha256() if version.review_on else None
        # Every name that counts stands under the words that its owner saw, and those are the words that are there.
        assert {signature.sha256 for signature in signatures} <= {now}
        assert {signature.sha256 for signature in signatures} <= {stage.seen}
        if version.is_signed:
            assert {signature.person_id for signature in signatures} == partners
            assert len(signatures) == 2
            assert version.sha256 == now == stage.seen
            assert not Removal.unscoped.filter(version=version).exists()
        elif version.state == State.DISCARDED:
            # It waits for being brought back, and nobody's name is under it.
            assert signatures == []
            assert Removal.unscoped.filter(version=version, clause=None).count() == 1
        elif version.state == State.DRAFT:
            assert signatures == []
    whole = Removal.unscoped.filter(couple=couple, clause=None).values_list("version", flat=True)
    assert set(whole) == {version.pk for version in versions if version.state == State.DISCARDED}
    if couple.closed_on:
        assert not Removal.unscoped.filter(couple=couple).exists()
        assert not any(version.state == State.OFFERED for version in versions)


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
        stage = Stage(signed=True)
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


VERBS = ["sign", "edit", "add", "remove", "offer", "take back", "undo", "discard", "bring back"]
PAIRS = [
    *combinations_with_replacement(VERBS, 2),
    *[(verb, "leave") for verb in ("sign", "edit", "undo", "discard", "bring back")],
    *[("begin", verb) for verb in ("begin", "discard", "bring back")],
]


@pytest.mark.parametrize("signed", [False, True], ids=["nobody has signed", "bob has signed"])
def test_any_two_at_once_leave_everything_true(rounds, signed):
    # One test for all the pairs: emptying the database after each would take longer than the races.
    for first, second in PAIRS:
        for _ in rounds:
            stage = Stage(signed=signed)
            calm(at_once(stage.deed(first, stage.alice), stage.deed(second, stage.bob)))
            check(stage)


def test_a_signature_and_a_discarding_at_once_lose_nothing(rounds):
    for _ in rounds:
        stage = Stage(signed=True)
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


def test_two_who_say_yes_at_once_have_both_said_it():
    stage = Stage(signed=True)
    version = stage.sign(stage.alice)
    a_year_on = (a_year_after(version.in_force_on) - version.in_force_on).days

    def says(person):
        with later(days=a_year_on):  # the clock is moved in one thread only
            actions.say_yes(person, version.pk)

    assert at_once(*(partial(says, person) for person in (stage.alice, stage.bob))) == [None, None]
    assert list(LetterYes.unscoped.filter(version=version).values_list("by_both", flat=True)) == [True, True]
