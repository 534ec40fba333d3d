"""The explicit yes."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

import clock
from couples import parts
from couples.models import Couple, InvitationLookAgain, Partner
from couples.refusals import AddressNotConfirmed, AlreadyTwo, InvitationGone, OwnInvitation
from people.actions.locking import lock_person
from people.models import Person

from .inviting import end_invitations, find_invitation
from .leaving import close
from .locking import locked


def accept(person: Person, token: str) -> Partner:
    """Joins the couple that the token invites into, dissolving one's own couple of one.

    Refuses InvitationGone, OwnInvitation, AlreadyTwo, and AddressNotConfirmed for a login that nobody has verified.
    """
    offered = find_invitation(token)
    if offered.invited_by_id == person.pk:
        raise OwnInvitation
    if not EmailAddress.objects.filter(user=person, verified=True).exists():
        raise AddressNotConfirmed
    try:
        with transaction.atomic():
            lock_person(person)
            place = Partner.unscoped.filter(person=person, left_on=None).first()
            couples = locked({offered.couple_id} | ({place.couple_id} if place else set()))
            invitation = find_invitation(token)
            if place is not None:
                _dissolve_couple_of_one(couples[place.couple_id])
            for part in parts.all_parts():
                part.join(couples[invitation.couple_id])
            today = clock.today(person.tz)
            joined = Partner(couple=couples[invitation.couple_id], person=person, slot=2, joined_on=today)
            joined.body = {"name": person.name}
            joined.save()
            end_invitations(invitation.couple, accepted_on=today)
            InvitationLookAgain.unscoped.filter(person__in=(invitation.invited_by_id, person.pk)).delete()
    except IntegrityError as error:
        # Two people with one link, or one person with two links, in the same moment: the constraint let one in.
        raise InvitationGone from error
    return joined


def _dissolve_couple_of_one(couple: Couple) -> None:
    if Partner.unscoped.filter(couple=couple, left_on=None).count() != 1:
        raise AlreadyTwo
    close(couple, leaver=None)
