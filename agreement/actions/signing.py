"""Offering and signing. Person and couple are locked first; a text is compared under that lock."""

from datetime import date
from uuid import UUID

from django.db import transaction

import clock
from agreement.document import Document
from agreement.models import SITTING, WORKING, Signature, State, Version, document_of, review_day_of
from agreement.refusals import AlreadyInForce, NothingToOffer, NotOffered, NotTwoYet, TextChanged
from agreement.shown import changes_since
from couples.actions import locked_couple_of
from people.models import Person
from together.actions import bump, refuse_on_break
from together.actions import end as end_sittings
from together.models import News

from .removing import settle
from .setting_aside import forget_set_aside
from .working_copy import lines_of, locked_working_copy, partners_of, working_of


def offer(person: Person) -> Version:
    """Offers the draft for signing, for 14 days. What was signed in an earlier offer is void. Twice does no harm.

    Refuses NothingToOffer, NotTwoYet, and OnBreak while the two are on a break.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        version = locked_working_copy(person)
        if version is None or not lines_of(version).exists():
            raise NothingToOffer
        if len(partners_of(version.couple)) != 2:
            raise NotTwoYet
        if version.is_offered(today):
            return version
        refuse_on_break(version.couple, SITTING)
        Signature.unscoped.filter(version=version).delete()
        version.review_on = review_day_of(version, list(lines_of(version)), today)
        version.state, version.offered_by, version.offered_on = State.OFFERED, person, today
        version.save()
        bump(version.couple, News.READY, SITTING)
    return version


def sign(person: Person, version_id: UUID, seen_hash: str, name: str, shown: str = "") -> Version:
    """Signs the text whose hash was on the page; with the second signature it is in force.

    Refuses TextChanged where the text is another by now (`shown`, the words of the page, lets it say what is
    different), NotOffered and AlreadyInForce. Signing twice does no harm.
    """
    today = clock.today(person.tz)
    with transaction.atomic():
        couple = locked_couple_of(person)
        version = Version.unscoped.filter(pk=version_id, couple=couple).select_related("previous", "couple").first()
        if couple is None or version is None:
            raise NotOffered
        document = _document(version, today)
        sha256 = document.sha256()
        if sha256 != seen_hash:
            raise TextChanged(changes_since(shown, document))
        mine = Signature.unscoped.filter(version=version, person=person)
        if mine.filter(sha256=sha256).exists() and (version.is_signed or version.is_offered(today)):
            return version
        if version.is_signed:
            raise AlreadyInForce
        if not version.is_offered(today):
            raise NotOffered
        mine.delete()
        signature = Signature(version=version, person=person, sha256=sha256, signed_on=today)
        signature.body = {"name": name}
        signature.save()
        _put_in_force_if_both(version, sha256, today)
    return version


def withdraw_signature(person: Person) -> None:
    """Takes one's own signature back, as long as not both have signed. Refuses AlreadyInForce.

    Without any signature to take back there is nothing to do, and nothing to say.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        mine = Signature.unscoped.filter(person=person, version__couple=couple)
        withdrawn, _ = mine.filter(version__state__in=WORKING).delete()
        if not withdrawn and mine.filter(version__state=State.IN_FORCE).exists() and not working_of(couple):
            raise AlreadyInForce


def _document(version: Version, today: date) -> Document:
    lines = list(lines_of(version))
    return document_of(version, lines, review_day_of(version, lines, today))


def _put_in_force_if_both(version: Version, sha256: str, today: date) -> None:
    """Both partners of now have signed this very hash: the text is in force, the one before superseded."""
    signed = Signature.unscoped.filter(version=version, sha256=sha256).values_list("person", flat=True)
    partners = partners_of(version.couple)
    if len(partners) != 2 or set(signed) != partners:
        return
    settle(version)
    for previous in Version.unscoped.filter(couple=version.couple_id, state=State.IN_FORCE):
        previous.state = State.SUPERSEDED
        previous.save(update_fields=["state"])
    version.state, version.sha256, version.in_force_on = State.IN_FORCE, sha256, today
    version.save()
    forget_set_aside(version.couple)
    end_sittings(version.couple, SITTING)
