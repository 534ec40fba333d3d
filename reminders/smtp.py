"""SMTP in steps: MAIL and RCPT, then the mail's own leave, then DATA, so that a crash can be told to be before or after
the words went out."""

import contextlib
import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.message import sanitize_address

OK = (250, 251)


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend, with `message.before_data()` called before DATA where a message has it.

    Opened beforehand, it keeps its connection until it is closed.
    """

    asks_before_data = True
    total_seconds: float = 150
    """The longest that one mail may take. `timeout` bounds only one reading, and a server may drip."""

    _is_late = False

    def open(self) -> bool | None:
        opened = super().open()
        if opened and self.connection is not None:
            self.connection.ehlo_or_helo_if_needed()
        return opened

    def _close_connection(self, connection: smtplib.SMTP) -> None:
        try:
            super()._close_connection(connection)  # type: ignore[misc]  # the stubs leave it out
        except OSError:  # what was sent is sent, however the goodbye goes
            connection.close()

    def _send(self, email_message: EmailMessage) -> bool:
        recipients = email_message.recipients()
        if not recipients:
            return False
        encoding = email_message.encoding or settings.DEFAULT_CHARSET
        sender = sanitize_address(email_message.from_email, encoding)
        message: Any = email_message.message()
        words: bytes = message.as_bytes(linesep="\r\n")
        try:
            with self._deadline():
                self._mail(sender)
                self._rcpt([sanitize_address(address, encoding) for address in recipients])
                if hasattr(email_message, "before_data"):
                    email_message.before_data()
                self._data(words)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, TimeoutError):
            self._drop()
            raise
        except smtplib.SMTPException:
            self._reset()
            raise
        except OSError:
            self._drop()
            raise
        except BaseException:
            self._reset()
            raise
        return True

    def _mail(self, sender: str) -> None:
        try:
            code, reply = self._live.mail(sender)
        except smtplib.SMTPServerDisconnected:
            if self._is_late:
                raise
            # A kept-open connection that the server has ended meanwhile: nothing was said on it yet.
            self._drop()
            self.open()
            code, reply = self._live.mail(sender)
        if code != OK[0]:
            raise smtplib.SMTPSenderRefused(code, reply, sender)

    def _rcpt(self, recipients: list[str]) -> None:
        for recipient in recipients:
            code, reply = self._live.rcpt(recipient)
            if code not in OK:
                raise smtplib.SMTPRecipientsRefused({recipient: (code, reply)})

    def _data(self, words: bytes) -> None:
        code, reply = self._live.data(words)
        if code != OK[0]:
            raise smtplib.SMTPDataError(code, reply)

    @property
    def _live(self) -> smtplib.SMTP:
        if self.connection is None:
            raise smtplib.SMTPServerDisconnected("There is no connection.")
        connection: smtplib.SMTP = self.connection
        return connection

    @contextlib.contextmanager
    def _deadline(self) -> Iterator[None]:
        self._is_late = False
        timer = threading.Timer(self.total_seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self._is_late = True
        sock: Any = getattr(self.connection, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _reset(self) -> None:
        """Ends this mail without ending the connection; ends that too where the server does not follow."""
        try:
            self._live.rset()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
