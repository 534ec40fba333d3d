"""How often something was tried lately, so that guessing has an end."""

from typing import ClassVar

from django.db import models

from vault.fate import Fate, stays


class Tries(models.Model):
    """One bucket and how full it is. Which bucket is an HMAC: no address of a person or a machine stands here."""

    bucket = models.BinaryField(primary_key=True, max_length=32)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    fate: ClassVar[Fate] = stays("until its time is over; it names nobody")

    def __str__(self) -> str:
        return "tries"
