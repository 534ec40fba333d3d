"""Mail servers with a fault each, and a sender that dies."""

import asyncio
from collections.abc import Sequence

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail import EmailMessage

from reminders.smtp import EmailBackend
from tests.machines.mail import Sink


def hang_up(server: SMTP) -> None:
    """Breaks the connection without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class RefusesAddresses(Sink):
    """Says no at RCPT."""

    reply = "550 nobody of that name"

    # The names of the hooks are aiosmtpd's.
    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.reply


class RefusesSenders(Sink):
    """Says no at MAIL."""

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        return "550 5.7.1 not from you"


class HangsUpAtAddresses(Sink):
    """Breaks the connection at RCPT."""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        hang_up(server)
        return "250 too late"


class HangsUpAfterAccepting(Sink):
    """Accepts the mail and breaks the connection before it says so."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        reply = await super().handle_DATA(server, session, envelope)
        hang_up(server)
        return reply


class FallsSilent(Sink):
    """Never answers after the words."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


class Killed(BaseException):
    """What stands for kill -9: nothing in the code catches it."""


class DiesAfterSending(EmailBackend):
    """The sender is killed once the server has said 250 and before that is written down."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        super().send_messages(email_messages)
        raise Killed


class DiesBeforeData(EmailBackend):
    """The sender is killed after RCPT and the mark, before a word goes out."""

    def _data(self, words: bytes) -> None:
        raise Killed


class DiesBeforeTheMark(EmailBackend):
    """The sender is killed after RCPT, before the mark."""

    def _rcpt(self, recipients: list[str]) -> None:
        super()._rcpt(recipients)
        raise Killed
