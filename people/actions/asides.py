"""Pages written in a small sign-in."""

import uuid

from django.db import transaction

import clock
from people.at_hand import at_hand, is_small, small_proof
from people.models import Aside, Person
from people.refusals import TooManyPages

from .locking import lock_person

MOST_PAGES = 100


def write_aside(person: Person, text: str, aside_id: uuid.UUID) -> Aside:
    """Keeps a page for its author, readable by the proof at hand and in full sign-ins. The same form sent twice keeps
    the last words once. Refuses TooManyPages: so many are enough for one sign-in, and another has as many."""
    with transaction.atomic():
        lock_person(person)
        mine = Aside.unscoped.filter(person=person)
        row = mine.filter(pk=aside_id).first()
        if row is None or row.proof != small_proof():
            if mine.filter(sign_in=_sign_in()).count() >= MOST_PAGES:
                raise TooManyPages
            taken = Aside.unscoped.filter(pk=aside_id).exists()
            row = Aside(
                pk=uuid.uuid4() if taken else aside_id,
                person=person,
                proof=small_proof(),
                sign_in=_sign_in(),
                day=clock.today(person.tz),
            )
        row.body = {"words": {"text": text}}
        row.save()
    return row


def destroy_aside(person: Person, aside_id: uuid.UUID) -> None:
    """Throws a page away: by one proof alone, only one of this sign-in. Twice does no harm."""
    own = {"proof": small_proof(), "sign_in": _sign_in()} if is_small() else {}
    Aside.unscoped.filter(person=person, pk=aside_id, **own).delete()


def _sign_in() -> uuid.UUID | None:
    here = at_hand()
    return here.id if here is not None else None
