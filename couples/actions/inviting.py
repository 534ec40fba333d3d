"""The link into a couple: made, ended, found."""

import hashlib
import secrets
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

import clock
from couples.models import Couple, Invitation, InvitationLookAgain, Partner
from couples.models.invitation import LASTS
from couples.refusals import AlreadyTwo, InvitationGone
from people.models import Deletion, Person

from .locking import couple_for_writing, locked_couple_of


def hash_of(token: str) -> str:
    """What the database keeps of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(person: Person) -> Invitation:
    """A fresh invitation into the couple of `person`, made for one if they are in none; an earlier link ends.

    Refuses AlreadyTwo.
    """
    with transaction.atomic():
        couple = couple_for_writing(person)
        if Partner.unscoped.filter(couple=couple, left_on=None).count() == 2:
            raise AlreadyTwo
        end_invitations(couple)
        token = secrets.token_urlsafe(32)
        invitation = Invitation(
            couple=couple,
            invited_by=person,
            token_hash=hash_of(token),
            expires_at=clock.now() + LASTS,
        )
        invitation.body = {"token": token}
        invitation.save()
    return invitation


def bring_up_again(person: Person, day: date | None) -> None:
    """Sets the private day on which `person` looks again at having asked, or takes it away. Refuses AlreadyTwo."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is not None and Partner.unscoped.filter(couple=couple, left_on=None).count() == 2:
            raise AlreadyTwo
        InvitationLookAgain.unscoped.filter(person=person).delete()
        if day is not None:
            InvitationLookAgain.unscoped.create(person=person, day=day)


def invite_and_look_again(person: Person, day: date | None) -> Invitation:
    """A fresh invitation, and the private day on which to bring it up again, or none. Refuses AlreadyTwo."""
    with transaction.atomic():
        invitation = invite(person)
        bring_up_again(person, day)
    return invitation


def end_invitation(person: Person) -> None:
    """Ends the live link of `person`, if there is one. Ending twice does no harm."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is not None:
            end_invitations(couple)


def find_invitation(token: str) -> Invitation:
    """The live invitation of that token. Wrong, used, ended and expired ones all raise InvitationGone alike; so does
    one whose maker has asked to be deleted, until they take that back."""
    going = Deletion.unscoped.filter(person=OuterRef("invited_by"))
    found = Invitation.unscoped.filter(~Exists(going), token_hash=hash_of(token))
    invitation = found.select_related("invited_by__key", "couple").first()
    if invitation is None or not invitation.is_live() or invitation.couple.closed_on is not None:
        raise InvitationGone
    return invitation


def is_in_by(person: Person, token: str) -> bool:
    """Whether that token was used, and `person` is now in the couple it led into."""
    used = Invitation.unscoped.filter(token_hash=hash_of(token), accepted_on__isnull=False)
    return Partner.unscoped.filter(person=person, left_on=None, couple__in=used.values("couple")).exists()


def end_invitations(couple: Couple, accepted_on: date | None = None) -> None:
    """Ends every link into `couple`, which is locked; their tokens are forgotten."""
    for invitation in Invitation.unscoped.filter(couple=couple, ended_at=None).select_related("invited_by"):
        invitation.ended_at = clock.now()
        invitation.accepted_on = accepted_on
        invitation.body = {}
        invitation.save(update_fields=["ended_at", "accepted_on", "body"])
