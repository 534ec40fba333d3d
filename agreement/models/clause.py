"""A line of a text, and that it, or the whole draft, was removed."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import clock
from agreement.document import FIRST_FORMAT, Document, Line, LineWords
from couples.models import CoupleRow
from people.models import Person
from vault.fate import goes_with, stays
from vault.models import PrivateModel

from .version import Version

UNDO_DAYS = 1
# What the body of a line has besides its words, in a draft only.
BEFORE, EARLIER, REVIEWED = "before", "earlier", "reviewed"


class Reviewed(models.TextChoices):
    """What became of a line in force when it was read again, where its line in the draft stands."""

    KEPT = "keep", _("Kept")
    LOOSENED = "loosen", _("Loosened")
    CHANGED = "change", _("Changed")


class Clause(PrivateModel):
    """One line of a version. The body: the words of a `LineWords`, and in a draft `before`, `earlier` and
    `reviewed`.
    `revision` tells older pages from what is there."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edited_on = models.DateField()

    vault_label = "clause"
    fate = stays("what both signed is of both")

    class Meta(PrivateModel.Meta):
        abstract = False
        ordering = ("position", "pk")

    def body_key_id(self) -> uuid.UUID:
        key_id: uuid.UUID = self.version.couple.key_id
        return key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.version_id,)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(version__in=Version.objects.visible_to(person))

    @property
    def line(self) -> LineWords:
        """All its words."""
        return LineWords.of(self.body)

    @property
    def earlier(self) -> str:
        """The id of the line that it began from, in the text in force; empty for a new one."""
        return str(self.body.get(EARLIER, ""))

    @property
    def reviewed(self) -> str:
        """What became of the line it began from, of `Reviewed`; empty as long as nobody said."""
        return str(self.body.get(REVIEWED, ""))

    @property
    def line_before(self) -> LineWords | None:
        """Its words as they were before whoever changed it last began to: the other's, or those in force. None where
        they are the same."""
        before = self.body.get(BEFORE)
        return LineWords.of(before) if before and before != self.line.body() else None

    @property
    def topic(self) -> str:
        return self.line.topic

    @property
    def text(self) -> str:
        return self.line.text


class Removal(CoupleRow):
    """A draft is discarded, or one line of it is deleted, and for a day either of the two can undo that: the row is
    that. `clause` is the line; without one it is the whole draft. In a signed text there is none."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_on = models.DateField()

    vault_label = "removal"
    fate = goes_with("couple")

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(name="removal_of_line_once", fields=("clause",)),
            models.UniqueConstraint(
                name="removal_of_draft_once", fields=("version",), condition=Q(clause__isnull=True)
            ),
        )

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.couple_id, self.person_id)


def undo_until(removed_on: date | None, today: date) -> date | None:
    """The last day on which what was removed on that day can be brought back; None where that is over."""
    # One that was removed on a day still to come, by a clock that was wrong, is over too.
    if removed_on is None or not -clock.ZONES_APART <= today - removed_on <= timedelta(days=UNDO_DAYS):
        return None
    return removed_on + timedelta(days=UNDO_DAYS)


def review_day_of(version: Version, clauses: list[Clause], today: date) -> date:
    """The review day of a version with these lines: see `Version.review_day`."""
    return version.review_day(today, [clause.line.lasts for clause in clauses])


def document_of(version: Version, clauses: list[Clause], review_on: date) -> Document:
    """The text as it is hashed."""
    return Document(
        couple=version.couple_id,
        number=version.number,
        previous=version.previous.sha256 if version.previous else None,
        salt=str(version.body["salt"]),
        preamble=str(version.body["preamble"]),
        lines=tuple(Line(clause.pk, clause.line) for clause in clauses),
        review_on=review_on,
        format=int(version.body.get("format", FIRST_FORMAT)),
    )
