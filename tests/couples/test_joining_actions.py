"""Inviting, joining, leaving: what the actions change and what they refuse."""

import hashlib
import zoneinfo

import pytest

import clock
import people.actions
from couples import actions
from couples.models import Couple, Invitation, Partner
from couples.refusals import AlreadyTwo, InvitationGone, NotACouple, OwnInvitation
from couples.us import us_of
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer, Draft, Reveal
from tests.cast import join, later, make_person

pytestmark = pytest.mark.django_db


def why_i_am_here():
    return piece_of(catalogue.activity("why-i-am-here"))


def words(text):
    return {"hope": {"value": text}}


def members(couple):
    return set(Partner.unscoped.filter(couple=couple, left_on=None).values_list("person", flat=True))


def test_an_invitation_is_256_bits_stored_hashed_for_seven_days(alice):
    before = clock.now()
    invitation = actions.invite(alice)
    token = invitation.body["token"]
    assert len(token) == 43
    stored = Invitation.unscoped.get()
    assert stored.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert 6.99 < (stored.expires_at - before).total_seconds() / 86400 < 7.01
    assert members(stored.couple) == {alice.pk}


def test_joining_makes_two_of_equal_standing(alice, bob):
    couple = join(alice, bob)
    assert members(couple) == {alice.pk, bob.pk}
    assert [place.name for place in Partner.unscoped.filter(couple=couple).order_by("slot")] == ["Alice", "Bob"]


def test_a_link_opens_once(alice, bob, dana):
    token = actions.invite(alice).body["token"]
    couple = actions.accept(bob, token).couple
    with pytest.raises(InvitationGone):
        actions.accept(dana, token)
    assert members(couple) == {alice.pk, bob.pk}
    used = Invitation.unscoped.get()
    assert used.accepted_on is not None
    assert used.body == {}


def test_a_new_link_ends_the_one_before(alice, bob):
    first = actions.invite(alice).body["token"]
    second = actions.invite(alice).body["token"]
    with pytest.raises(InvitationGone):
        actions.accept(bob, first)
    assert members(actions.accept(bob, second).couple) == {alice.pk, bob.pk}


def test_an_ended_link_does_not_open(alice, bob):
    token = actions.invite(alice).body["token"]
    actions.end_invitation(alice)
    actions.end_invitation(alice)
    with pytest.raises(InvitationGone):
        actions.accept(bob, token)


def test_after_seven_days_it_has_ended(alice, bob):
    token = actions.invite(alice).body["token"]
    with later(days=6, hours=23):
        assert actions.find_invitation(token).invited_by == alice
    with later(days=7, minutes=1), pytest.raises(InvitationGone):
        actions.accept(bob, token)


def test_a_link_rests_while_its_maker_waits_to_be_deleted(alice, bob, client):
    token = actions.invite(alice).body["token"]
    gone = client.get("/join/no-such-link/").text
    people.actions.ask_deletion(alice)
    assert client.get(f"/join/{token}/").text.replace(token, "no-such-link") == gone
    with pytest.raises(InvitationGone):
        actions.accept(bob, token)
    assert us_of(bob).couple is None
    people.actions.keep_account(alice)
    assert actions.accept(bob, token).couple == us_of(alice).couple


@pytest.mark.parametrize("change", [str.upper, lambda token: token[:-1], "{}A".format, lambda _: ""])
def test_a_mistyped_link_does_not_open(alice, bob, change):
    token = actions.invite(alice).body["token"]
    with pytest.raises(InvitationGone):
        actions.accept(bob, change(token))


def test_ones_own_link_does_not_open(alice):
    token = actions.invite(alice).body["token"]
    with pytest.raises(OwnInvitation):
        actions.accept(alice, token)


def test_who_is_two_already_joins_nobody_else(alice, couple, dana):
    token = actions.invite(dana).body["token"]
    with pytest.raises(AlreadyTwo):
        actions.accept(alice, token)
    with pytest.raises(AlreadyTwo):
        actions.invite(alice)
    assert actions.find_invitation(token).invited_by == dana
    assert members(couple) >= {alice.pk}


