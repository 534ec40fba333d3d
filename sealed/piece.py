"""What is asked of two people, each alone, and how its pages read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from couples.leaves import Leaf
from couples.models import Couple
from couples.us import Us
from pages.visibility import ONLY_YOU, SEALED
from people.models import Person

from .folding import OpenedQuestion, Words, fold, in_person, value_of
from .forms import WritingForm
from .times import Opens


@dataclass(frozen=True)
class Line:
    """One question with what one person wrote to it, to be read by them."""

    prompt: str
    value: str
    in_person: bool = False
    screen: int = 0
    """The number of the screen that asks it."""


@dataclass(frozen=True)
class Pair:
    """One question after the opening, for one reader. Folded, it holds nothing of either.

    `numbers` stand behind their sentences, to be unfolded: a number that is seen first is all that is seen.
    """

    prompt: str
    folded: bool
    mine: str = ""
    theirs: str = ""
    numbers: "Pair | None" = None
    question: str = ""
    """The id of the question, by which it goes on the talk list."""

    @property
    def has_words(self) -> bool:
        """Whether the reader sees anything of it but that it is folded."""
        return not self.folded or (self.numbers is not None and not self.numbers.folded)


class Piece:
    """One question, or a page of them. The room that asks makes a subclass; it is the same for both of the two.

    Where `opens` is None it is never sealed: only its writer ever reads it.
    """

    room: ClassVar[str]
    key: str
    """The room's own name for it. With the room it is what rows are found by."""
    title: str | Promise
    questions: tuple[str, ...]
    """The ids of the single questions, in reading order."""
    minutes: int = 1
    """About how long it takes to write."""
    opens: Opens | None = None
    back: tuple[str, str | Promise] = ("/today/", _("Today"))
    """Where the top of its pages leads, and the word for it."""

    writing_template = "sealed/writing.html"
    answer_template = "sealed/answer.html"
    sealed_template = "sealed/sealed.html"
    opened_template = "sealed/opened.html"

    @property
    def id(self) -> str:
        return f"{self.room}:{self.key}"

    @property
    def morning(self) -> bool:
        return self.opens is Opens.NEXT_MORNING

    @property
    def visibility(self) -> str:
        return SEALED if self.opens else ONLY_YOU

    @property
    def screens(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the questions, in groups: those that one screen asks together."""
        return tuple((question,) for question in self.questions)

    def screen_of(self, question: str) -> int:
        """The number of the screen that asks this question; 0 where none does any more."""
        return next((number for number, asked in enumerate(self.screens, start=1) if question in asked), 0)

    # What a room has to say

    def address(self, page: str = "") -> str:
        """The address of its page of that name (see `urls.PAGES`); of the piece itself where none is named."""
        raise NotImplementedError

    def form(self, us: Us, data: Any, words: Words, revision: int, *, to_seal: bool = True) -> WritingForm:
        """The form in which `us.person` writes. It begins with `words`, and carries the `revision` they are of. Without
        `to_seal` it takes what can be kept but not sealed."""
        raise NotImplementedError

    def prompts(self, person: Person) -> Mapping[str, str]:
        """What each question is called for that reader, in order."""
        raise NotImplementedError

    # What a room may say otherwise

    lists_skipped: ClassVar[bool] = True
    """Whether a question that either has skipped goes on the talk list with the opening."""
    opens_one_by_one: ClassVar[bool] = True
    """Whether what has opened is first read screen by screen, as it was asked; else all of it at once."""
    before_opening: ClassVar[str | Promise] = ""
    """A sentence on the envelope, about when or where not to open it."""

    @property
    def named(self) -> str:
        """As it stands alone in a page of all rooms."""
        return gettext("“{title}”.").format(title=self.title)

    def say(self, person: Person, question: str, value: Any) -> str:
        """A value as its readers see it."""
        return "" if value is None else str(value)

    def readable(self, person: Person, words: Words) -> list[Line]:
        """One's own words, question by question."""
        return [
            Line(
                prompt,
                self.say(person, question, value_of(words, question)),
                in_person(words, question),
                self.screen_of(question),
            )
            for question, prompt in self.prompts(person).items()
        ]

    def readable_pairs(self, person: Person, opened: Iterable[OpenedQuestion]) -> list[Pair]:
        """An opened pair, question by question."""
        prompts = self.prompts(person)
        return [
            Pair(
                prompts[each.question],
                each.folded,
                self.say(person, each.question, each.mine),
                self.say(person, each.question, each.theirs),
                question=each.question,
            )
            for each in opened
        ]

    def folded(self, person: Person, mine: Words, theirs: Words) -> list[str]:
        """The questions that go on the talk list with the opening: those that open to neither, as they stand on its
        page; without `lists_skipped` only those that either would rather say in person."""
        pairs = self.readable_pairs(person, fold(self.questions, mine, theirs))
        folded = [pair.question for pair in pairs if pair.folded]
        if self.lists_skipped:
            return folded
        return [each for each in folded if in_person(mine, each) or in_person(theirs, each)]

    def may_be_listed(self, person: Person, opened: Iterable[OpenedQuestion]) -> set[str]:
        """The questions of an opened pair that a press puts on the talk list: those that stand on its page."""
        return {pair.question for pair in self.readable_pairs(person, opened)}

    def context(self, us: Us) -> dict[str, Any]:
        """What the room's own templates need besides."""
        return {}

    def ready_made(self, question: str) -> str:
        """An answer to this question that one tap puts in; empty where there is none."""
        return ""

    def is_kept(self, us: Us) -> bool:
        """Whether its writer was done with it once, and comes back to read it."""
        return False

    def opened_context(self, us: Us, opened: Iterable[OpenedQuestion]) -> dict[str, Any]:
        """What the room's own page of the opened pair needs besides."""
        return {}

    def after_first_opening(self, us: Us) -> Leaf | None:
        """What comes next for these two, on the page of the first pair that this reader has unfolded with them."""
        return None

    def takes_words(self, us: Us) -> bool:
        """Whether words can be written and sealed now."""
        return True

    def is_over(self, us: Us, *, has_sealed: bool) -> bool:
        """Whether nothing of it can open any more, for who has sealed it or not."""
        return False

    def unclear(self, words: Words) -> list[str]:
        """What stands against sealing these words, each as a sentence. They may be kept."""
        return []

    def refuse_finishing(self, words: Words) -> None:
        """Raises a refusal where these words are not enough to be done with for now. A draft may always be kept."""

    def finished(self, person: Person) -> str:
        """The writer has pressed the button: does what follows from that, and returns the address to go on to."""
        return self.address("seal")

    # Asked under the lock, before anything is written

    def refuse_keeping(self, person: Person) -> None:
        """Raises a refusal where nothing can be written yet."""

    def refuse_sealing(self, person: Person, couple: Couple | None) -> None:
        """Raises a refusal where it cannot be sealed in that couple now. Its row is locked."""

    def refuse_taking_back(self, couple: Couple | None) -> None:
        """Raises a refusal where it is not of that couple."""
