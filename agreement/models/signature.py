"""That somebody has signed a text."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from couples.models import Partner
from people.models import PersonRow
from vault.fate import stays

from .version import SIGNED, Version


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
