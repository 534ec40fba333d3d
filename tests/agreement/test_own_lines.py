"""What somebody writes on their own stays theirs, on both sides of an invitation, until they share it line by line."""

from uuid import uuid4

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords, clauses, own_lines
from agreement.models import Clause, OwnLine, State, Version
from agreement.reading import own_lines_of, texts_of
from agreement.refusals import LineGone, NotTwoYet, OwnWordsChanged, TooManyLines
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, lines_of, sign
from tests.cast import join

pytestmark = pytest.mark.django_db


def texts(person):
    return [line.text for line in own_lines_of(person)]


def drafted_alone(person, words):
    """A line in the draft of a couple of one, as they were made before there were own lines."""
    couple = couples.invite(person).couple
    version = Version.unscoped.filter(couple=couple).first() or Version(couple=couple, number=1)
    version.body = {"preamble": "For now", "salt": "0" * 64}
    version.save()
    clause = Clause(version=version, position=1, edited_by=person, edited_on=clock.today(person.tz))
    clause.body = {"topic": "", "for_whom": "both", "text": words}
    clause.save()
    return clause


def test_lines_of_both_stay_with_who_wrote_them_when_they_become_two(alice, bob):
    actions.write_own_line(alice, LineWords(SAM, topic="Sam"))
    actions.write_own_line(bob, LineWords(PHONES))
    join(alice, bob)
    assert (texts(alice), texts(bob)) == ([SAM], [PHONES])
    assert texts_of(us_of(alice)).working is None
    assert not Version.unscoped.exists()


def test_a_draft_from_before_becomes_own_lines_when_somebody_joins(alice, bob):
    drafted_alone(alice, SAM)
    join(alice, bob)
    assert (texts(alice), texts(bob)) == ([SAM], [])
    assert not Version.unscoped.exists()
    assert not Clause.unscoped.exists()


@pytest.mark.parametrize("end", ["joins somebody else", "leaves"])
def test_a_draft_from_before_becomes_own_lines_when_its_couple_of_one_ends(alice, bob, end):
    drafted_alone(bob, PHONES)
    if end == "leaves":
        couples.leave(bob)
    else:
        join(alice, bob)
    assert (texts(alice), texts(bob)) == ([], [PHONES])
    assert not Clause.unscoped.exists()


def test_leaving_two_makes_nobody_an_author_of_what_both_drafted(draft, alice, bob):
    couples.leave(bob)
    assert (texts(alice), texts(bob)) == ([], [])


def test_sharing_copies_one_line_and_leaves_the_others(couple, alice, bob):
    mine, _ = (actions.write_own_line(alice, LineWords(words)) for words in (SAM, PHONES))
    shared = actions.share_own_line(alice, mine.pk, seen=1)
    assert lines_of(bob, texts_of(us_of(bob)).working) == [SAM]
    assert texts(alice) == [SAM, PHONES]
    assert texts(bob) == []
    assert actions.share_own_line(alice, mine.pk, seen=1) == shared
    assert lines_of(bob, shared.version) == [SAM]


def test_sharing_makes_an_offered_text_a_draft_again(offered, alice, bob):
    sign(alice)
    mine = actions.write_own_line(bob, LineWords("One more."))
    assert actions.share_own_line(bob, mine.pk, seen=1).version.state == State.DRAFT


def test_only_what_was_on_the_page_is_shared(couple, alice):
    mine = actions.write_own_line(alice, LineWords(SAM))
    actions.change_own_line(alice, mine.pk, LineWords("What I really think."), seen=1)
    with pytest.raises(OwnWordsChanged):
        actions.share_own_line(alice, mine.pk, seen=1)
    assert not Clause.unscoped.exists()


def test_alone_there_is_nobody_to_share_with(dana):
    mine = actions.write_own_line(dana, LineWords(SAM))
    with pytest.raises(NotTwoYet):
        actions.share_own_line(dana, mine.pk, seen=1)


def test_a_line_of_the_partner_is_as_if_it_were_not_there(couple, alice, bob):
    hers = actions.write_own_line(alice, LineWords(SAM))
    for deed in (
        lambda: actions.change_own_line(bob, hers.pk, LineWords(PHONES), seen=1),
        lambda: actions.share_own_line(bob, hers.pk, seen=1),
    ):
        with pytest.raises(LineGone):
            deed()
    actions.delete_own_line(bob, hers.pk)
    assert texts(alice) == [SAM]


def test_a_changed_own_line_does_not_change_the_copy_that_was_shared(couple, alice, bob):
    mine = actions.write_own_line(alice, LineWords(SAM))
    shared = actions.share_own_line(alice, mine.pk, seen=1)
    actions.change_own_line(alice, mine.pk, LineWords(PHONES), seen=1)
    actions.delete_own_line(alice, mine.pk)
    assert lines_of(bob, shared.version) == [SAM]
    assert texts(alice) == []


def test_two_tabs_do_not_overwrite_each_other(dana):
    mine = actions.write_own_line(dana, LineWords("One."))
    changed = actions.change_own_line(dana, mine.pk, LineWords("Two."), seen=1)
    with pytest.raises(OwnWordsChanged) as refused:
        actions.change_own_line(dana, mine.pk, LineWords("Three."), seen=1)
    assert refused.value.line.text == "Two."
    assert actions.change_own_line(dana, mine.pk, LineWords("Two."), seen=1) == changed


def test_the_same_form_twice_makes_one_line(dana, alice):
    id_of_form = uuid4()
    first = actions.write_own_line(dana, LineWords(SAM), id_of_form)
    assert actions.write_own_line(dana, LineWords(SAM), id_of_form) == first
    assert actions.write_own_line(alice, LineWords(SAM), id_of_form).pk != id_of_form
    assert OwnLine.unscoped.count() == 2


def test_there_is_room_for_200_lines(dana, monkeypatch):
    monkeypatch.setattr(own_lines, "MOST_LINES", 1)
    assert clauses.MOST_LINES == 200
    actions.write_own_line(dana, LineWords("One."))
    with pytest.raises(TooManyLines):
        actions.write_own_line(dana, LineWords("Two."))
