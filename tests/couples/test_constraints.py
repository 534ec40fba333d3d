"""Two people at most, one open couple a person: the database itself says so."""

import pytest
from django.db import IntegrityError, transaction

import clock
from couples import actions
from couples.models import Invitation, Partner
from people.models import Person

pytestmark = pytest.mark.django_db


def refuses(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def place(couple, person, slot):
    return lambda: Partner(couple=couple, person=person, slot=slot, joined_on="2026-05-01").save()


def test_no_third_person(couple, dana):
    for slot in (1, 2, 3, 0):
        refuses(place(couple, dana, slot))


def test_one_open_couple_a_person(alice, couple, dana):
    other = actions.invite(dana).couple
    refuses(place(other, alice, 2))


def test_one_place_a_person_in_a_couple(alice, dana):
    own = actions.invite(dana).couple
    Partner.unscoped.filter(couple=own).update(left_on="2026-05-01")
    refuses(place(own, dana, 2))


def test_one_live_invitation_a_couple(alice):
    first = actions.invite(alice)
    second = Invitation(couple=first.couple, invited_by=alice, token_hash="x" * 64, expires_at=clock.now())
    refuses(second.save)


def test_an_accepted_invitation_has_ended(alice):
    invitation = actions.invite(alice)
    refuses(lambda: Invitation.unscoped.filter(pk=invitation.pk).update(accepted_on="2026-05-01"))


@pytest.mark.parametrize("hour", [8, 20])
def test_mail_only_by_day(alice, hour):
    refuses(lambda: Person.objects.filter(pk=alice.pk).update(mail_hour=hour))


def test_one_person_an_address(alice):
    refuses(lambda: Person.objects.create_user(alice.email.upper(), "another long password", name="Someone"))
