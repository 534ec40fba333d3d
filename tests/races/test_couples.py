"""Joining and leaving at the same moment."""

from functools import partial

import pytest

from couples import actions
from couples.models import Couple, Invitation, Partner
from couples.refusals import AlreadyTwo, InvitationGone, NotACouple
from couples.us import us_of
from people.models import Person
from tests.cast import join, make_person

from .invariants import broken
from .together import refusals

pytestmark = pytest.mark.django_db(transaction=True)


def cast(number: int, *names: str) -> list[Person]:
    return [make_person(f"{name}{number}") for name in names]


def live_members(couple: Couple) -> int:
    return Partner.unscoped.filter(couple=couple, left_on=None).count()


def test_two_persons_accept_one_link(rounds):
    for number, together in rounds:
        alice, bob, dana = cast(number, "Alice", "Bob", "Dana")
        invitation = actions.invite(alice)
        token = invitation.body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.accept, dana, token))
        assert refusals(results) == [InvitationGone]
        assert live_members(invitation.couple) == 2
        assert broken() == []


def test_two_persons_with_couples_of_their_own_accept_one_link(rounds):
    for number, together in rounds:
        alice, bob, dana = cast(number, "Alice", "Bob", "Dana")
        actions.invite(bob)
        actions.invite(dana)
        invitation = actions.invite(alice)
        token = invitation.body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.accept, dana, token))
        assert refusals(results) == [InvitationGone]
        # Who came too late keeps what was theirs.
        loser = next(person for person in (bob, dana) if us_of(person).couple != invitation.couple)
        assert us_of(loser).couple is not None
        assert Invitation.unscoped.filter(invited_by=loser, ended_at=None).count() == 1
        assert broken() == []


@pytest.mark.parametrize("has_own", [False, True])
def test_one_person_accepts_two_links(rounds, has_own):
    for number, together in rounds:
        alice, dana, bob = cast(number, "Alice", "Dana", "Bob")
        if has_own:
            actions.invite(bob)
        tokens = [actions.invite(person).body["token"] for person in (alice, dana)]
        results = together(*(partial(actions.accept, bob, token) for token in tokens))
        assert len(refusals(results)) == 1
        assert set(refusals(results)) <= {InvitationGone, AlreadyTwo}
        assert Partner.unscoped.filter(person=bob, left_on=None).count() == 1
        assert broken() == []


def test_one_link_is_pressed_twice(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        token = actions.invite(alice).body["token"]
        results = together(*[partial(actions.accept, bob, token)] * 2)
        assert refusals(results) == [InvitationGone]
        assert us_of(bob).other.person == alice
        assert broken() == []


def test_two_accept_each_others_links(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        of_alice, of_bob = (actions.invite(person).body["token"] for person in (alice, bob))
        results = together(partial(actions.accept, bob, of_alice), partial(actions.accept, alice, of_bob))
        assert len(refusals(results)) == 1
        assert us_of(alice).other.person == bob
        assert broken() == []


def test_accept_and_end(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        invitation = actions.invite(alice)
        token = invitation.body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.end_invitation, alice))
        refused = refusals(results)
        assert refused in ([], [InvitationGone])
        assert live_members(invitation.couple) == (1 if refused else 2)
        assert Invitation.unscoped.get(pk=invitation.pk).ended_at is not None
        assert broken() == []


def test_accept_and_invite_anew(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        couple = actions.invite(alice).couple
        token = Invitation.unscoped.get(couple=couple).body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.invite, alice))
        assert refusals(results) in ([AlreadyTwo], [InvitationGone])
        assert live_members(couple) == (2 if refusals(results) == [AlreadyTwo] else 1)
        assert broken() == []


def test_one_person_accepts_and_invites(rounds):
    """In two tabs: neither waits for the other for ever."""
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        actions.invite(bob)
        token = actions.invite(alice).body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.invite, bob))
        assert refusals(results) in ([], [AlreadyTwo])
        assert us_of(bob).other.person == alice
        assert broken() == []


def test_accept_and_leave(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        couple = actions.invite(alice).couple
        token = Invitation.unscoped.get(couple=couple).body["token"]
        results = together(partial(actions.accept, bob, token), partial(actions.leave, alice))
        assert refusals(results) in ([], [InvitationGone])
        assert live_members(couple) == 0
        assert us_of(bob).couple is None
        assert broken() == []


def test_leave_and_leave(rounds):
    for number, together in rounds:
        alice, bob = cast(number, "Alice", "Bob")
        couple = join(alice, bob)
        results = together(partial(actions.leave, alice), partial(actions.leave, bob))
        assert refusals(results) == [NotACouple]
        assert live_members(couple) == 0
        assert broken() == []


def test_two_tabs_of_one_who_is_alone_make_one_couple(rounds):
    for number, together in rounds:
        (dana,) = cast(number, "Dana")
        results = together(*[partial(actions.invite, dana)] * 2)
        assert refusals(results) == []
        assert Partner.unscoped.filter(person=dana).count() == 1
        assert Invitation.unscoped.filter(invited_by=dana, ended_at=None).count() == 1
        assert broken() == []
