"""Adding, changing and taking out lines; beginning a draft; the review day."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords, clauses
from agreement.models import Clause, Signature, State, Version
from agreement.reading import texts_of
from agreement.refusals import ImpossibleDay, LineGone, NotTwoYet, TooManyLines, WordsChanged
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, lines_of, sign
from tests.cast import join, later

pytestmark = pytest.mark.django_db


def test_the_first_line_begins_the_first_text(couple, alice):
    clause = actions.add_clause(alice, LineWords(SAM, topic="Sam"))
    version = Version.unscoped.get()
    assert (version.state, version.number, version.previous, version.sha256) == (State.DRAFT, 1, None, "")
    assert version.body["preamble"] == "What we’ve agreed"
    assert len(version.body["salt"]) == 64
    assert (clause.text, clause.topic, clause.line.for_whom) == (SAM, "Sam", "both")
    assert (clause.edited_by, clause.edited_on) == (alice, clock.today(alice.tz))


def test_both_write_in_the_same_text(draft, alice, bob):
    assert lines_of(alice, draft) == lines_of(bob, draft) == [SAM, PHONES]


@pytest.mark.parametrize("asked", [False, True])
def test_a_draft_is_of_two_from_its_first_word_on(dana, asked):
    if asked:
        couples.invite(dana)
    for deed in (
        partial(actions.add_clause, dana, LineWords(SAM)),
        partial(actions.begin_draft, dana),
        partial(actions.choose_review_day, dana, clock.today(dana.tz) + timedelta(days=12)),
    ):
        with pytest.raises(NotTwoYet):
            deed()
    assert not Version.unscoped.exists()
    assert not Clause.unscoped.exists()


def test_the_same_form_twice_makes_one_line(couple, alice, bob):
    id_of_form = uuid4()
    first = actions.add_clause(alice, LineWords(SAM), id_of_form)
    assert actions.add_clause(alice, LineWords(SAM), id_of_form) == first
    again = actions.add_clause(bob, LineWords(PHONES), id_of_form)
    assert again.pk != first.pk
    assert lines_of(alice, first.version) == [SAM, PHONES]


def test_an_id_of_another_couples_line_changes_nothing_there(draft, alice, charlie):
    theirs = Clause.unscoped.filter(version=draft).first()
    made = actions.add_clause(charlie, LineWords("Mine."), theirs.pk)
    assert made.pk != theirs.pk
    assert lines_of(alice, draft) == [SAM, PHONES]


def test_there_is_room_for_200_lines(couple, alice, monkeypatch):
    monkeypatch.setattr(clauses, "MOST_LINES", 2)
    actions.add_clause(alice, LineWords("One."))
    actions.add_clause(alice, LineWords("Two."))
    with pytest.raises(TooManyLines):
        actions.add_clause(alice, LineWords("Three."))


def test_either_may_change_any_line(draft, alice, bob):
    clause = Clause.unscoped.filter(version=draft).first()
    changed = actions.edit_clause(bob, clause.pk, LineWords("Other words."), seen=1)
    assert (changed.text, changed.topic, changed.edited_by, changed.revision) == ("Other words.", "", bob, 2)


def test_words_that_changed_under_ones_hands_are_not_overwritten(draft, alice, bob):
    clause = Clause.unscoped.filter(version=draft).first()
    actions.edit_clause(bob, clause.pk, LineWords("Bob’s words."), seen=1)
    with pytest.raises(WordsChanged) as refused:
        actions.edit_clause(alice, clause.pk, LineWords("Alice’s words."), seen=1)
    assert refused.value.clause.text == "Bob’s words."
    with pytest.raises(WordsChanged):
        actions.remove_clause(alice, clause.pk, seen=1)
    assert lines_of(alice, draft) == ["Bob’s words.", PHONES]


def test_the_same_words_twice_are_no_clash(draft, alice):
    clause = Clause.unscoped.filter(version=draft).first()
    actions.edit_clause(alice, clause.pk, LineWords("Once."), seen=1)
    assert actions.edit_clause(alice, clause.pk, LineWords("Once."), seen=1).revision == 2


def test_a_line_can_be_taken_out_once(draft, alice, bob):
    clause = Clause.unscoped.filter(version=draft).first()
    actions.remove_clause(bob, clause.pk, seen=1)
    assert lines_of(alice, draft) == [PHONES]
    with pytest.raises(LineGone):
        actions.remove_clause(alice, clause.pk, seen=1)
    with pytest.raises(LineGone):
        actions.edit_clause(alice, clause.pk, LineWords("Late."), seen=1)


def test_a_strangers_line_is_as_if_it_were_not_there(draft, charlie):
    clause = Clause.unscoped.filter(version=draft).first()
    with pytest.raises(LineGone):
        actions.edit_clause(charlie, clause.pk, LineWords("Mine."), seen=1)
    with pytest.raises(LineGone):
        actions.remove_clause(charlie, clause.pk, seen=1)


@pytest.mark.parametrize("change", ["add", "edit", "remove", "review day"])
def test_any_change_makes_an_offered_text_a_draft_and_voids_signatures(offered, alice, bob, change):
    sign(alice)
    clause = Clause.unscoped.filter(version=offered).first()
    match change:
        case "add":
            actions.add_clause(bob, LineWords("One more."))
        case "edit":
            actions.edit_clause(bob, clause.pk, LineWords("Other."), seen=1)
        case "remove":
            actions.remove_clause(bob, clause.pk, seen=1)
        case "review day":
            actions.choose_review_day(bob, clock.today(bob.tz) + timedelta(days=12))
    offered.refresh_from_db()
    assert (offered.state, offered.offered_on, offered.offered_by) == (State.DRAFT, None, None)
    assert not Signature.unscoped.exists()


def test_the_same_words_again_change_nothing(offered, alice, bob):
    sign(alice)
    clause = Clause.unscoped.filter(version=offered).first()
    actions.edit_clause(bob, clause.pk, LineWords(SAM, topic="Sam"), seen=1)
    actions.choose_review_day(bob, offered.review_on)
    offered.refresh_from_db()
    assert offered.state == State.OFFERED
    assert Signature.unscoped.count() == 1


def test_lines_in_force_cannot_be_changed(in_force, alice):
    clause = Clause.unscoped.filter(version=in_force).first()
    with pytest.raises(LineGone):
        actions.edit_clause(alice, clause.pk, LineWords("Other."), seen=1)
    with pytest.raises(LineGone):
        actions.remove_clause(alice, clause.pk, seen=1)


def test_a_new_draft_starts_from_the_text_in_force_which_stays(in_force, alice, bob):
    draft = actions.begin_draft(bob)
    assert actions.begin_draft(alice) == draft
    assert (draft.number, draft.previous, draft.state) == (2, in_force, State.DRAFT)
    assert lines_of(alice, draft) == lines_of(alice, in_force) == [SAM, PHONES]
    ids = set(Clause.unscoped.values_list("pk", flat=True))
    assert len(ids) == 4
    assert texts_of(us_of(alice)).in_force == in_force
    assert draft.body["salt"] != in_force.body["salt"]
    assert (in_force.body["preamble"], draft.body["preamble"]) == ("What we’ve agreed", "What we’ve agreed")
    assert draft.review_on == in_force.review_on


def test_who_began_a_line_stays_beside_it(in_force, alice, bob):
    draft = actions.begin_draft(bob)
    assert [clause.edited_by for clause in Clause.unscoped.filter(version=draft)] == [alice, bob]


@pytest.mark.parametrize("days", [-1, 0, 367, 100_000])
def test_a_review_day_is_between_tomorrow_and_a_year(draft, alice, days):
    with pytest.raises(ImpossibleDay):
        actions.choose_review_day(alice, clock.today(alice.tz) + timedelta(days=days))


@pytest.mark.parametrize("days", [1, 366])
def test_a_review_day_can_be_chosen(draft, alice, days):
    day = clock.today(alice.tz) + timedelta(days=days)
    assert actions.choose_review_day(alice, day).review_day(clock.today(alice.tz)) == day


def test_a_new_text_keeps_the_review_day_until_it_has_come_and_then_has_90_days(draft, alice, bob):
    today = clock.today(alice.tz)
    first = actions.offer(alice).review_on
    assert first == today + timedelta(days=30)
    sign(alice)
    sign(bob)
    actions.begin_draft(alice)
    with later(days=29):
        assert actions.offer(alice).review_on == first
    with later(days=30):
        assert actions.offer(alice).review_on == today + timedelta(days=120)


def test_leaving_ends_what_is_not_signed(offered, alice, bob):
    sign(alice)
    couples.leave(bob)
    offered.refresh_from_db()
    assert offered.state == State.DRAFT
    assert not Signature.unscoped.exists()
    for person in (alice, bob):
        assert not Version.objects.visible_to(person).exists()
        assert not Clause.objects.visible_to(person).exists()


def test_what_both_signed_stays_readable_to_both(in_force, alice, bob, charlie):
    actions.begin_draft(alice)
    couples.leave(bob)
    for person in (alice, bob):
        assert list(Version.objects.visible_to(person)) == [in_force]
        assert lines_of(person, in_force) == [SAM, PHONES]
    assert not Version.objects.visible_to(charlie).exists()


def test_a_new_couple_begins_a_chain_of_its_own(in_force, alice, bob):
    couples.leave(bob)
    join(bob, alice)
    assert actions.add_clause(alice, LineWords("New.")).version.number == 1
