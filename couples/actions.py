"""Inviting, joining, leaving.

Lock order, here and everywhere: the acting person's own row, then couples in the order of their ids, then their
children. The locks are `no_key`, so that rows which merely point at a person or a couple can be written meanwhile.
"""

import hashlib
import secrets
import uuid
import zoneinfo
from datetime import date, timedelta

from django.db import IntegrityError, transaction

import clock
import reminders.actions
from vault.actions import make_key

from . import parts
from .models import Couple, Invitation, NotToday, Partner, Person
from .refusals import AlreadyTwo, InvitationGone, NotACouple, OwnInvitation

INVITATION_DAYS = 7


def lock_person(person: Person) -> None:
    """Lets one tab of a person act at a time, until the transaction ends."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def locked_couple_of(person: Person) -> Couple | None:
    """The open couple of `person`, both rows locked until the transaction ends; None where they are on their own."""
    lock_person(person)
    place = Partner.unscoped.filter(person=person, left_on=None).first()
    if place is None:
        return None
    couple = _locked({place.couple_id})[place.couple_id]
    return couple if couple.closed_on is None else None


def couple_for_writing(person: Person) -> Couple:
    """The open couple of `person`, locked; a couple of one is made where there is none. Inside a transaction only."""
    return locked_couple_of(person) or _couple_of_one(person)


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
        _end_invitations(couple)
        token = secrets.token_urlsafe(32)
        invitation = Invitation(
            couple=couple,
            invited_by=person,
            token_hash=hash_of(token),
            expires_at=clock.now() + timedelta(days=INVITATION_DAYS),
        )
        invitation.body = {"token": token}
        invitation.save()
    return invitation


def end_invitation(person: Person) -> None:
    """Ends the live link of `person`, if there is one. Ending twice does no harm."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is not None:
            _end_invitations(couple)


def find_invitation(token: str) -> Invitation:
    """The live invitation of that token. Wrong, used, ended and expired ones all raise InvitationGone alike."""
    invitation = (
        Invitation.unscoped.filter(token_hash=hash_of(token)).select_related("invited_by__key", "couple").first()
    )
    if invitation is None or not invitation.is_live() or invitation.couple.closed_on is not None:
        raise InvitationGone
    return invitation


def is_in_by(person: Person, token: str) -> bool:
    """Whether that token was used, and `person` is now in the couple it led into."""
    used = Invitation.unscoped.filter(token_hash=hash_of(token), accepted_on__isnull=False)
    return Partner.unscoped.filter(person=person, left_on=None, couple__in=used.values("couple")).exists()


def accept(person: Person, token: str) -> Partner:
    """Joins the couple that the token invites into, dissolving one's own couple of one.

    Refuses InvitationGone, OwnInvitation, AlreadyTwo.
    """
    offered = find_invitation(token)
    if offered.invited_by_id == person.pk:
        raise OwnInvitation
    try:
        with transaction.atomic():
            lock_person(person)
            place = Partner.unscoped.filter(person=person, left_on=None).first()
            couples = _locked({offered.couple_id} | ({place.couple_id} if place else set()))
            invitation = find_invitation(token)
            if place is not None:
                _dissolve_couple_of_one(couples[place.couple_id])
            today = clock.today(person.tz)
            joined = Partner(couple=couples[invitation.couple_id], person=person, slot=2, joined_on=today)
            joined.body = {"name": person.name}
            joined.save()
            _end_invitations(invitation.couple, accepted_on=today)
    except IntegrityError as error:
        # Two people with one link, or one person with two links, in the same moment: the constraint let one in.
        raise InvitationGone from error
    return joined


def leave(person: Person) -> None:
    """Closes the couple of `person` for ever: at once, without a reason, never blocked by the other.

    A couple of one only dissolves: nobody else could have opened what was sealed in it, so that becomes *only you*.
    Refuses NotACouple where there is none.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None:
            raise NotACouple
        is_two = Partner.unscoped.filter(couple=couple, left_on=None).count() == 2
        _close(couple, leaver=person if is_two else None)


def fold_leaf(person: Person, leaf: str) -> None:
    """Folds one leaf of Today until tomorrow."""
    NotToday.unscoped.get_or_create(person=person, leaf=leaf, day=clock.today(person.tz))


def rename(person: Person, name: str) -> None:
    """Changes what a person is called, in their couple too."""
    with transaction.atomic():
        _rewrite(person, name=name)
        for place in Partner.unscoped.filter(person=person, left_on=None):
            place.body = {**place.body, "name": name}
            place.save(update_fields=["body"])


def choose_track(person: Person, track: str) -> None:
    """Keeps the person's private track: hurt, crossed or both."""
    with transaction.atomic():
        _rewrite(person, track=track)


def choose_time(person: Person, zone: str, mail_hour: int) -> None:
    """Keeps the person's zone (an IANA name) and the hour, 9 to 19, at which mail may come."""
    zoneinfo.ZoneInfo(zone)
    person.zone, person.mail_hour = zone, mail_hour
    person.full_clean(exclude=["password", "email"], validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        lock_person(person)
        person.save(update_fields=["zone", "mail_hour"])
        reminders.actions.plan_anew(person_id=person.pk)


def keep_settings(person: Person, name: str, track: str, zone: str, mail_hour: int) -> None:
    """Keeps what the settings page asks, all of it or nothing."""
    with transaction.atomic():
        rename(person, name)
        choose_track(person, track)
        choose_time(person, zone, mail_hour)


def _rewrite(person: Person, **words: str) -> None:
    """Changes these words of a person and leaves the others as they are now, which another tab may have changed."""
    lock_person(person)
    person.refresh_from_db(fields=["body"])
    person.body = {**person.body, **words}
    person.save(update_fields=["body"])


def _couple_of_one(person: Person) -> Couple:
    today = clock.today(person.tz)
    couple = Couple.unscoped.create(key=make_key(), opened_on=today)
    place = Partner(couple=couple, person=person, slot=1, joined_on=today)
    place.body = {"name": person.name}
    place.save()
    return couple


def _locked(ids: set[uuid.UUID]) -> dict[uuid.UUID, Couple]:
    rows = Couple.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {couple.pk: couple for couple in rows}


def _dissolve_couple_of_one(couple: Couple) -> None:
    if Partner.unscoped.filter(couple=couple, left_on=None).count() != 1:
        raise AlreadyTwo
    _close(couple, leaver=None)


def _close(couple: Couple, leaver: Person | None) -> None:
    partners = list(Partner.unscoped.filter(couple=couple, left_on=None).select_related("person"))
    for part in parts.all_parts():
        part.close(couple, leaver)
    today = _day_of(leaver, partners)
    _end_invitations(couple)
    Partner.unscoped.filter(couple=couple, left_on=None).update(left_on=today)
    couple.closed_on = today
    couple.save(update_fields=["closed_on"])
    for partner in partners:
        reminders.actions.drop_due(partner.person_id, reason="closed")


def _day_of(leaver: Person | None, partners: list[Partner]) -> date:
    return clock.today((leaver or partners[0].person).tz)


def _end_invitations(couple: Couple, accepted_on: date | None = None) -> None:
    for invitation in Invitation.unscoped.filter(couple=couple, ended_at=None).select_related("invited_by"):
        invitation.ended_at = clock.now()
        invitation.accepted_on = accepted_on
        invitation.body = {}
        invitation.save(update_fields=["ended_at", "accepted_on", "body"])
