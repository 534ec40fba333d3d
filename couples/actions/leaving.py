"""Closing a couple, for ever."""

from datetime import date

from django.db import transaction

import clock
import reminders.actions
from couples import parts
from couples.models import Couple, Partner
from couples.refusals import NotACouple, SpaceChanged
from couples.us import terms_of
from people.models import Person

from .inviting import end_invitations
from .locking import locked_couple_of


def leave(person: Person, saw: str = "") -> None:
    """Closes the couple of `person` for ever: at once, without a reason, never blocked by the other.

    A couple of one only dissolves: nobody else could have opened what was sealed in it, so that becomes *only you*.
    `saw` is what the page spoke of (`Us.terms`): where that is another space by now, or one became two meanwhile, it
    refuses SpaceChanged. Refuses NotACouple where there is none.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None:
            raise NotACouple
        partners = Partner.unscoped.filter(couple=couple, left_on=None).count()
        if saw and saw != terms_of(couple, partners):
            raise SpaceChanged
        close(couple, leaver=person if partners == 2 else None)


def close(couple: Couple, leaver: Person | None) -> None:
    """Closes a locked couple in every room; with `leaver` None it was a couple of one. Inside a transaction only."""
    partners = list(Partner.unscoped.filter(couple=couple, left_on=None).select_related("person"))
    for part in parts.all_parts():
        part.close(couple, leaver)
    today = _day_of(leaver, partners)
    end_invitations(couple)
    Partner.unscoped.filter(couple=couple, left_on=None).update(left_on=today)
    couple.closed_on = today
    couple.save(update_fields=["closed_on"])
    for partner in partners:
        reminders.actions.drop_due(partner.person_id, reason="closed")


def _day_of(leaver: Person | None, partners: list[Partner]) -> date:
    return clock.today((leaver or partners[0].person).tz)
