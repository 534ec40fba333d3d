"""A sender that dies at any point of a delivery: nothing is lost, and nothing goes out three times."""

import pytest
from pytest_django import Settings

from people.models import Person
from reminders import actions
from reminders.models import State
from tests.machines.mail import Sink
from tests.reminders import servers
from tests.reminders.conftest import Clock, Due, standing


def message_ids(sink: Sink) -> list[str]:
    return [str(mail.message["Message-ID"]) for mail in sink.received]


def dies(backend: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"tests.reminders.servers.{backend}"
    with pytest.raises(servers.Killed):
        actions.tick()
    settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"


def test_a_sender_that_dies_before_the_mark_sent_nothing_and_is_followed_by_another(
    due: Due, reader: Person, sink: Sink, settings: Settings, at_noon: Clock
) -> None:
    row = due(reader)
    dies("DiesBeforeTheMark", settings)
    assert standing(row) == (State.LEASED, "")
    assert actions.tick() == {}
    at_noon.on(seconds=301)
    assert actions.tick() == {"sent": 1}
    assert len(sink.received) == 1


def test_one_that_dies_between_the_mark_and_the_words_is_followed_after_fifteen_minutes(
    due: Due, reader: Person, sink: Sink, settings: Settings, at_noon: Clock
) -> None:
    row = due(reader)
    dies("DiesBeforeData", settings)
    assert standing(row) == (State.HANDED_OVER, "")
    at_noon.on(minutes=10)
    assert actions.tick() == {}
    at_noon.on(minutes=6)
    assert actions.tick() == {"sent": 1}
    assert len(sink.received) == 1
    assert row.pk


def test_one_that_dies_after_the_words_leaves_two_copies_of_one_name_and_never_three(
    due: Due, reader: Person, sink: Sink, settings: Settings, at_noon: Clock
) -> None:
    row = due(reader)
    dies("DiesAfterSending", settings)
    assert standing(row) == (State.HANDED_OVER, "")
    at_noon.on(minutes=16)
    dies("DiesAfterSending", settings)
    at_noon.on(minutes=16)
    assert actions.tick() == {"unknown": 1}
    assert standing(row) == (State.UNKNOWN, "ambiguous-twice")
    assert len(sink.received) == 2
    assert len(set(message_ids(sink))) == 1


def test_a_row_that_kills_its_sender_five_times_is_set_apart(
    due: Due, reader: Person, bob: Person, sink: Sink, settings: Settings, at_noon: Clock
) -> None:
    row = due(reader)
    for _ in range(5):
        dies("DiesBeforeTheMark", settings)
        at_noon.on(seconds=301)
    actions.subscribe(bob)
    due(bob)
    assert actions.tick() == {"failed": 1, "sent": 1}
    assert standing(row) == (State.FAILED, "no-outcome")


def test_a_no_to_the_second_copy_leaves_the_first_in_doubt(
    due: Due, reader: Person, sink: Sink, settings: Settings, at_noon: Clock
) -> None:
    row = due(reader)
    dies("DiesAfterSending", settings)
    at_noon.on(minutes=16)
    sink.answer = lambda _mail: "550 no"
    assert actions.tick() == {"unknown": 1}
    assert standing(row) == (State.UNKNOWN, "smtp-550")
    assert row.copies == 1
