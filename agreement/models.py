"""The agreement: a chain of versions made of clauses, and the signatures under them. One chain a couple.

Signed rows never change: `history` holds that in the database itself.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

import clock
from couples.models import Couple, CoupleRow, Partner, live_partner_of
from people.models import Person, PersonRow
from sealed.folding import ERASED
from sealed.models import PIECE_LENGTH, Reveal
from vault.fate import goes_with, stays
from vault.models import PrivateModel

from .document import Document, Line

OFFERED_DAYS = 14
UNDO_DAYS = 1
FIRST_REVIEW_DAYS, REVIEW_DAYS, MOST_REVIEW_DAYS = 30, 90, 366


class State(models.TextChoices):
    """How far a version has come. An offered one counts as a draft again when its days are over: see `is_offered`."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


WORKING = (State.DRAFT, State.OFFERED)
SIGNED = (State.IN_FORCE, State.SUPERSEDED)


class Version(CoupleRow):
    """One text of the agreement. The body holds preamble and salt; `sha256` is stored when both have signed."""

    number = models.PositiveIntegerField()
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    offered_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    vault_label = "version"
    fate = stays("what both signed is of both")

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (
            # A discarded one keeps its number, and the one that is begun in its place has the same.
            models.UniqueConstraint(
                name="version_number_once", fields=("couple", "number"), condition=~Q(state=State.DISCARDED)
            ),
            models.UniqueConstraint(name="version_one_in_force", fields=("couple",), condition=Q(state=State.IN_FORCE)),
            models.UniqueConstraint(
                name="version_one_working_copy", fields=("couple",), condition=Q(state__in=WORKING)
            ),
            models.CheckConstraint(name="version_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="version_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="version_offered_is_whole",
                condition=~Q(state=State.OFFERED)
                | Q(offered_on__isnull=False, offered_by__isnull=False, review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="version_signed_is_whole",
                condition=Q(state__in=(*WORKING, State.DISCARDED), sha256="", in_force_on__isnull=True)
                | (Q(state__in=SIGNED, in_force_on__isnull=False, review_on__isnull=False) & ~Q(sha256="")),
            ),
        )

    @classmethod
    def visibility(cls, person: Any) -> Q:
        """Signed texts of every couple that was ever theirs; a working copy only while that couple is open."""
        theirs = Q(couple__in=Partner.couples_of(person))
        return live_partner_of(person) | (theirs & Q(state__in=SIGNED))

    @property
    def is_signed(self) -> bool:
        """Whether both have signed it: in force, or superseded since."""
        return self.state in SIGNED

    @property
    def draft_again_on(self) -> date | None:
        """The day on which an offered text counts as a draft again: after 14 days, or when its review day has come."""
        if self.state != State.OFFERED or self.offered_on is None or self.review_on is None:
            return None
        return min(self.offered_on + timedelta(days=OFFERED_DAYS), self.review_on)

    def is_offered(self, today: date) -> bool:
        """Whether it can be signed today."""
        until = self.draft_again_on
        # One that was offered on a day still to come, by a clock that was wrong, is none.
        return until is not None and today < until <= today + timedelta(days=OFFERED_DAYS) + clock.ZONES_APART

    def review_day(self, today: date) -> date:
        """The review day it has; of a working copy without one still to come, the day it would be offered with."""
        if self.review_on is not None and (self.is_signed or self.review_on > today):
            return self.review_on
        return today + timedelta(days=FIRST_REVIEW_DAYS if self.previous_id is None else REVIEW_DAYS)


class SetAside(CoupleRow):
    """The agreement is set aside, by one of the two: the row is that. Both see it; who set it aside lifts it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    vault_label = "set-aside"
    fate = goes_with("couple")

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="setaside_once", fields=("couple",)),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.couple_id, self.person_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return live_partner_of(person)


class Clause(PrivateModel):
    """One line of a version. The body: topic, for whom, text. `revision` tells older pages from what is there."""

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
    def topic(self) -> str:
        return str(self.body["topic"])

    @property
    def for_whom(self) -> str:
        return str(self.body["for_whom"])

    @property
    def text(self) -> str:
        return str(self.body["text"])


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


class Signature(PersonRow):
    """A person's typed name under one text. A lone one is its signer's only, until both have signed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    signed_on = models.DateField()

    vault_label = "signature"
    fate = stays("that there were two signatures; the name is under a key that is gone")

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="signature_once", fields=("version", "person")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.version_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        both = Q(version__state__in=SIGNED, version__couple__in=Partner.couples_of(person))
        return Q(person=person) | both


class OwnLine(PersonRow):
    """A line that somebody wrote on their own: its author's, for ever. Sharing it copies it into the draft of both.

    Its words: topic and text. `revision` tells older pages from what is there. One that was deleted can be brought
    back for a day.
    """

    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    deleted_on = models.DateField(null=True)

    vault_label = "own-line"

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("position", "pk")

    @property
    def copy_id(self) -> uuid.UUID:
        """The id of the line that sharing makes of it: always the same, and it does not tell this row's own."""
        return uuid.uuid5(self.pk, "copy")

    @property
    def topic(self) -> str:
        return str(self.words.get("topic", ""))

    @property
    def text(self) -> str:
        return str(self.words.get("text", ""))


def undo_until(removed_on: date | None, today: date) -> date | None:
    """The last day on which what was removed on that day can be brought back; None where that is over."""
    # One that was removed on a day still to come, by a clock that was wrong, is over too.
    if removed_on is None or not -clock.ZONES_APART <= today - removed_on <= timedelta(days=UNDO_DAYS):
        return None
    return removed_on + timedelta(days=UNDO_DAYS)


def document_of(version: Version, clauses: list[Clause], review_on: date) -> Document:
    """The text as it is hashed."""
    return Document(
        couple=version.couple_id,
        number=version.number,
        previous=version.previous.sha256 if version.previous else None,
        salt=str(version.body["salt"]),
        preamble=str(version.body["preamble"]),
        lines=tuple(Line(clause.pk, clause.topic, clause.for_whom, clause.text) for clause in clauses),
        review_on=review_on,
    )


class TopicChoice(PersonRow):
    """Which topics of the deck matter most to a person, three at most: theirs to see, and nobody else's."""

    vault_label = "topic-choice"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="topicchoice_once", fields=("person",)),)


class Guess(PersonRow):
    """What a person thinks the other has said of a few cards of a topic: theirs alone, for good. `piece` is the topic's
    round; the words: {card: rating}."""

    piece = models.CharField(max_length=PIECE_LENGTH)

    vault_label = "guess"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="guess_once", fields=("person", "piece")),)


class OwnSituation(PersonRow):
    """A situation that one of the two has put beside a topic: its author's until the round opens in which it was
    written, then of both, to be rated from the next round on. `piece` is that round; the words: title, text."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    piece = models.CharField(max_length=PIECE_LENGTH)
    position = models.PositiveIntegerField()

    vault_label = "own-situation"
    fate = goes_with("couple")

    class Meta(PersonRow.Meta):
        abstract = False
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                name="ownsituation_position_once", fields=("couple", "person", "piece", "position")
            ),
        )

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.couple_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        """Its author's; the other's too, once that round has opened to both."""
        opened = Reveal.objects.visible_to(person).filter(couple=OuterRef("couple"), piece=OuterRef("piece"))
        return Q(person=person) | Q(Exists(opened))

    @property
    def card(self) -> str:
        """What ratings of it are kept under."""
        return f"own-{self.pk}"

    @property
    def title(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("title", ""))

    @property
    def text(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("text", ""))
