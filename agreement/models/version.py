"""A text of the agreement, from its first word to the day on which another takes its place."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

import clock
from agreement.document import GOOD, NOW
from couples.models import CoupleRow, Partner, live_partner_of
from people.models import Person
from vault.fate import goes_with, stays

OFFERED_DAYS = 14
NEW_LASTS = timedelta(days=3)
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

    def is_new(self, today: date) -> bool:
        """Whether it came into force in these days: Today says so."""
        since = self.in_force_on
        return self.state == State.IN_FORCE and since is not None and since <= today < since + NEW_LASTS

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

    def review_day(self, today: date, lasting: Iterable[str] = ()) -> date:
        """The review day it has; of a working copy without one still to come, the day it would be offered with: in 30
        days where a line is only for now, else in 90. `lasting`: how long each of its lines is meant to last; of those
        that do not say, the ones of a first text are for now."""
        if self.review_on is not None and (self.is_signed or self.review_on > today):
            return self.review_on
        unsaid = GOOD if self.previous_id else NOW
        is_for_now = NOW in {each or unsaid for each in lasting or (unsaid,)}
        return today + timedelta(days=FIRST_REVIEW_DAYS if is_for_now else REVIEW_DAYS)


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