def test_accepting_dissolves_ones_own_couple_of_one(alice, bob):
    own = actions.invite(bob)
    sealed.seal(bob, why_i_am_here(), words("bob's own"))
    couple = join(alice, bob)
    assert Couple.unscoped.get(pk=own.couple_id).closed_on is not None
    assert members(own.couple) == set()
    with pytest.raises(InvitationGone):
        actions.find_invitation(own.body["token"])
    # What bob had sealed alone is his draft again, and no answer in the new couple.
    assert not Answer.unscoped.filter(couple=couple).exists()
    assert Draft.unscoped.get(person=bob).body["words"] == words("bob's own")


def test_what_the_inviter_sealed_waits_for_the_one_who_joins(alice, bob):
    token = actions.invite(alice).body["token"]
    sealed.seal(alice, why_i_am_here(), words("alice hopes"))
    actions.accept(bob, token)
    assert not Reveal.unscoped.exists()
    sealed.seal(bob, why_i_am_here(), words("bob hopes"))
    assert sealed_reading.opened(us_of(alice), why_i_am_here()).questions[0].theirs == "bob hopes"


def test_leaving_closes_for_both_at_once(alice, bob, couple):
    actions.leave(alice)
    couple.refresh_from_db()
    assert couple.closed_on is not None
    assert members(couple) == set()
    with pytest.raises(NotACouple):
        actions.leave(bob)


def test_leaving_destroys_the_leavers_unopened_answer(alice, bob, couple):
    sealed.seal(alice, why_i_am_here(), words("alice's"))
    actions.leave(alice)
    assert not Answer.unscoped.exists()
    assert not Draft.unscoped.exists()


def test_leaving_a_couple_of_one_gives_ones_own_answer_back(alice):
    own = actions.invite(alice)
    sealed.seal(alice, why_i_am_here(), words("alice's"))
    actions.leave(alice)
    assert Couple.unscoped.get(pk=own.couple_id).closed_on is not None
    assert Invitation.unscoped.get(pk=own.pk).ended_at is not None
    assert not Answer.unscoped.exists()
    assert Draft.unscoped.get(person=alice).body["words"] == words("alice's")


def test_leaving_gives_the_stayer_their_answer_back(alice, bob, couple):
    sealed.seal(bob, why_i_am_here(), words("bob's"))
    actions.leave(alice)
    assert not Answer.unscoped.exists()
    assert Draft.unscoped.get().person == bob


def test_after_leaving_both_are_free(alice, bob, couple, dana):
    actions.leave(alice)
    assert join(alice, dana).closed_on is None
    assert join(bob, make_person("Finn")).closed_on is None


def test_a_closed_couple_cannot_be_joined(alice, bob):
    token = actions.invite(alice).body["token"]
    actions.leave(alice)
    with pytest.raises(InvitationGone):
        actions.accept(bob, token)


def test_a_new_name_stands_in_the_couple_too(alice, couple):
    actions.rename(alice, "Ally")
    assert Partner.unscoped.get(person=alice).name == "Ally"
    assert Person.objects.get(pk=alice.pk).name == "Ally"


def test_two_tabs_do_not_put_back_what_the_other_changed(alice, couple):
    """Each tab read the person before the other wrote."""
    here, there, last = (Person.objects.get(pk=alice.pk) for _ in range(3))
    assert (here.name, there.name, last.name) == ("Alice",) * 3
    people.actions.choose_track(here, "crossed")
    actions.rename(there, "Ally")
    assert (there.name, there.track) == ("Ally", "crossed")
    people.actions.choose_track(last, "both")
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track) == ("Ally", "both")


def test_the_settings_are_kept_together_or_not_at_all(alice, couple):
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        actions.keep_settings(alice, name="Ally", zone="Nowhere/At_All", mail_hour=12)
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track, kept.zone) == ("Alice", "hurt", "UTC")
    assert Partner.unscoped.get(person=alice).name == "Alice"
    actions.keep_settings(kept, name="Ally", zone="Europe/Lisbon", mail_hour=12)
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track, kept.zone, kept.mail_hour) == ("Ally", "hurt", "Europe/Lisbon", 12)
    assert Partner.unscoped.get(person=alice).name == "Ally"
