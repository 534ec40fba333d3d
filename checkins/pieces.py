"""A check-in as a sealed piece: it opens at ten on the morning after both are in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreement.reading import clauses_in_force
from couples.leaves import Leaf
from couples.models import Couple
from couples.us import Us
from pages.days import day_and_month
from people.models import Person
from recovery.reading import after_first_opening
from sealed.folding import OpenedQuestion, Words
from sealed.piece import Line, Pair, Piece
from sealed.times import Opens

from . import actions, questions, reading
from .forms import CheckInForm, initial_of
from .models import ROOM, CheckIn

BACK = ("/check-ins/", _("Check-ins"))


class CheckInPiece(Piece):
    room = ROOM
    screens = questions.SCREENS
    questions = questions.QUESTIONS
    minutes = 5
    opens = Opens.NEXT_MORNING
    back = BACK
    writing_template = "checkins/writing.html"
    answer_template = "checkins/answer.html"
    sealed_template = "checkins/sealed.html"
    opened_template = "checkins/opened.html"

    def __init__(self, check_in: CheckIn) -> None:
        self.check_in = check_in
        self.key = str(check_in.pk)
        self.title = gettext("Your check-in of {day}").format(day=day_and_month(check_in.day))

    @property
    def named(self) -> str:
        return f"{self.title}."

    def address(self, page: str = "") -> str:
        return reverse(f"checkins:{page or 'piece'}", args=[self.check_in.pk])

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> CheckInForm:
        return CheckInForm(
            data,
            clauses=clauses_in_force(us),
            to_seal=to_seal,
            partner_name=us.other_name,
            initial=initial_of(words, revision),
        )

    def prompts(self, person: Person) -> Mapping[str, str]:
        return {question: str(prompt) for question, prompt in questions.PROMPTS.items()}

    def say(self, person: Person, question: str, value: Any) -> str:
        named = questions.clauses_in(value) if question == questions.LINES else set()
        return questions.readable(question, value, reading.clause_texts(person, named))

    def readable(self, person: Person, words: Words) -> list[Line]:
        return questions.lines(words, reading.clause_texts(person, questions.named_clauses(words)))

    def readable_pairs(self, person: Person, opened: Iterable[OpenedQuestion]) -> list[Pair]:
        return questions.pairs(opened, lambda ids: reading.clause_texts(person, ids))

    def opened_context(self, us: Us, opened: Iterable[OpenedQuestion]) -> dict[str, Any]:
        """Where the lines that either has ticked can be changed, as long as they are in force."""
        ticked = questions.ticked_clauses(opened)
        in_force = clauses_in_force(us) if ticked else []
        lines = [("line", str(clause.pk)) for clause in in_force if str(clause.pk) in ticked]
        return {"change_url": f"{reverse('agreement:review')}?{urlencode(lines)}" if lines else ""}

    def context(self, us: Us) -> dict[str, Any]:
        end = reading.end_day(us, self.check_in)
        return {"check_in": self.check_in, "end": end, "last_day": end - timedelta(days=1) if end else None}

    def after_first_opening(self, us: Us) -> Leaf | None:
        return after_first_opening(us)

    def takes_words(self, us: Us) -> bool:
        return reading.takes_words(us, self.check_in)

    def is_over(self, us: Us, *, has_sealed: bool) -> bool:
        return reading.is_over(us, self.check_in, has_sealed=has_sealed)

    def unclear(self, words: Words) -> list[str]:
        return [str(sentence) for sentence in questions.unclear(words).values()]

    def refuse_keeping(self, person: Person) -> None:
        actions.refuse_before_its_day(person, self.check_in)

    def refuse_sealing(self, person: Person, couple: Couple | None) -> None:
        actions.refuse_unless_open(person, couple, self.check_in)

    def refuse_taking_back(self, couple: Couple | None) -> None:
        actions.refuse_another_couple(couple, self.check_in)


def find_pieces(person: Person, keys: Collection[str]) -> dict[str, CheckInPiece]:
    """Those check-ins, as pieces, that `person` may know of."""
    found = CheckIn.objects.visible_to(person).filter(pk__in=[UUID(key) for key in keys])
    return {str(check_in.pk): CheckInPiece(check_in) for check_in in found}
