"""Discarding a draft and deleting lines: by either, and undone by either for a day."""

from datetime import timedelta
from uuid import uuid4

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords, clauses
from agreement.models import Clause, OwnLine, Removal, Signature, State, Version
from agreement.reading import own_lines_of, texts_of
from agreement.refusals import DraftGone, LineGone, NothingToOffer, TooLateToUndo, TooManyLines
from agreement.sources import AgreementSource
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, lines_of, sign
from tests.cast import later

pytestmark = pytest.mark.django_db


def texts(person):
    return texts_of(us_of(person))


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


# -- A draft


def test_either_discards_the_draft_and_either_brings_it_back(draft, alice, bob):
    actions.discard_draft(bob, draft.pk)
    row = Removal.unscoped.get()
    assert (row.person, row.clause, row.removed_on) == (bob, None, clock.today(bob.tz))
    for person in (alice, bob):
        assert texts(person).working is None
        [discarded] = texts(person).discarded
        assert (discarded.version, discarded.discarded_on) == (draft, row.removed_on)
        assert discarded.until == row.removed_on + timedelta(days=1)
    assert actions.bring_draft_back(alice, draft.pk) == draft
    assert texts(bob).working == draft
    assert texts(bob).discarded == ()
    assert lines_of(bob, draft) == [SAM, PHONES]
    assert not Removal.unscoped.exists()


def test_twice_does_no_harm(draft, alice, bob):
    for person in (alice, bob, alice):
        actions.discard_draft(person, draft.pk)
    assert Removal.unscoped.get().person == alice
    for person in (alice, bob, alice):
        actions.bring_draft_back(person, draft.pk)
    assert texts(alice).working == draft


def test_an_offered_text_comes_back_as_a_draft_that_nobody_has_signed(offered, alice, bob):
    sign(alice)
    actions.discard_draft(bob, offered.pk)
    assert not Signature.unscoped.exists()
    back = actions.bring_draft_back(alice, offered.pk)
    assert (back.state, back.offered_on, back.offered_by) == (State.DRAFT, None, None)


def test_only_the_draft_of_the_page_is_discarded(draft, in_force, alice, bob, charlie):
    new = actions.begin_draft(alice)
    for person, version_id in ((alice, in_force.pk), (alice, uuid4()), (charlie, new.pk)):
        with pytest.raises(DraftGone):
            actions.discard_draft(person, version_id)
        with pytest.raises(DraftGone):
            actions.bring_draft_back(person, version_id)
    assert texts(alice).working == new


def test_the_text_in_force_stays_when_its_next_draft_goes(in_force, alice, bob):
    actions.discard_draft(alice, actions.begin_draft(alice).pk)
    assert texts(bob).in_force == in_force
    again = actions.begin_draft(bob)
    assert (again.number, again.previous) == (2, in_force)


def test_a_draft_that_was_begun_meanwhile_is_put_away_in_its_place(draft, alice, bob):
    actions.discard_draft(alice, draft.pk)
    other = actions.add_clause(alice, LineWords("Other.")).version
    assert actions.bring_draft_back(bob, draft.pk) == draft
    assert [each.version for each in texts(alice).discarded] == [other]
    assert Removal.unscoped.get().person == bob
    actions.bring_draft_back(alice, other.pk)
    assert lines_of(bob, texts(bob).working) == ["Other."]
    assert [each.version for each in texts(bob).discarded] == [draft]


def test_a_draft_follows_the_text_that_came_into_force_meanwhile(in_force, alice, bob):
    old = actions.begin_draft(alice)
    actions.discard_draft(alice, old.pk)
    actions.begin_draft(bob)
    actions.offer(bob)
    sign(alice)
    second = sign(bob)
    back = actions.bring_draft_back(alice, old.pk)
    assert (back.number, back.previous) == (3, second)
    actions.offer(alice)
    sign(alice)
    assert sign(bob).state == State.IN_FORCE


def test_a_day_later_it_is_there_and_two_days_later_it_is_gone(draft, alice, bob):
    actions.discard_draft(alice, draft.pk)
    with later(days=1):
        AgreementSource().prepare()
        assert len(texts(bob).discarded) == 1
    with later(days=2):
        assert texts(bob).discarded == ()
        with pytest.raises(TooLateToUndo):
            actions.bring_draft_back(bob, draft.pk)
    with later(days=4):
        AgreementSource().prepare()
    assert not Version.unscoped.exists()
    assert not Clause.unscoped.exists()
    assert not Removal.unscoped.exists()


def test_what_a_clock_that_was_ahead_discarded_is_over(draft, alice, bob):
    with later(days=400):
        actions.discard_draft(alice, draft.pk)
    assert texts(bob).discarded == ()
    with pytest.raises(TooLateToUndo):
        actions.bring_draft_back(bob, draft.pk)
    AgreementSource().prepare()
    assert not Removal.unscoped.exists()


def test_no_mail_is_owed_for_a_text_that_was_discarded(offered, bob, alice):
    actions.discard_draft(alice, offered.pk)
    assert AgreementSource().refusal(bob.pk, "offered", offered.pk) == "draft-again"


def test_with_the_couple_closed_nothing_can_be_brought_back(draft, alice, bob):
    actions.remove_clause(alice, first_line(draft).pk, seen=1)
    actions.discard_draft(alice, draft.pk)
    couples.leave(bob)
    assert not Removal.unscoped.exists()
    assert not Version.unscoped.exists()
    for person in (alice, bob):
        with pytest.raises(DraftGone):
            actions.bring_draft_back(person, draft.pk)


