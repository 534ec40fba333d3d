"""Two people at the same moment, for real, in two threads. On SQLite writers queue; PostgreSQL is where it counts.

Whatever comes first: at most one text in force, in force only with two signatures on its hash, nobody's name under
words that were not on their screen, and a history that can be verified.
"""

from contextlib import suppress
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Signature, State, Version
from agreement.reading import clauses_of, own_lines_of
from couples import actions as couples
from couples.models import Partner
from pages.refusals import Refused
from tests.cast import later, make_person
from tests.races.hands import Hands, at_once, calm, kept, rounds_of
from tests.races.together import overtaken

from .stage import Stage, check, rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rounds(long):
    return rounds_of(long)


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
    # both ways round and in more than one stage; so one round is enough where nobody signs.
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
