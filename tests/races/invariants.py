"""What must be so after any race, in the whole database."""

from collections import Counter

import clock
from agreement.models import SIGNED, Signature, State, Version
from couples.models import Couple, Invitation, Partner
from people.models import Person
from sealed.actions import open_due
from sealed.models import Answer, Draft, Reveal


def broken() -> list[str]:
    """Everything that must never be, in words; nothing where all is well."""
    return [
        *_couples(),
        *_signatures(),
        *_pairs(),
    ]


def _couples() -> list[str]:
    found = []
    places = list(Partner.unscoped.all())
    members = Counter(place.couple_id for place in places)
    living = Counter(place.person_id for place in places if place.left_on is None)
    found += [f"{count} members of one couple" for count in members.values() if count > 2]
    found += [f"one person in {count} open couples" for count in living.values() if count > 1]
    live = {place.couple_id for place in places if place.left_on is None}
    invited = set(Invitation.unscoped.filter(ended_at=None).values_list("couple", flat=True))
    for couple in Couple.unscoped.all():
        if couple.closed_on is None and couple.pk not in live:
            found.append("an open couple of nobody")
        if couple.closed_on is not None and couple.pk in live | invited:
            found.append("a closed couple with a partner or a live invitation")
        if couple.pk in invited and members[couple.pk] == 2:
            found.append("a live invitation into a couple of two")
    return found


def _signatures() -> list[str]:
    """In force only with both, and no lone signature outlives its couple."""
    found = []
    closed = set(Couple.unscoped.exclude(closed_on=None).values_list("pk", flat=True))
    given = Counter(Signature.unscoped.values_list("version", flat=True))
    for version in Version.unscoped.all():
        if version.state in SIGNED and given[version.pk] != 2:
            found.append(f"a version in force with {given[version.pk]} signatures")
        if version.couple_id in closed and version.state not in SIGNED and given[version.pk]:
            found.append("a lone signature in a closed couple")
    in_force = Counter(Version.unscoped.filter(state=State.IN_FORCE).values_list("couple", flat=True))
    return found + ["two versions in force in one couple" for count in in_force.values() if count > 1]


def _pairs() -> list[str]:
    found = []
    open_due()
    given = Counter((row.couple_id, row.piece) for row in Answer.unscoped.all())
    opened = {(row.couple_id, row.piece) for row in Reveal.unscoped.all()}
    closed = set(Couple.unscoped.exclude(closed_on=None).values_list("pk", flat=True))
    found += [f"a reveal of {given[pair]} answers" for pair in opened if given[pair] != 2]
    found += [f"a reveal of what opens from {row.opens_at}" for row in Reveal.unscoped.filter(opens_at__gt=clock.now())]
    found += ["a sealed answer in a closed couple" for pair in given if pair[0] in closed and pair not in opened]
    return found


def words_kept(person: Person) -> list[str]:
    """What a person sealed or has as a draft: of words, nothing may be lost and nothing may be there twice."""
    bodies = [row.body for model in (Answer, Draft) for row in model.unscoped.filter(person=person)]
    return sorted(body["words"]["hope"]["value"] for body in bodies)
