"""One mail to one mail server: what it says, and what that means for the row."""

import socket
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

import clock
from people.models import Person
from reminders import actions, mails
from reminders.models import Reminder, State
from reminders.smtp import EmailBackend
from tests.machines.mail import Sink
from tests.reminders import servers
from tests.reminders.conftest import Clock, Due, standing, use
from tests.reminders.room.sources import RoomSource

ServerOf = Callable[[type[Sink]], Sink]


@pytest.fixture
def server_of(settings: Settings) -> Iterator[ServerOf]:
    """Starts a mail server of that kind and sends through it from now on."""
    running: list[Sink] = []

    def start(kind: type[Sink]) -> Sink:
        server = kind()
        server.start()
        running.append(server)
        use(server, settings)
        return server

    yield start
    for server in running:
        server.stop()


def message_ids(sink: Sink) -> list[str]:
    return [str(mail.message["Message-ID"]) for mail in sink.received]


def test_what_is_accepted_is_sent_to_one_recipient(due: Due, reader: Person, sink: Sink) -> None:
    row = due(reader)
    assert actions.tick() == {"sent": 1}
    (mail,) = sink.received
    assert mail.recipients == (reader.email,)
    row.refresh_from_db()
    assert (row.state, row.reason, row.copies, row.lease, row.lease_until) == (State.SENT, "", 1, None, None)
    assert row.handed_over_at
    assert row.ended_at
    assert row.handed_over_at <= row.ended_at
    assert actions.tick() == {}
    assert len(sink.received) == 1


def test_the_mark_stands_before_the_words_go_out(due: Due, reader: Person, sink: Sink) -> None:
    row, seen = due(reader), list[str]()
    backend = EmailBackend
    data = backend._data

    def look(self: EmailBackend, words: bytes) -> None:
        seen.append(standing(row)[0])
        assert sink.received == []
        data(self, words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend, "_data", look)
        actions.tick()
    assert seen == [State.HANDED_OVER]
    assert standing(row) == (State.SENT, "")


def test_not_now_is_tried_again_by_the_table_until_it_is_too_late(
    due: Due, reader: Person, sink: Sink, at_noon: Clock
) -> None:
    sink.answer = lambda _mail: "451 later"
    row = due(reader, expires_at=clock.now() + timedelta(days=2))
    waited = []
    for _ in range(9):
        before = clock.now()
        assert actions.tick() == {"refused for now": 1}
        assert actions.tick() == {}
        assert standing(row) == (State.DUE, "smtp-451")
        assert (row.copies, row.handed_over_at) == (0, None)
        waited.append(round((row.due_at - before).total_seconds() / 60))
        at_noon.set(row.due_at)
    assert waited == [1, 5, 15, 60, 180, 360, 720, 720, 720]
    assert row.attempts == 9
    assert actions.tick() == {"failed": 1}
    assert standing(row) == (State.FAILED, "smtp-451")
    assert sink.received == []


def test_after_a_not_now_it_goes_out_once(due: Due, reader: Person, sink: Sink, at_noon: Clock) -> None:
    replies = iter(["452 full", "250 kept"])
    sink.answer = lambda _mail: next(replies)
    row = due(reader)
    actions.tick()
    at_noon.on(seconds=61)
    assert actions.tick() == {"sent": 1}
    assert standing(row) == (State.SENT, "")
    assert len(sink.received) == 1


def test_a_no_at_the_address_is_the_end(due: Due, reader: Person, bob: Person, server_of: ServerOf) -> None:
    server_of(servers.RefusesAddresses)
    row = due(reader)
    assert actions.tick() == {"failed": 1}
    assert standing(row) == (State.FAILED, "smtp-550")
    assert row.copies == 0


def test_a_not_now_at_the_address_is_tried_again(due: Due, reader: Person, server_of: ServerOf) -> None:
    server = server_of(servers.RefusesAddresses)
    assert isinstance(server, servers.RefusesAddresses)
    server.reply = "450 greylisted"
    row = due(reader)
    assert actions.tick() == {"refused for now": 1}
    assert standing(row) == (State.DUE, "smtp-450")
    assert row.attempts == 1


def test_a_no_after_the_words_is_the_end_and_no_copy_is_out(due: Due, reader: Person, sink: Sink) -> None:
    sink.answer = lambda _mail: "554 no"
    row = due(reader)
    assert actions.tick() == {"failed": 1}
    assert standing(row) == (State.FAILED, "smtp-554")
    assert (row.copies, row.handed_over_at) == (0, None)


def test_without_a_mail_server_no_attempt_is_used(
    due: Due, reader: Person, bob: Person, sink: Sink, settings: Settings
) -> None:
    actions.subscribe(bob)
    rows = [due(reader), due(bob)]
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.EMAIL_PORT = free.getsockname()[1]
    for _ in range(8):
        assert actions.tick() == {"no relay": 1}
    for row in rows:
        due_at = row.due_at
        assert standing(row) == (State.DUE, "")
        assert (row.attempts, row.claims, row.due_at, row.copies) == (0, 0, due_at, 0)
    use(sink, settings)
    assert actions.tick() == {"sent": 2}


