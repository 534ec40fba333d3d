"""Mail for a local run: each one becomes a file in the data folder, to be read at /mailbox/."""

import email
import os
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage as ParsedMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

import clock

NAME = re.compile(r"[0-9]{20}-[0-9a-f]{12}")


class EmailBackend(BaseEmailBackend):
    """Files mails, each under its final name only when it is whole."""

    asks_before_data = True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _file(message)
        return len(email_messages)


@dataclass(frozen=True)
class Letter:
    """One filed mail, as its reader sees it."""

    id: str
    subject: str
    to: str
    date: str
    body: str


def folder() -> Path:
    return Path(settings.TWOFOLD_DATA) / "mail"


def letters() -> list[Letter]:
    """Every filed mail, the newest first."""
    return [_read(place) for place in sorted(folder().glob("*.eml"), reverse=True) if NAME.fullmatch(place.stem)]


def letter(name: str) -> Letter | None:
    """The filed mail of that name, if there is one."""
    place = folder() / f"{name}.eml"
    return _read(place) if NAME.fullmatch(name) and place.exists() else None


def _file(message: EmailMessage) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%d%H%M%S%f}-{uuid.uuid4().hex[:12]}"
    partial = folder() / f".{name}.part"
    try:
        # Sign-in codes are among these: readable by the owner only.
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(message.message().as_bytes())
        if hasattr(message, "before_data"):
            message.before_data()
        partial.rename(folder() / f"{name}.eml")
    finally:
        partial.unlink(missing_ok=True)


def _read(place: Path) -> Letter:
    message = email.message_from_bytes(place.read_bytes(), policy=policy.default)
    assert isinstance(message, ParsedMessage)
    body = message.get_body(("plain", "html"))
    return Letter(
        id=place.stem,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        date=str(message["Date"] or ""),
        body=str(body.get_content()) if body else "",
    )
