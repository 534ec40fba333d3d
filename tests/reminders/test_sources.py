"""When something is owed, and who may owe what."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminders import sources
from reminders.sources import KINDS, NEWS, Text, due_at_hour, next_hour
from tests.reminders.conftest import Clock
from tests.reminders.room.sources import RoomSource

ONE = uuid.UUID(int=1)


@dataclass(frozen=True)
class Reader:
    zone: str
    mail_hour: int = 18
    pk: uuid.UUID = ONE

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


BERLIN, KIRITIMATI = Reader("Europe/Berlin"), Reader("Pacific/Kiritimati", 9)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("day", "reader", "moment"),
    [
        (date(2027, 3, 27), BERLIN, utc(2027, 3, 27, 17)),
        (date(2027, 3, 28), BERLIN, utc(2027, 3, 28, 16)),  # summer time began that night
        (date(2027, 10, 31), BERLIN, utc(2027, 10, 31, 17)),  # and ended that night
        (date(2027, 3, 28), KIRITIMATI, utc(2027, 3, 27, 19)),
    ],
)
def test_a_day_begins_for_mail_at_the_persons_hour(day: date, reader: Reader, moment: datetime) -> None:
    assert due_at_hour(day, reader) == moment


@pytest.mark.parametrize(
    ("moment", "reader", "hour"),
    [
        (utc(2027, 3, 27, 16, 59), BERLIN, utc(2027, 3, 27, 17)),
        (utc(2027, 3, 27, 17), BERLIN, utc(2027, 3, 27, 17)),
        (utc(2027, 3, 27, 17, 0, 1), BERLIN, utc(2027, 3, 28, 16)),
        (utc(2027, 10, 30, 17), BERLIN, utc(2027, 10, 31, 17)),
        (utc(2027, 12, 31, 20), KIRITIMATI, utc(2028, 1, 1, 19)),
    ],
)
def test_the_next_hour_is_never_before_the_moment(moment: datetime, reader: Reader, hour: datetime) -> None:
    assert next_hour(moment, reader) == hour


def test_news_waits_for_the_hour_so_that_its_time_tells_nothing(at_noon: Clock) -> None:
    early, late = uuid.uuid4(), uuid.uuid4()
    first = sources.news(BERLIN, "opened", early, since=utc(2027, 3, 9, 18))
    second = sources.news(BERLIN, "shared", late, since=utc(2027, 3, 10, 16, 59))
    assert first.due_at == second.due_at == utc(2027, 3, 10, 17)
    assert first.expires_at == first.due_at + timedelta(days=7)


def test_news_know_the_day_of_their_event_where_the_person_lives() -> None:
    moment = utc(2027, 3, 9, 12)
    assert sources.news(BERLIN, "opened", ONE, since=moment).happened_on == date(2027, 3, 9)
    assert sources.news(KIRITIMATI, "opened", ONE, since=moment).happened_on == date(2027, 3, 10)


def test_news_of_a_day_keep_it_and_come_at_the_next_hour(at_noon: Clock) -> None:
    told = sources.news_of_day(BERLIN, "joined", ONE, date(2027, 3, 5))
    assert told.happened_on == date(2027, 3, 5)
    assert (told.due_at, told.expires_at) == (utc(2027, 3, 10, 17), utc(2027, 3, 17, 17))


def test_a_reminder_is_owed_on_its_day() -> None:
    owed = sources.reminder(BERLIN, "talk", uuid.UUID(int=2), date(2027, 3, 10), lasts=timedelta(days=1))
    assert (owed.person_id, owed.kind, owed.occasion) == (BERLIN.pk, "talk", uuid.UUID(int=2))
    assert (owed.due_at, owed.expires_at) == (utc(2027, 3, 10, 17), utc(2027, 3, 11, 17))


def test_the_product_knows_these_kinds_in_this_order() -> None:
    asked = [slug for slug, kind in sorted(KINDS.items(), key=lambda item: item[1].priority) if kind is not NEWS]
    coming = ["checkin-open", "talk", "review", "checkin-coming"]
    assert asked == [*coming, "follow-up", "letter", "look-again", "plan-quiet"]
    assert {slug for slug, kind in KINDS.items() if kind is NEWS} == {
        "opened",
        "shared",
        "offered",
        "in-force",
        "joined",
    }
    assert {kind.priority for kind in KINDS.values() if kind.text is Text.REMINDER} == set(range(1, 8))
    assert [slug for slug, kind in KINDS.items() if kind.most == 1] == ["plan-quiet"]


def test_a_room_registers_once_and_no_two_owe_the_same(room: RoomSource) -> None:
    class Another(RoomSource):
        pass

    sources.register(RoomSource(KINDS))
    assert sources.all_sources() == (room,)
    with pytest.raises(ValueError, match="Two sources owe the kind checkin-coming"):
        sources.register(Another(KINDS))
    assert sources.source_of("talk") is room
    assert sources.source_of("a-walk") is None


def test_every_room_of_the_house_treats_its_kinds_as_the_product_does() -> None:
    for source in sources.all_sources():
        assert {slug: KINDS.get(slug, NEWS) for slug in source.kinds} == dict(source.kinds)
