"""The SMTP backend by itself, with a real server."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage

from reminders.mails import Mail
from reminders.smtp import EmailBackend
from tests.machines.mail import Sink
from tests.reminders.servers import RefusesAddresses


def letter(kind: type[EmailMessage] = EmailMessage) -> EmailMessage:
    return kind("Your reminder", "Words.\n.\nAfter a lone dot.", "post@twofold.example", ["alice@example.org"])


@pytest.fixture
def backend(sink: Sink) -> Iterator[EmailBackend]:
    made = EmailBackend()
    yield made
    made.close()


def test_a_mail_without_a_leave_is_sent_as_any_backend_would(backend: EmailBackend, sink: Sink) -> None:
    assert backend.send_messages([letter()]) == 1
    (mail,) = sink.received
    assert (mail.sender, mail.recipients) == ("post@twofold.example", ("alice@example.org",))
    assert mail.message.get_content().splitlines() == ["Words.", ".", "After a lone dot."]
    assert backend.connection is None


def test_opened_beforehand_it_stays_open(backend: EmailBackend, sink: Sink) -> None:
    backend.open()
    kept = backend.connection
    assert backend.send_messages([letter(), letter()]) == 2
    assert backend.connection is kept
    assert len(sink.received) == 2


def test_leave_is_asked_after_the_address_and_before_the_words(backend: EmailBackend, sink: Sink) -> None:
    mail, asked = letter(Mail), list[int]()
    assert isinstance(mail, Mail)
    mail.leave = lambda: asked.append(len(sink.received))
    backend.send_messages([mail])
    assert (asked, len(sink.received)) == ([0], 1)


def test_leave_that_is_not_given_ends_the_mail_and_keeps_the_connection(backend: EmailBackend, sink: Sink) -> None:
    class NotNow(Exception):
        pass

    def refuse() -> None:
        raise NotNow

    mail = letter(Mail)
    assert isinstance(mail, Mail)
    mail.leave = refuse
    backend.open()
    kept = backend.connection
    with pytest.raises(NotNow):
        backend.send_messages([mail])
    assert sink.received == []
    assert backend.send_messages([letter()]) == 1
    assert backend.connection is kept


def test_leave_is_not_asked_where_the_address_is_refused() -> None:
    server = RefusesAddresses()
    server.start()
    asked = list[bool]()
    mail = letter(Mail)
    assert isinstance(mail, Mail)
    mail.leave = lambda: asked.append(True)
    backend = EmailBackend(host=server.host, port=server.port)
    with pytest.raises(OSError, match="nobody of that name"):
        backend.send_messages([mail])
    server.stop()
    assert asked == []


def test_a_connection_that_ended_meanwhile_is_opened_again(backend: EmailBackend, sink: Sink) -> None:
    backend.open()
    assert backend.connection is not None
    assert backend.connection.sock is not None
    backend.connection.sock.shutdown(socket.SHUT_RDWR)
    assert backend.send_messages([letter()]) == 1
    assert len(sink.received) == 1


@pytest.mark.parametrize("byte", [b"2", b""], ids=["drips", "is silent"])
def test_a_server_that_never_ends_its_answer_is_cut_off(byte: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes well within the timeout for one reading. Once cut off, it is not called again for this mail."""
    monkeypatch.setattr(EmailBackend, "total_seconds", 0.4)
    over = threading.Event()
    answered_to_the_end = []

    def drip(listening: socket.socket) -> None:
        client, _ = listening.accept()
        with client, contextlib.suppress(OSError):
            client.sendall(b"220 here\r\n")
            client.recv(1000)
            client.sendall(b"250 hello\r\n")
            for _ in range(600):
                if over.wait(0.05):
                    return
                client.sendall(byte)
            answered_to_the_end.append(client)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=drip, args=[listening])
        server.start()
        backend = EmailBackend(host="127.0.0.1", port=listening.getsockname()[1], timeout=20)
        with pytest.raises(OSError):  # noqa: PT011 - whichever the socket gives
            backend.send_messages([letter()])
        over.set()
        server.join()
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert answered_to_the_end == []
