"""An activity of the plan as a piece to write."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext

from couples.us import Us
from people.models import Person
from sealed.folding import ERASED, OpenedQuestion, Words, in_person, value_of
from sealed.forms import initial_of
from sealed.piece import Line, Pair, Piece

from .forms import ActivityForm
from .models import ROOM
from .plan import catalogue
from .plan.activities import CHOICE, SCALE, Activity, NoSuchActivity, Question
from .plan.kinds import kind_of


class PlanPiece(Piece):
    """What a person writes for an activity, worded for their track."""

    room = ROOM
    may_be_shared: ClassVar[bool] = False
    """Whether what one wrote for oneself may be shared, by a step of its own."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self.key, self.title, self.minutes = activity.id, activity.title, activity.minutes
        self.questions = tuple(part for question in activity.questions for part in question.parts)

    @property
    def screens(self) -> tuple[tuple[str, ...], ...]:
        return tuple(question.parts for question in self.activity.questions)

    def ready_made(self, question: str) -> str:
        return self._asked[question].ready_made if question in self._asked else ""

    def address(self, page: str = "") -> str:
        return reverse(f"recovery:{page or 'piece'}", args=[self.activity.id])

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> ActivityForm:
        form = ActivityForm(
            data,
            activity=self.activity,
            visibility=self.visibility_for(us),
            track=us.person.track,
            initial=initial_of(words, revision),
            partner_name=us.other_name,
        )
        form.may_be_shared = self.may_be_shared
        return form

    def visibility_for(self, us: Us) -> str:
        """Who will see what is written, with the button of its page pressed."""
        return self.visibility

    def prompts(self, person: Person) -> Mapping[str, str]:
        return dict(self._prompts(person))

    def _prompts(self, person: Person) -> Iterator[tuple[str, str]]:
        for question in self.activity.questions:
            prompt = question.prompt(person.track)
            yield question.id, prompt
            if question.kind == SCALE:
                yield question.sentence_id, gettext("{question}: {words}").format(question=prompt, words=question.words)

    def say(self, person: Person, question: str, value: Any) -> str:
        asked = self._asked.get(question)
        if asked is None or value in (None, "", ERASED):
            return super().say(person, question, value)
        if asked.kind == SCALE:
            return gettext("{number} of 10").format(number=value)
        return asked.label_of(value) if asked.kind == CHOICE else super().say(person, question, value)

    @cached_property
    def _asked(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.activity.questions}

    def readable(self, person: Person, words: Words) -> list[Line]:
        """A number and its sentence are one answer to read."""
        lines = []
        for question in self.activity.questions:
            said = [self.say(person, part, value_of(words, part)) for part in reversed(question.parts)]
            value = "\n".join(filter(None, said))
            said_aloud = in_person(words, question.id)
            lines.append(Line(question.prompt(person.track), value, said_aloud, self.screen_of(question.id)))
        return lines

    def readable_pairs(self, person: Person, opened: Iterable[OpenedQuestion]) -> list[Pair]:
        """A number stands behind its sentence."""
        pairs = {each.question: self._pair(person, each) for each in opened}
        found = []
        for question in self.activity.questions:
            pair, numbers = pairs.get(question.parts[0]), None
            if question.kind == SCALE:
                numbers = pairs.get(question.id)
                if pair is None and numbers is not None:
                    pair = replace(numbers, mine="", theirs="")
            if pair is not None:
                prompt = question.prompt(person.track)
                found.append(replace(pair, prompt=prompt, numbers=numbers, question=question.id))
        return found

    def _pair(self, person: Person, opened: OpenedQuestion) -> Pair:
        mine, theirs = (self.say(person, opened.question, value) for value in (opened.mine, opened.theirs))
        return Pair("", opened.folded, mine, theirs)

    def context(self, us: Us) -> dict[str, Any]:
        return {
            "activity": self.activity,
            "reading": catalogue.reading_html(self.activity, us.person.track),
            "removal_url": self.address("removal"),
        }


def piece_of(activity: Activity) -> Piece:
    """What is written for an activity, as its kind has it. Raises LookupError where nothing is."""
    return kind_of(activity).piece(activity)


def find_pieces(_person: Person, keys: Collection[str]) -> dict[str, Piece]:
    """What is written for those activities that the plan still has."""
    found = {}
    for key in keys:
        with suppress(NoSuchActivity, LookupError):
            found[key] = piece_of(catalogue.activity(key))
    return found
