"""What the agreement owes by mail: a text offered, a text in force, and its review day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

import clock
import reminders.sources
from couples.models import Partner
from people.models import Person
from reminders.sources import KINDS, Kind, Owed, Source

from . import actions
from .models import Signature, State, Version


class AgreementSource(Source):
    """The occasion is the version: a text that is offered again and again is told once."""

    kinds: Mapping[str, Kind] = {kind: KINDS[kind] for kind in ("offered", "in-force", "review")}

    def prepare(self) -> None:
        """What could be brought back for a day is gone after it."""
        actions.forget_old_removals()

    def owed(self, since: datetime, until: datetime) -> Iterable[Owed]:
        days = (since.date() - clock.ZONES_APART, until.date() + clock.ZONES_APART)
        for version in Version.unscoped.filter(state=State.OFFERED, offered_on__range=days):
            assert version.offered_on is not None
            for person in _partners(version):
                # Who offered it knows. The other's own signature is asked about when the mail is sent.
                if person.pk != version.offered_by_id:
                    yield reminders.sources.news_of_day(person, "offered", version.pk, version.offered_on)
        for version in Version.unscoped.filter(state=State.IN_FORCE, in_force_on__range=days):
            assert version.in_force_on is not None
            last = _last_signer(version.pk, version.in_force_on)
            for person in _partners(version):
                if person.pk != last:
                    yield reminders.sources.news_of_day(person, "in-force", version.pk, version.in_force_on)
        for version in Version.unscoped.filter(state=State.IN_FORCE, review_on__range=days):
            assert version.review_on is not None
            for person in _partners(version):
                yield reminders.sources.reminder(person, "review", version.pk, version.review_on)

    def refusal(self, person_id: UUID, kind: str, occasion: UUID) -> str | None:
        """Why it is no longer wanted. Never because of what the other did alone."""
        version = Version.unscoped.filter(pk=occasion).first()
        person = Person.objects.filter(pk=person_id).first()
        if version is None or person is None:
            return "gone"
        if person not in _partners(version):
            return "closed"
        if kind == "offered":
            if not version.is_offered(clock.today(person.tz)):
                return "draft-again"
            return "signed" if Signature.unscoped.filter(version=version, person=person).exists() else None
        return None if version.state == State.IN_FORCE else "superseded"


def _last_signer(version_id: UUID, in_force_on: date) -> UUID | None:
    """Whoever alone signed on the day it came into force, and so knows. Of two on one day nobody can tell."""
    signed = Signature.unscoped.filter(version=version_id, signed_on=in_force_on)
    persons = list(signed.values_list("person", flat=True))
    return persons[0] if len(persons) == 1 else None


def _partners(version: Version) -> list[Person]:
    places = Partner.unscoped.filter(couple=version.couple_id, left_on=None, couple__closed_on=None)
    return [place.person for place in places.select_related("person")]


def register() -> None:
    reminders.sources.register(AgreementSource())
