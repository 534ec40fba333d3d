"""Mails of the sign-in: a code, or a notice about one's own account. They go at once, and to an address."""

import json
import uuid
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from vault import keyring
from vault.fate import Fate, stays

from .outgoing import Outgoing, lawful


@dataclass(frozen=True)
class Payload:
    """What such a mail says, and to whom. `dud`: to nobody; it is there so that an address that nobody has here costs
    the same as one that somebody has."""

    address: str
    subject: str
    body: str
    dud: bool = False


class SignInMail(Outgoing):
    """The one kind of mail that keeps its words until it is sent: sealed by the wrapping key, which is not in the
    database, and dropped when it is sent, failed or too late."""

    payload = models.BinaryField(null=True)

    fate: ClassVar[Fate] = stays("for a week, emptied when it is sent; it belongs to an address, and to no person")
    dropped_at_end: ClassVar[dict[str, Any]] = {"payload": None}
    unscoped: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"
        constraints = (
            *lawful("sign_in_mail"),
            models.CheckConstraint(
                name="sign_in_mail_words_until_its_end",
                condition=Q(ended_at__isnull=True, payload__isnull=False)
                | Q(ended_at__isnull=False, payload__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                Coalesce("lease_until", "due_at"), name="sign_in_mail_claim", condition=Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"sign-in mail {self.pk}"

    def words(self) -> Payload:
        """What it says. Raises Tampered where it was altered, moved, or sealed by a key that is gone."""
        return Payload(**json.loads(keyring.unwrap(self.pk, bytes(self.payload or b""))))


def seal(row: uuid.UUID, payload: Payload) -> bytes:
    """The payload as it is stored in that row, and readable in no other."""
    return keyring.wrap(row, json.dumps(asdict(payload)).encode())
