"""What happens while a mail is on its way: it is asked once more before the words go out."""

from collections.abc import Callable

import pytest

from people.models import Person
from reminders import actions
from reminders.actions.claiming import claim
from reminders.models import Reminder, State
from reminders.smtp import EmailBackend
from tests.machines.mail import Sink
from tests.reminders.conftest import Clock, Due, standing
from tests.reminders.room.sources import RoomSource


@pytest.fixture
def between_the_address_and_the_words(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    def happens(what: Callable[[], None]) -> None:
        rcpt = EmailBackend._rcpt

        def then(self: EmailBackend, recipients: list[str]) -> None:
            rcpt(self, recipients)
            what()

        monkeypatch.setattr(EmailBackend, "_rcpt", then)

    return happens


Happens = Callable[[Callable[[], None]], None]


def test_who_unsubscribes_while_it_is_being_sent_gets_nothing(
    due: Due, reader: Person, sink: Sink, between_the_address_and_the_words: Happens
) -> None:
    row = due(reader)
    between_the_address_and_the_words(lambda: actions.unsubscribe(reader))
    assert actions.tick() == {"lease lost": 1}
    assert standing(row) == (State.SKIPPED, "unsubscribed")
    assert sink.received == []


def test_what_is_dropped_while_it_is_being_sent_does_not_go_out(
    due: Due, reader: Person, sink: Sink, between_the_address_and_the_words: Happens
) -> None:
    row = due(reader)
    between_the_address_and_the_words(lambda: actions.drop_due(reader.pk, "closed"))
    assert actions.tick() == {"lease lost": 1}
    assert standing(row) == (State.SKIPPED, "closed")
    assert sink.received == []


def test_a_sender_whose_lease_ran_out_sends_nothing(
    due: Due, reader: Person, sink: Sink, at_noon: Clock, between_the_address_and_the_words: Happens
) -> None:
    row, others = due(reader), list[Reminder | None]()

    def too_slow() -> None:
        at_noon.on(seconds=301)
        others.append(claim())

    between_the_address_and_the_words(too_slow)
    assert actions.tick() == {"lease lost": 1}
    assert sink.received == []
    assert others == [row]
    assert standing(row) == (State.LEASED, "")


def test_what_is_done_while_it_is_being_sent_is_not_asked_for(
    due: Due, room: RoomSource, reader: Person, sink: Sink, between_the_address_and_the_words: Happens
) -> None:
    row = due(reader)
    between_the_address_and_the_words(lambda: room.refuse(row.occasion, "already-done"))
    assert actions.tick() == {"skipped": 1}
    assert standing(row) == (State.SKIPPED, "already-done")
    assert sink.received == []
