"""The way in."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

import clock
from people.models import Person
from vault.fate import goes_with
from vault.models import PrivateModel

from .couple import Couple

LASTS = timedelta(days=7)


class Invitation(PrivateModel):
    """The single-use way into a couple. In the open is only the hash of its token; ended or used, the token is gone."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)

    vault_label = "invitation"
    fate = goes_with("invited_by")

    class Meta(PrivateModel.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(name="invitation_one_live", fields=("couple",), condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                name="invitation_accepted_is_ended",
                condition=Q(accepted_on__isnull=True) | Q(ended_at__isnull=False),
            ),
        )

    def body_key_id(self) -> uuid.UUID:
        return self.invited_by.key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.invited_by_id, self.couple_id)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(invited_by=person)

    def is_live(self) -> bool:
        return self.ended_at is None and clock.now() < self.expires_at <= clock.at_the_latest(LASTS)
