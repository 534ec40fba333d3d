"""A real mail server that keeps what it is given, so that a test can wait for mail instead of sleeping."""

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Received:
    """One mail as it came in: to whom, and the parsed message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes


class Sink:
    """The mail server. `received` holds what came in; `answer` may refuse: it gets a mail and gives the reply line."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answer: Callable[[Received], str] = lambda _mail: "250 kept"
        self.came = threading.Condition()
        self.controller: OpenPort | None = OpenPort(self, port=0)
        self.host = "127.0.0.1"
        self.port = self.controller.port
        self.controller.start()

    # The name is aiosmtpd's.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        mail = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, raw)
        reply = self.answer(mail)
        if reply.startswith("2"):
            with self.came:
                self.received.append(mail)
                self.came.notify_all()
        return reply

    def wait_for(self, count: int = 1, *, to: str | None = None, timeout: float = 30) -> list[Received]:
        """The mails so far (those to one address, if asked), as soon as there are `count`; fails after the timeout."""
        with self.came:
            if not self.came.wait_for(lambda: len(self.to(to)) >= count, timeout):
                raise AssertionError(f"{len(self.to(to))} of {count} mails came within {timeout} s.")
            return self.to(to)

    def to(self, address: str | None) -> list[Received]:
        return [mail for mail in self.received if address is None or address in mail.recipients]

    def start(self) -> None:
        """Comes back on the same port after a `stop()`."""
        if self.controller is None:
            self.controller = OpenPort(self, port=self.port)
            self.controller.start()

    def stop(self) -> None:
        """Goes away, as a mail server does at night; what it has received is kept."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None


class OpenPort(Controller):
    """A controller on a port that is already ours when its number becomes known."""

    def __init__(self, sink: Sink, *, port: int) -> None:
        self.taken = socket.create_server(("127.0.0.1", port))
        super().__init__(sink, hostname="127.0.0.1", port=self.taken.getsockname()[1])

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        loop: asyncio.AbstractEventLoop = self.loop
        return loop.create_server(self._factory_invoker, sock=self.taken)
