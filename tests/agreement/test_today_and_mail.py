"""What Today and the mails know of the agreement: never what the other did alone."""

from datetime import timedelta

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.part import AgreementPart
from agreement.sources import AgreementSource
from couples import actions as couples
from couples.leaves import Rank
from couples.us import us_of
from tests.agreement.conftest import SAM, sign
from tests.cast import later

pytestmark = pytest.mark.django_db


def summary(person):
    return AgreementPart().summary(us_of(person), clock.today(person.tz))


def leaves(person):
    """Without the deck's, which comes up where nothing else does: tests/agreement/test_situations.py."""
    return [leaf for leaf in summary(person).leaves if leaf.key != "situations"]


def titles(person):
    return [leaf.title for leaf in leaves(person)]


def owed(**span):
    now = clock.now()
    found = AgreementSource().owed(now - timedelta(days=1), now + timedelta(**(span or {"minutes": 1})))
    return {(mail.person_id, mail.kind) for mail in found}


def test_an_offered_text_stands_on_today_until_one_has_signed(offered, alice, bob):
    for person in (alice, bob):
        [leaf] = leaves(person)
        assert (leaf.rank, leaf.title) == (Rank.OFFERED, "Your agreement is ready to sign")
        assert (leaf.action_label, leaf.quiet_label, leaf.folds) == ("Read it", "Not now", True)
    before = summary(bob)
    sign(alice)
    assert titles(alice) == []
    assert summary(bob) == before


def test_after_14_days_it_is_a_draft_again_on_today(offered, alice):
    with later(days=14):
        assert titles(alice) == ["You have a draft of your agreement"]


def test_a_draft_is_open_for_both_and_asks_nothing(draft, alice, bob):
    found = [leaf for person in (alice, bob) for leaf in leaves(person)]
    assert {(leaf.rank, leaf.title) for leaf in found} == {(Rank.OPEN, "You have a draft of your agreement")}


def in_its_step(person):
    _deck, link = AgreementPart().step_links(us_of(person), clock.today(person.tz))
    return link


def test_the_plan_says_how_it_is_in_words_that_its_reader_may_know(couple, alice, bob, dana):
    assert in_its_step(alice).state == "You haven’t written any lines together yet."
    assert in_its_step(dana).state == "You’d both need to sign one. You can already write lines for yourself."
    actions.add_clause(alice, LineWords(SAM))
    assert in_its_step(bob).state == "There’s a draft. It counts once you’ve both signed."
    actions.offer(alice)
    before = in_its_step(bob)
    assert (before.state, before.leaf.title) == ("It’s ready to sign.", "Read and sign your agreement")
    sign(alice)
    assert in_its_step(bob) == before
    assert in_its_step(alice).state == "You’ve signed. It counts once you’ve both signed."
    assert in_its_step(alice).leaf is None


def test_in_force_the_plan_says_since_when(in_force, alice):
    since = in_force.in_force_on
    assert in_its_step(alice).state == f"In force since {since.day} {since:%B}."
    actions.begin_draft(alice)
    assert in_its_step(alice).state.endswith("There’s a draft. It counts once you’ve both signed.")
    actions.offer(alice)
    assert in_its_step(alice).state == f"In force since {since.day} {since:%B}. A new text is ready to sign."
    sign(alice)
    assert in_its_step(alice).state == f"In force since {since.day} {since:%B}. You’ve signed a new text."
    actions.withdraw_signature(alice)
    actions.set_aside(alice)
    assert in_its_step(alice).state.startswith("It’s set aside for a talk.")


def test_the_review_day_is_the_next_date_and_then_a_leaf(in_force, alice):
    [day] = summary(alice).days
    assert day.day == in_force.review_on
    assert titles(alice) == ["Your agreement is in force"]
    with later(days=10):
        assert titles(alice) == []
    with later(days=30):
        assert titles(alice) == ["It’s your agreement’s review date"]
    with later(days=37):
        assert titles(alice) == []


def test_on_ones_own_there_is_nothing(dana):
    assert summary(dana).leaves == summary(dana).days == ()


def test_an_offer_is_news_to_the_other_only(offered, alice, bob):
    assert owed() == {(bob.pk, "offered")}
    source = AgreementSource()
    assert source.refusal(bob.pk, "offered", offered.pk) is None
    sign(alice)
    assert owed() == {(bob.pk, "offered")}
    assert source.refusal(bob.pk, "offered", offered.pk) is None


def test_an_offer_is_not_told_any_more_once_it_is_over(offered, alice, bob, charlie):
    refusal = AgreementSource().refusal
    sign(bob)
    assert refusal(bob.pk, "offered", offered.pk) == "signed"
    actions.withdraw_signature(bob)
    with later(days=14):
        assert refusal(bob.pk, "offered", offered.pk) == "draft-again"
    assert refusal(charlie.pk, "offered", offered.pk) == "closed"
    assert refusal(bob.pk, "offered", bob.pk) == "gone"
    couples.leave(alice)
    assert refusal(bob.pk, "offered", offered.pk) == "closed"


def test_a_text_in_force_is_news_and_its_review_day_a_reminder(in_force, alice, bob):
    assert owed() == {(alice.pk, "in-force"), (bob.pk, "in-force")}
    assert {(alice.pk, "review"), (bob.pk, "review")} <= owed(days=30)
    source = AgreementSource()
    for kind in ("in-force", "review"):
        assert source.refusal(alice.pk, kind, in_force.pk) is None
    [review] = [
        mail
        for mail in source.owed(clock.now(), clock.now() + timedelta(days=30))
        if (mail.kind, mail.person_id) == ("review", alice.pk)
    ]
    assert review.due_at == clock.moment(in_force.review_on, alice.mail_hour, alice.tz)
    actions.begin_draft(alice)
    actions.offer(alice)
    sign(alice)
    sign(bob)
    assert source.refusal(alice.pk, "review", in_force.pk) == "superseded"
