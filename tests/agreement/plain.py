"""What two people write and sign, in plain values: a second telling of the rules, with which the first is compared.

Nothing here knows a row or an action. Persons are 0 and 1; a deed that is refused raises `No` with the refusal's name.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

DAY = timedelta(days=1)
Words = dict[str, str]
Made = Callable[[], tuple[UUID, str, dict[UUID, UUID]]]
"""What chance gives to a new text: its id, its salt, and the ids of its lines by those that they began from."""


class No(Exception):
    pass


@dataclass
class Line:
    id: UUID
    words: Words
    by: int
    before: Words | None = None
    earlier: UUID | None = None
    revision: int = 1
    reviewed: str = ""
    gone_on: date | None = None
    marks: dict[int, tuple[int, str, str]] = field(default_factory=dict)

    def change(self, who: int, words: Words, reviewed: str = "") -> None:
        if who != self.by:
            self.before = self.words
        self.words, self.by, self.reviewed = words, who, reviewed
        self.revision += 1

    def marks_for(self, who: int, *, is_working: bool = True) -> dict[int, tuple[int, str, str]]:
        """What that person may see of what is said: the other's only of these words, where both have marked them."""
        both = [mark[0] for mark in self.marks.values()] == [self.revision] * 2
        return {of: mark for of, mark in self.marks.items() if of == who or (both and is_working)}


@dataclass
class Text:
    id: UUID
    couple: UUID
    number: int
    salt: str
    previous: "Text | None" = None
    lines: list[Line] = field(default_factory=list)
    state: str = "draft"
    review_on: date | None = None
    offered_on: date | None = None
    gone_on: date | None = None
    sha256: str = ""
    signed: dict[int, str] = field(default_factory=dict)

    @property
    def standing(self) -> list[Line]:
        return [line for line in self.lines if line.gone_on is None]

    @property
    def is_signed(self) -> bool:
        return self.state in ("in-force", "superseded")

    def review_day(self, today: date) -> date:
        if self.review_on and (self.is_signed or self.review_on > today):
            return self.review_on
        unsaid = "good" if self.previous else "now"
        is_for_now = any((line.words["lasts"] or unsaid) == "now" for line in self.standing)
        return today + (30 if is_for_now or (not self.standing and unsaid == "now") else 90) * DAY

    def is_offered(self, today: date) -> bool:
        return (
            self.state == "offered"
            and self.offered_on is not None
            and self.review_on is not None
            and today < min(self.offered_on + 14 * DAY, self.review_on)
        )

    def change(self) -> None:
        self.state, self.offered_on = "draft", None
        self.signed.clear()

    def hash(self, today: date) -> str:
        """Of the bytes that docs/export.md describes, put together by hand."""
        named = ("depends", "for", "id", "lasts", "purpose", "repair", "text", "topic")
        lines = []
        for line in self.standing:
            said = {**line.words, "id": str(line.id), "for": line.words["for_whom"]}
            lines.append("{" + ",".join(f'"{name}":{quoted(said[name])}' for name in named) + "}")
        whole = (
            f'{{"clauses":[{",".join(lines)}],"couple":"{self.couple}","format":2,"number":{self.number},'
            f'"preamble":"What we’ve agreed","previous":{quoted(self.previous.sha256 if self.previous else None)},'
            f'"review_on":"{self.review_day(today)}","salt":"{self.salt}"}}'
        )
        return hashlib.sha256(whole.encode()).hexdigest()


def quoted(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)


def can_undo(gone_on: date | None, today: date) -> bool:
    return gone_on is not None and abs(today - gone_on) <= DAY


