"""How often something was tried lately, so that guessing has an end."""

from django.db import models


class Tries(models.Model):
    """One bucket and how full it is. Which bucket is an HMAC: no address of a person or a machine stands here."""

    bucket = models.BinaryField(primary_key=True, max_length=32)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "tries"
