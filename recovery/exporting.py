"""What the plan hands over for an export. Only through the doors, and `sealed.opened` for what is the other's."""

from collections.abc import Iterator

from couples.export.shape import Entry, Room, Section, iso
from couples.us import Us
from pages.visibility import ONLY_YOU
from people.models import Person
from sealed.exporting import opened_pair, own_words

from . import catalogue
from .models import Answer, Done, LookAgain, Reveal
from .models import Entry as Written
from .pieces import piece_of


def export(us: Us) -> Room:
    sections = (
        Section("What you wrote", tuple(_own(us.person))),
        Section("What has opened to both of you", tuple(_opened(us))),
        Section("Done for now", tuple(_done(us.person))),
        Section("Your look-again days", tuple(_look_again(us.person))),
    )
    return Room("recovery", "Plan", sections)


def _own(person: Person) -> Iterator[Entry]:
    for model in (Written, Answer):
        for row in model.objects.visible_to(person).select_related("person__key").order_by("activity", "pk"):
            day = iso(row.changed_on) if isinstance(row, Written) else ""
            yield from own_words(row, _title(row.activity), _prompts(row.activity, person), _readable, day)


def _opened(us: Us) -> Iterator[Entry]:
    for reveal in Reveal.objects.visible_to(us.person).order_by("opens_at", "activity"):
        try:
            piece = piece_of(catalogue.activity(reveal.activity))
        except catalogue.NoSuchActivity:
            continue
        prompts = _prompts(reveal.activity, us.person)
        yield from opened_pair(us, piece, _title(reveal.activity), prompts, _readable)


def _done(person: Person) -> Iterator[Entry]:
    for done in Done.objects.visible_to(person).order_by("day", "activity"):
        yield Entry(_title(done.activity), iso(done.day), ONLY_YOU)


def _look_again(person: Person) -> Iterator[Entry]:
    for again in LookAgain.objects.visible_to(person).order_by("day", "activity"):
        yield Entry(_title(again.activity), iso(again.day), ONLY_YOU)


def _title(activity_id: str) -> str:
    """Of a piece that the plan no longer has, its id."""
    try:
        return catalogue.activity(activity_id).title
    except catalogue.NoSuchActivity:
        return activity_id


def _prompts(activity_id: str, person: Person) -> dict[str, str]:
    try:
        questions = catalogue.activity(activity_id).questions
    except catalogue.NoSuchActivity:
        return {}
    return {question.id: question.prompt(person.track) for question in questions}


def _readable(_question: str, value: object) -> str:
    return "" if value is None else str(value)
