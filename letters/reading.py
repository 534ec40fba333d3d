"""The letters to next year as one reader finds them: one's own, and what of the other's has opened to both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreement.beside import Beside, Panel
from agreement.models import NEW_LASTS, SIGNED, Version
from couples.us import Us
from people.models import Person

from .models import Letter, LetterYes, a_year_after

ASKED_FOR = timedelta(days=7)
"""For so long after the day Today says that a letter has opened, and who wrote none is asked too."""


@dataclass(frozen=True)
class Sealable:
    """What stands about letters beside a text that has just come into force: until when one can be written, when it
    would open, and when the one opens that its reader has sealed."""

    last_day: date
    opens_on: date
    sealed_until: date | None


@dataclass(frozen=True)
class Year:
    """A text of the two, a year or more after it came into force. Nothing here depends on whether the other has
    written, or said yes, until both have said yes."""

    version: Version
    opened_on: date
    mine: Letter | None
    theirs: Letter | None
    said_yes: bool
    by_both: bool


def own_letters(person: Person) -> list[Letter]:
    """Every letter that the person wrote, in whichever couple, the newest first."""
    rows = Letter.objects.visible_to(person).filter(person=person)
    return list(rows.select_related("person__key", "version"))


def sealed_now(us: Us, letters: list[Letter], today: date) -> Letter | None:
    """The reader's own letter of the couple they are in now that is still to open."""
    ours = (each for each in letters if us.couple and each.version.couple_id == us.couple.pk)
    return next((letter for letter in ours if not letter.is_open(today)), None)


class LetterBeside(Beside):
    def annotate(self, rows: QuerySet[Version], person: Person, today: date) -> QuerySet[Version]:
        """What `sealable` and `just_opened` tell of that person's own letters."""
        mine = Letter.objects.visible_to(person).filter(person=person, version__couple=OuterRef("couple"))
        opened = mine.filter(opens_on__range=(today - ASKED_FOR + timedelta(days=1), today))
        return rows.annotate(
            letter_opens_on=Subquery(mine.filter(opens_on__gt=today).values("opens_on")[:1]),
            letter_opened=Subquery(opened.values("pk")[:1], output_field=UUIDField()),
        )

    def panel(self, in_force: Version, today: date) -> Panel | None:
        letter = sealable(in_force, today)
        return Panel("letters/beside.html", {"letter": letter}) if letter else None

    def link(self) -> tuple[str, str | Promise]:
        return reverse("letters:letter"), _("Letters to next year")


def sealable(in_force: Version | None, today: date) -> Sealable | None:
    """Beside the text in force, in the days in which a letter is written; None after them."""
    if in_force is None or in_force.in_force_on is None or not in_force.is_new(today):
        return None
    since = in_force.in_force_on
    last_day = since + NEW_LASTS - timedelta(days=1)
    return Sealable(last_day, a_year_after(since), getattr(in_force, "letter_opens_on", None))


def just_opened(in_force: Version | None) -> UUID | None:
    """The reader's own letter that has opened in these days, in the couple of that text; None where there is none."""
    return getattr(in_force, "letter_opened", None)


def years_of(us: Us, letters: list[Letter], today: date) -> list[Year]:
    """The texts of these two whose letters have opened, the newest first: those of which the reader has a letter or has
    said yes, and for a few days those of which they have none."""
    if not us.is_two:
        return []
    mine = {letter.version_id: letter for letter in letters}
    said = {yes.version_id: yes for yes in LetterYes.objects.visible_to(us.person).filter(person=us.person)}
    theirs = _theirs(us, [version for version, yes in said.items() if yes.by_both])
    found = []
    for version, day in _a_year_old(us, today):
        if version.pk in mine or version.pk in said or today < day + ASKED_FOR:
            yes = said.get(version.pk)
            by_both = yes is not None and yes.by_both
            letter = theirs.get(version.pk)
            found.append(Year(version, day, mine.get(version.pk), letter, yes is not None, by_both))
    return found


def _a_year_old(us: Us, today: date) -> list[tuple[Version, date]]:
    rows = Version.objects.visible_to(us.person).filter(couple=us.couple, state__in=SIGNED)
    days = [(row, a_year_after(row.in_force_on)) for row in rows.order_by("-number") if row.in_force_on]
    return [(row, day) for row, day in days if day <= today]


def _theirs(us: Us, versions: list[UUID]) -> Mapping[UUID, Letter]:
    """The other's letters of those texts, of which both have said yes."""
    if not versions:
        return {}
    rows = Letter.objects.visible_to(us.person).exclude(person=us.person).filter(version__in=versions)
    return {letter.version_id: letter for letter in rows.select_related("person__key")}
