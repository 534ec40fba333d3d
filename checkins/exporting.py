"""What the check-ins hand over for an export. Only through the doors, and `sealed.opened` for what is the other's."""

from collections.abc import Iterator, Mapping
from typing import Any

from couples.export.shape import Entry, Room, Said, Section, in_words, iso
from couples.us import Us
from pages.visibility import ONLY_YOU, SHARED
from sealed.exporting import opened_pair, own_words

from . import questions
from .models import Answer, CheckIn, Draft, LookAgain, Reveal
from .pieces import piece_of
from .reading import clause_texts, rhythm_of


def export(us: Us) -> Room:
    sections = (
        Section("Your rhythm", tuple(_rhythm(us))),
        Section("What you wrote", tuple(_own(us))),
        Section("What has opened to both of you", tuple(_opened(us))),
        Section("Your look-again days", tuple(_look_again(us))),
    )
    return Room("checkins", "Check-ins", sections)


def _rhythm(us: Us) -> Iterator[Entry]:
    rhythm = rhythm_of(us) if us.couple else None
    if rhythm is not None:
        often = "Every month" if rhythm.months == 1 else "Every three months"
        said = (Said("How often", often), Said("Counted from", iso(rhythm.anchor)))
        yield Entry("When you sit down", iso(rhythm.changed_on), SHARED, said)
    for check_in in CheckIn.objects.visible_to(us.person).order_by("day", "pk"):
        yield Entry("A check-in", iso(check_in.day), SHARED, note="Closed" if check_in.closed_on else "")


def _own(us: Us) -> Iterator[Entry]:
    for model in (Draft, Answer):
        rows = model.objects.visible_to(us.person).select_related("person__key", "check_in")
        for row in rows.order_by("check_in__day", "pk"):
            yield from own_words(row, "Check-in", questions.PROMPTS, _readable(us), iso(row.check_in.day))


def _opened(us: Us) -> Iterator[Entry]:
    for reveal in Reveal.objects.visible_to(us.person).select_related("check_in").order_by("opens_at", "pk"):
        title = f"Check-in of {in_words(reveal.check_in.day)}"
        yield from opened_pair(us, piece_of(reveal.check_in), title, questions.PROMPTS, _readable(us))


def _look_again(us: Us) -> Iterator[Entry]:
    for again in LookAgain.objects.visible_to(us.person).select_related("check_in").order_by("day", "pk"):
        yield Entry(f"Check-in of {in_words(again.check_in.day)}", iso(again.day), ONLY_YOU)


def _readable(us: Us) -> Any:
    def readable(question: str, value: Any) -> str:
        named: Mapping[str, str] = {}
        if question == questions.LINES and isinstance(value, Mapping):
            named = clause_texts(us.person, set(value.get("clauses", ())))
        return questions.readable(question, value, named)

    return readable
