"""To choose, each alone, and to read together in the morning what the two choices mean."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations_with_replacement
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from couples.us import Us
from pages.content.fields import TEXT, Field, is_list, is_rows_of
from pages.visibility import SEALED
from recovery.plan import catalogue
from recovery.plan.activities import CHOICE, LINE, NEXT_MORNING, WORDS, Activity, Question
from recovery.plan.kinds import register
from sealed.folding import ERASED, OpenedQuestion

from . import sealed

OUTCOME = {"of": Field(lambda value: is_list(value) and len(value) == 2, "two options"), "title": TEXT, "text": TEXT}


class Decision(sealed.SealedPiece):
    opened_template = "recovery/decided.html"
    opens_one_by_one = False
    before_opening = _("Don’t open this at work, or late at night.")

    def opened_context(self, us: Us, opened: Iterable[OpenedQuestion]) -> dict[str, Any]:
        """The text for these two choices; none where either would rather say it in person, or left it out."""
        choice = choice_of(self.activity)
        pair = next((each for each in opened if each.question == choice.id and not each.folded), None)
        if pair is None or ERASED in (pair.mine, pair.theirs):
            return {"outcome": None}
        outcome = outcomes_of(self.activity).get(frozenset((pair.mine, pair.theirs)))
        text = catalogue.linked_html(outcome["text"]) if outcome else ""
        return {"outcome": outcome, "outcome_text": text}


def choice_of(activity: Activity) -> Question:
    """The question whose answers have their texts."""
    return next(question for question in activity.questions if question.kind == CHOICE)


def outcomes_of(activity: Activity) -> Mapping[frozenset[str], Mapping[str, str]]:
    """What stands above each pair of choices; of two that are the same, the set has one."""
    return {frozenset(outcome["of"]): outcome for outcome in activity.more.get("outcomes", ())}


class Decide(sealed.Sealed):
    name = "decide"
    visibility = SEALED
    fields: ClassVar[Mapping[str, Field]] = {
        "outcomes": Field(is_rows_of(OUTCOME), "a list, each with of, title and text", required=False)
    }
    question_kinds = (CHOICE, WORDS, LINE)

    def piece(self, activity: Activity) -> Decision:
        return Decision(activity)

    def problems(self, activity: Activity) -> Iterator[tuple[str, str]]:
        yield from super().problems(activity)
        if activity.opens != NEXT_MORNING:
            yield "A decision does not open in the night.", f"Make opens {NEXT_MORNING}."
        choices = [question for question in activity.questions if question.kind == CHOICE]
        if len(choices) != 1:
            yield "A decision has one choice.", "Give it one question of the kind choice."
            return
        options = [option.id for option in choices[0].options]
        wanted = {frozenset(pair): pair for pair in combinations_with_replacement(options, 2)}
        found = [frozenset(outcome["of"]) for outcome in activity.more.get("outcomes", ())]
        for pair in (wanted[each] for each in wanted if each not in found):
            yield f"There is no text for {pair[0]} with {pair[1]}.", "Add it to outcomes, the two in either order."
        for each in (each for each in found if each not in wanted or found.count(each) > 1):
            yield f"The outcome of {' with '.join(sorted(each))} is one too many.", "Name two options, each pair once."


register(Decide())