# -- A line


def test_a_deleted_line_comes_back_in_its_place(draft, alice, bob):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    assert lines_of(bob, draft) == [PHONES]
    row = Removal.unscoped.get()
    assert (row.clause, row.version, row.person) == (line, draft, alice)
    for person in (bob, alice):
        assert actions.bring_line_back(person, line.pk) == line
    assert lines_of(alice, draft) == [SAM, PHONES]
    assert not Removal.unscoped.exists()


def test_a_deleted_line_is_not_signed(draft, alice, bob):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    actions.offer(alice)
    sign(alice)
    version = sign(bob)
    assert [clause.text for clause in Clause.unscoped.filter(version=version)] == [PHONES]
    assert not Removal.unscoped.exists()
    with pytest.raises(LineGone):
        actions.bring_line_back(alice, line.pk)


def test_bringing_a_line_back_makes_an_offered_text_a_draft(draft, alice, bob):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    actions.offer(alice)
    sign(bob)
    actions.bring_line_back(alice, line.pk)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert not Signature.unscoped.exists()


def test_a_text_of_deleted_lines_is_not_offered(draft, alice):
    for line in Clause.unscoped.filter(version=draft):
        actions.remove_clause(alice, line.pk, seen=1)
    with pytest.raises(NothingToOffer):
        actions.offer(alice)


def test_a_deleted_line_cannot_be_changed(draft, alice):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    with pytest.raises(LineGone):
        actions.edit_clause(alice, line.pk, LineWords("Other."), seen=1)


def test_a_line_comes_back_with_its_draft(draft, alice, bob):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    actions.discard_draft(alice, draft.pk)
    with pytest.raises(LineGone):
        actions.bring_line_back(bob, line.pk)
    actions.bring_draft_back(bob, draft.pk)
    actions.bring_line_back(bob, line.pk)
    assert lines_of(alice, draft) == [SAM, PHONES]


def test_a_day_later_a_line_comes_back_and_two_days_later_it_is_gone(draft, alice, bob):
    first, second = Clause.unscoped.filter(version=draft)
    for line in (first, second):
        actions.remove_clause(alice, line.pk, seen=1)
    with later(days=1):
        AgreementSource().prepare()
        actions.bring_line_back(bob, first.pk)
    with later(days=2), pytest.raises(TooLateToUndo):
        actions.bring_line_back(bob, second.pk)
    with later(days=4):
        AgreementSource().prepare()
        with pytest.raises(LineGone):
            actions.bring_line_back(bob, second.pk)
    assert list(Clause.unscoped.values_list("pk", flat=True)) == [first.pk]


def test_there_is_room_for_200_lines_when_one_comes_back_too(draft, alice, monkeypatch):
    monkeypatch.setattr(clauses, "MOST_LINES", 2)
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    actions.add_clause(alice, LineWords("More."))
    with pytest.raises(TooManyLines):
        actions.bring_line_back(alice, line.pk)


def test_a_line_of_another_couple_is_as_if_it_were_not_there(draft, alice, charlie):
    line = first_line(draft)
    actions.remove_clause(alice, line.pk, seen=1)
    for stranger_id in (line.pk, uuid4()):
        with pytest.raises(LineGone):
            actions.bring_line_back(charlie, stranger_id)
    assert not Removal.objects.visible_to(charlie).exists()


def test_a_shared_line_that_was_deleted_is_shared_again_once(couple, alice, bob):
    mine = actions.write_own_line(alice, LineWords(SAM))
    shared = actions.share_own_line(alice, mine.pk, seen=1)
    actions.add_clause(bob, LineWords(PHONES))
    actions.remove_clause(bob, shared.pk, seen=1)
    for _ in range(2):
        assert actions.share_own_line(alice, mine.pk, seen=1).pk == shared.pk
    assert lines_of(bob, shared.version) == [SAM, PHONES]
    assert not Removal.unscoped.exists()


# -- A line of one's own


def own(person):
    return [line.text for line in own_lines_of(person)]


def test_an_own_line_comes_back_in_its_place(dana):
    line = actions.write_own_line(dana, LineWords(SAM))
    actions.write_own_line(dana, LineWords(PHONES))
    for _ in range(2):
        actions.delete_own_line(dana, line.pk)
    assert own(dana) == [PHONES]
    with later(days=1):
        AgreementSource().prepare()
        for _ in range(2):
            assert actions.bring_own_line_back(dana, line.pk) == line
    assert own(dana) == [SAM, PHONES]


def test_a_deleted_own_line_is_gone_after_its_day(dana, alice):
    line = actions.write_own_line(dana, LineWords(SAM))
    actions.delete_own_line(dana, line.pk)
    with pytest.raises(LineGone):
        actions.bring_own_line_back(alice, line.pk)
    for deed in (actions.share_own_line, actions.change_own_line):
        with pytest.raises(LineGone):
            deed(dana, line.pk, *([LineWords(PHONES)] if deed is actions.change_own_line else []), seen=1)
    with later(days=2), pytest.raises(TooLateToUndo):
        actions.bring_own_line_back(dana, line.pk)
    with later(days=4):
        AgreementSource().prepare()
    assert not OwnLine.unscoped.exists()
