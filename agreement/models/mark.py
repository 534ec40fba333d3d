"""What somebody thinks of a line of the draft."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.models import PersonRow
from sealed.folding import ERASED

from .clause import Clause
from .version import WORKING, Version


class Says(models.TextChoices):
    """The two things one can say of a line."""

    FITS = "fits", _("It fits")
    TALK = "talk", _("Let’s talk")


class Mark(PersonRow):
    """What a person says of a line as it stood at `revision`: *fits* or *let's talk*, and a note. Its words: says,
    note. its author's only, until the other has marked the same words too. In a signed text there is none.
    """

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()

    vault_label = "mark"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(name="mark_once", fields=("clause", "person")),)

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id, self.clause_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        """One's own; and the other's of words that both have marked, as they are now."""
        draft = Q(clause__version__in=Version.objects.visible_to(person).filter(state__in=WORKING))
        rows: models.QuerySet[Mark] = models.QuerySet(cls)
        mine = rows.filter(person=person, clause=OuterRef("clause"), revision=OuterRef("revision"))
        return Q(person=person) | (draft & Q(revision=F("clause__revision")) & Q(Exists(mine)))

    @property
    def says(self) -> str:
        """One of `Says`; nothing where its author's key is gone, or their words may not be read now."""
        return "" if self.is_erased else str(self.words.get("says", ""))

    @property
    def said(self) -> str:
        """The same, as it is read."""
        return str(Says(self.says).label) if self.says else ""

    @property
    def note(self) -> str:
        return ERASED if self.is_erased else str(self.words.get("note", ""))