@dataclass
class Space:
    """One couple, and all that they have in this room. `aside`: who has set the text in force aside."""

    couple: UUID
    texts: list[Text] = field(default_factory=list)
    aside: int | None = None
    is_closed: bool = False

    # -- What there is

    def first(self, *states: str) -> Text | None:
        return next((text for text in self.texts if text.state in states), None)

    @property
    def working(self) -> Text | None:
        return None if self.is_closed else self.first("draft", "offered")

    @property
    def in_force(self) -> Text | None:
        return self.first("in-force")

    def text(self, text_id: UUID) -> Text | None:
        return next((text for text in self.texts if text.id == text_id), None)

    def line(self, line_id: UUID) -> Line:
        found = next((line for line in self.working.standing if line.id == line_id), None) if self.working else None
        if found is None:
            raise No("LineGone")
        return found

    def outcomes(self) -> list[str]:
        """What has become of each line in force."""
        assert self.in_force
        drafted = {line.earlier: line for line in self.working.lines} if self.working else {}
        return [self._outcome(line, drafted.get(line.id)) for line in self.in_force.lines]

    def _outcome(self, line: Line, draft: Line | None) -> str:
        if not self.working:
            return ""
        if draft is None or draft.gone_on:
            return "gone"
        if draft.words == line.words:
            return "keep" if draft.reviewed == "keep" else ""
        return "loosen" if draft.reviewed == "loosen" else "change"

    # -- Writing

    def begin(self, made: Made) -> Text:
        if self.is_closed:
            raise No("NotTwoYet")
        if self.working:
            return self.working
        text_id, salt, ids = made()
        old = self.in_force
        text = Text(text_id, self.couple, old.number + 1 if old else 1, salt, old)
        if old:
            text.review_on = old.review_on
            text.lines = [
                Line(ids[line.id], line.words, line.by, before=line.words, earlier=line.id) for line in old.lines
            ]
        self.texts.append(text)
        return text

    def propose(self, who: int, words: Words, form: UUID, fresh: UUID | None, made: Made) -> None:
        """`form`: the id that the form asks for; `fresh`: the one that the line was given."""
        text = self.begin(made)
        same = next((line for line in text.lines if line.id == form), None)
        if same and same.gone_on is None and same.words == words:
            return
        if same and same.gone_on:
            same.gone_on = None
            same.change(who, words)
        else:
            is_taken = any(line.id == form for each in self.texts for line in each.lines)
            assert fresh
            assert (fresh == form) == (not is_taken)
            text.lines.append(Line(fresh, words, who))
        text.change()

    def edit(self, who: int, line_id: UUID, words: Words, seen: int, reviewed: str) -> None:
        line = self.line(line_id)
        if line.words == words:
            return
        self._seen(line, seen)
        line.change(who, words, reviewed)
        self._changed()

    def keep(self, line_id: UUID, seen: int) -> None:
        line = self.line(line_id)
        self._seen(line, seen)
        line.reviewed = "keep"

    def remove(self, line_id: UUID, seen: int, today: date) -> None:
        line = self.line(line_id)
        self._seen(line, seen)
        line.gone_on = today
        self._changed()

    def undo(self, line_id: UUID, today: date) -> None:
        line = next((each for each in self.working.lines if each.id == line_id), None) if self.working else None
        if line is None:
            raise No("LineGone")
        if line.gone_on is None:
            return
        if not can_undo(line.gone_on, today):
            raise No("TooLateToUndo")
        line.gone_on = None
        self._changed()

    def move(self, line_id: UUID, before: UUID | None) -> None:
        line = self.line(line_id)
        if before == line_id:
            return
        target = self.line(before) if before else None
        assert self.working
        # Every standing line with the deleted ones behind it; the first pile has no standing line.
        piles: list[list[Line]] = [[]]
        for each in self.working.lines:
            piles.append([each]) if each.gone_on is None else piles[-1].append(each)
        head, *rest = piles
        moved = next(pile for pile in rest if pile[0] is line)
        others = [pile for pile in rest if pile is not moved]
        place = next((n for n, pile in enumerate(others) if pile[0] is target), len(others))
        ordered = [*others[:place], moved, *others[place:]]
        if ordered != rest:
            self.working.lines = [*head, *(each for pile in ordered for each in pile)]
            self._changed()

    def mark(self, who: int, line_id: UUID, says: str, note: str, seen: int) -> None:
        line = self.line(line_id)
        self._seen(line, seen)
        both = [mark[0] for mark in line.marks.values()] == [line.revision] * 2
        if not says and both:
            raise No("BothAnswered")
        line.marks.pop(who, None)
        if says:
            line.marks[who] = (line.revision, says, note)

    def choose_day(self, day: date, today: date, made: Made) -> None:
        if not today < day <= today + 366 * DAY:
            raise No("ImpossibleDay")
        text = self.begin(made)
        if text.review_on != day:
            text.review_on = day
            text.change()

    def _seen(self, line: Line, seen: int) -> None:
        if line.revision != seen:
            raise No("WordsChanged")

    def _changed(self) -> None:
        assert self.working
        self.working.change()

    # -- Signing

    def offer(self, today: date) -> None:
        text = self.working
        if text is None or not text.standing:
            raise No("NothingToOffer")
        if text.is_offered(today):
            return
        text.change()
        text.review_on, text.state, text.offered_on = text.review_day(today), "offered", today

    def sign(self, who: int, text_id: UUID, seen: str, today: date) -> None:
        text = None if self.is_closed else self.text(text_id)
        if text is None:
            raise No("NotOffered")
        if text.hash(today) != seen:
            raise No("TextChanged")
        if text.signed.get(who) == seen and (text.is_signed or text.is_offered(today)):
            return
        if text.is_signed:
            raise No("AlreadyInForce")
        if not text.is_offered(today):
            raise No("NotOffered")
        text.signed[who] = seen
        if text.signed == {0: seen, 1: seen}:
            self._put_in_force(text, seen)

    def _put_in_force(self, text: Text, sha256: str) -> None:
        if self.in_force:
            self.in_force.state = "superseded"
        text.state, text.sha256, self.aside = "in-force", sha256, None
        text.lines = [Line(line.id, line.words, line.by, revision=line.revision) for line in text.standing]

    def take_back(self, who: int) -> None:
        if self.working:
            self.working.signed.pop(who, None)
        elif self.in_force and not self.is_closed:
            raise No("AlreadyInForce")

    def set_aside(self, who: int) -> None:
        if self.is_closed or not self.in_force:
            raise No("NothingInForce")
        self.aside = who if self.aside is None else self.aside

    def lift(self, who: int) -> None:
        if self.aside not in (None, who):
            raise No("SetAsideByTheOther")
        self.aside = None

    # -- Putting away

    def discard(self, text_id: UUID, today: date) -> None:
        text = self.text(text_id)
        if self.is_closed or text is None or text.state not in ("draft", "offered", "discarded"):
            raise No("DraftGone")
        if text.state != "discarded":
            text.change()
            text.state, text.gone_on = "discarded", today

    def bring_back(self, text_id: UUID, today: date) -> None:
        text = self.text(text_id)
        if text is not None and text is self.working:
            return
        if self.is_closed or text is None or text.state != "discarded":
            raise No("DraftGone")
        if not can_undo(text.gone_on, today):
            raise No("TooLateToUndo")
        if self.working:
            self.discard(self.working.id, today)
        text.state, text.gone_on, text.previous = "draft", None, self.in_force
        text.number = text.previous.number + 1 if text.previous else 1

    def night(self, today: date) -> None:
        """What nobody can bring back any more, in any zone, is destroyed."""
        self._forget(lambda gone_on: not today - 2 * DAY <= gone_on <= today + 2 * DAY)

    def leave(self) -> None:
        if self.is_closed:
            raise No("NotACouple")
        if self.working:
            self.working.change()
        self._forget(bool)
        for text in self.texts:
            for line in text.lines:
                line.marks.clear()
        self.is_closed, self.aside = True, None

    def _forget(self, is_over: Callable[[date], bool]) -> None:
        self.texts = [text for text in self.texts if not (text.gone_on and is_over(text.gone_on))]
        for text in self.texts:
            text.lines = [line for line in text.lines if not (line.gone_on and is_over(line.gone_on))]