@pytest.mark.parametrize("reply", ["421 closing", "421 4.7.0 too many"])
def test_a_server_that_closes_is_no_fault_of_the_mail(due: Due, reader: Person, sink: Sink, reply: str) -> None:
    sink.answer = lambda _mail: reply
    row = due(reader)
    assert actions.tick() == {"no relay": 1}
    assert standing(row) == (State.DUE, "")
    assert (row.attempts, row.copies) == (0, 0)


def test_a_server_that_refuses_our_own_address_is_no_fault_of_the_mail(
    due: Due, reader: Person, server_of: ServerOf
) -> None:
    server_of(servers.RefusesSenders)
    row = due(reader)
    assert actions.tick() == {"no relay": 1}
    assert standing(row) == (State.DUE, "")


def test_a_connection_that_breaks_before_the_mark_is_tried_again(due: Due, reader: Person, server_of: ServerOf) -> None:
    server_of(servers.HangsUpAtAddresses)
    row = due(reader)
    assert actions.tick() == {"refused for now": 1}
    assert standing(row) == (State.DUE, "broken-off")
    assert row.copies == 0


def test_one_that_breaks_after_it_is_sent_once_more_and_never_again(
    due: Due, reader: Person, server_of: ServerOf, at_noon: Clock
) -> None:
    server = server_of(servers.HangsUpAfterAccepting)
    row = due(reader)
    assert actions.tick() == {"ambiguous": 1}
    assert standing(row) == (State.HANDED_OVER, "")
    at_noon.on(minutes=14, seconds=50)
    assert actions.tick() == {}
    at_noon.on(seconds=11)
    assert actions.tick() == {"unknown": 1}
    assert standing(row) == (State.UNKNOWN, "ambiguous-twice")
    at_noon.on(days=1)
    assert actions.tick() == {}
    assert len(server.received) == 2
    assert len(set(message_ids(server))) == 1


def test_a_silent_server_holds_a_sender_only_so_long(
    due: Due, reader: Person, server_of: ServerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_of(servers.FallsSilent)
    monkeypatch.setattr(EmailBackend, "total_seconds", 0.3)
    row = due(reader)
    assert actions.tick() == {"ambiguous": 1}
    assert standing(row) == (State.HANDED_OVER, "")


def test_what_cannot_be_rendered_fails_at_once_and_the_others_go_on(
    due: Due, reader: Person, bob: Person, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.subscribe(bob)
    broken, fine = due(reader, due_at=clock.now() - timedelta(hours=1)), due(bob)
    whole = mails.render

    def render(reminder: Reminder) -> mails.Mail:
        if reminder == broken:
            raise KeyError("a word of somebody")
        return whole(reminder)

    monkeypatch.setattr(mails, "render", render)
    assert actions.tick() == {"failed": 1, "sent": 1}
    assert standing(broken) == (State.FAILED, "render")
    assert standing(fine) == (State.SENT, "")


def test_a_room_that_fails_to_answer_stops_only_its_own_row(
    due: Due, room: RoomSource, reader: Person, bob: Person, sink: Sink, at_noon: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.subscribe(bob)
    broken, fine = due(reader, due_at=clock.now() - timedelta(hours=1)), due(bob)

    def refusal(person_id: uuid.UUID, kind: str, occasion: uuid.UUID) -> str:
        if occasion == broken.occasion:
            raise KeyError("a word of somebody")
        return ""

    monkeypatch.setattr(room, "refusal", refusal)
    assert actions.tick() == {"broken": 1, "sent": 1}
    assert standing(fine) == (State.SENT, "")
    for _ in range(4):
        at_noon.on(seconds=301)
        assert actions.tick() == {"broken": 1}
    at_noon.on(seconds=301)
    assert actions.tick() == {"failed": 1}
    assert standing(broken) == (State.FAILED, "no-outcome")


def test_a_backend_that_does_not_ask_is_marked_before_it_begins(
    due: Due, reader: Person, mailoutbox: list[object]
) -> None:
    row = due(reader)
    assert actions.tick() == {"sent": 1}
    assert len(mailoutbox) == 1
    assert standing(row) == (State.SENT, "")
    assert row.copies == 1


def test_the_log_names_nobody(
    due: Due, reader: Person, sink: Sink, server_of: ServerOf, caplog: pytest.LogCaptureFixture
) -> None:
    due(reader)
    server_of(servers.RefusesSenders)
    actions.tick()
    server_of(servers.HangsUpAfterAccepting)
    actions.tick()
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("reminders"))
    assert "SMTPSenderRefused 550" in said
    assert "SMTPServerDisconnected" in said
    assert reader.email not in said
