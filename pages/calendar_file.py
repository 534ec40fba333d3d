"""A day to put into a calendar, as a file that every calendar program reads (RFC 5545)."""

from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

# Who made the file, which the format asks for: it says nothing of this house.
MADE_BY = "-//Calendar//Calendar//EN"


def one_day(day: date, summary: str, *, name: str, revision: int, since: date) -> bytes:
    """A calendar of one whole day, with nothing beside its summary. A file of the same name and a higher revision moves
    that day. `since`: when this was made known; the hour is none of the calendar's business."""
    event = Event()
    event.add("uid", name)
    event.add("dtstamp", datetime.combine(since, time(), UTC))
    event.add("sequence", revision)
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")  # one is not busy on that day
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
