"""What two do while they go through their agreement, in plain values; their texts are told by tests/agreement/plain.py.

Nothing here knows a row, an action or a page. Persons are 0 and 1; a deed that is refused raises `No`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.agreement.plain import Line, Made, No, Space, Text

BREAK = timedelta(minutes=20)
END = ""
SAID = {"": "", "fits": "It fits", "talk": "Let’s talk"}


@dataclass
class Sitting:
    text: Text
    place: str
    break_until: datetime | None = None

    def is_on_break(self, now: datetime) -> bool:
        return self.break_until is not None and now < self.break_until


class Table:
    """Two, their texts, the sitting over the draft, and which lines are on their talk list."""

    def __init__(self, couple: UUID, names: tuple[str, str]) -> None:
        self.space, self.names = Space(couple), names
        self.open: Sitting | None = None
        self.listed: set[UUID] = set()

    @property
    def sitting(self) -> Sitting | None:
        """It never outlives its draft, nor its couple."""
        return self.open if self.open and self.open.text is self.space.working else None

    # -- What is done

    def begin(self, made: Made) -> None:
        space = self.space
        if not (space.is_closed or space.working or space.in_force):
            raise No("NothingToRead")
        text = space.begin(made)
        if not text.standing:
            raise No("NothingToRead")
        self.open = self.sitting or Sitting(text, str(text.standing[0].id))

    def stop(self, now: datetime) -> None:
        self._no_break(now)
        self.open = None

    def offer(self, now: datetime) -> None:
        text = self.space.working
        if text and text.standing and not text.is_offered(now.date()):
            self._no_break(now)
        self.space.offer(now.date())

    def discard(self, text_id: UUID, now: datetime) -> None:
        if self.space.working and self.space.working.id == text_id:
            self._no_break(now)
            self.open = None
        self.space.discard(text_id, now.date())

    def bring_back(self, text_id: UUID, now: datetime) -> None:
        text = self.space.text(text_id)
        if self.space.working and text and text.state == "discarded":
            self._no_break(now)
            self.open = None
        self.space.bring_back(text_id, now.date())

    def press(self, who: int, address: str, sent: dict[str, str], now: datetime) -> None:
        """What the button of a page does, whatever has happened since that page was made."""
        line = UUID(sent["line"]) if "line" in sent else UUID(int=0)
        seen, today = sent.get("seen", ""), now.date()
        match address.partition("?")[0]:
            case "/review/place/":
                self._move(seen, sent["to"], now)
            case "/review/mark/":
                self._mark(who, line, sent["says"], int(seen), now)
            case "/review/line/removal/":
                self._sit(now)
                self.space.remove(line, int(seen), today)
            case "/review/line/return/":
                self._sit(now)
                self.space.undo(line, today)
            case "/review/subject/":
                self._sit(now)
                self.listed.add(self.space.line(line).id)
            case "/review/offer/":
                self._sit(now)
                self.space.offer(today)
            case "/review/break/":
                self._pause(now)
            case "/agreement/signature/removal/":
                self.space.take_back(who)
            case unknown:
                raise ValueError(unknown)

    def asks_first(self, who: int, line_id: UUID) -> bool:
        """Whether a note about earlier words would go with an answer: then its page asks."""
        standing = self.space.working.standing if self.space.working else []
        line = next((line for line in standing if line.id == line_id), None)
        mark = line.marks.get(who) if line else None
        return bool(line and mark and mark[2] and mark[0] != line.revision)

    def _sit(self, now: datetime) -> Sitting:
        if self.sitting is None:
            raise No("NoSitting")
        self._no_break(now)
        return self.sitting

    def _no_break(self, now: datetime) -> None:
        if self.sitting and self.sitting.is_on_break(now):
            raise No("OnBreak")

    def _move(self, seen: str, to: str, now: datetime) -> None:
        sitting = self._sit(now)
        if to not in (END, *(str(line.id) for line in sitting.text.lines)):
            raise No("LineGone")
        if sitting.place == seen:
            sitting.place = to

    def _mark(self, who: int, line_id: UUID, says: str, seen: int, now: datetime) -> None:
        self._sit(now)
        mark = self.space.line(line_id).marks.get(who)
        self.space.mark(who, line_id, says, mark[2] if mark and mark[0] == seen else "", seen)

    def _pause(self, now: datetime) -> None:
        if self.sitting is None:
            raise No("NoSitting")
        if not self.sitting.is_on_break(now):
            self.sitting.break_until = now + BREAK

    # -- What shows

    def both_see(self, today: date) -> Any:
        """All that is not one's own: where it becomes another, or is said again, both are told; and never else."""
        sitting, text = self.sitting, self.space.working
        lines = [
            (line.id, line.revision, line.gone_on, sorted(line.marks.items()) if len(line.marks_for(0)) == 2 else [])
            for line in (text.lines if text else ())
        ]
        where = sitting and (sitting.place, sitting.break_until)
        beside = (text and text.is_offered(today), sorted(self.listed), self.space.aside)
        return repr((where, lines, beside))

    def shows(self, who: int, now: datetime) -> dict[str, Any]:
        """What a page says that this person opens now; see tests/reviews/page.py."""
        sitting, space = self.sitting, self.space
        if sitting is None:
            if space.is_closed or space.working or not space.in_force:
                return {"heading": "Review it together"}
            return {"heading": "In force from today", "whole": paper(space.in_force)}
        if sitting.is_on_break(now):
            return {"heading": "A break until"}
        text = sitting.text
        beside = {"aside": "" if space.aside is None else self.names[space.aside]}
        at = next((n for n, line in enumerate(text.lines) if str(line.id) == sitting.place), None)
        if at is not None:
            return {**beside, **self._line(who, text.lines, at, text.is_offered(now.date()))}
        return {**beside, **self._end(who, text, text.is_offered(now.date()))}

    def over(self) -> str:
        """What a screen ends with that was open when it was over."""
        if self.space.is_closed:
            return "This shared space is closed"
        is_new = self.space.in_force and not self.space.working
        return "In force from today" if is_new else "This review has ended"

    def _line(self, who: int, lines: list[Line], at: int, is_offered: bool) -> dict[str, Any]:
        line, is_gone = lines[at], lines[at].gone_on is not None
        said = {} if is_gone else said_of(line, who)
        return {
            "heading": f"Line {at + 1} of {len(lines)}",
            "words": [line.words["text"]],
            "different": "" if is_gone else self._different(line),
            "said": (SAID[said.get(who, "")], SAID[said.get(1 - who, "")]),
            "is gone": is_gone,
            "is listed": not is_gone and line.id in self.listed,
            "is offered": not is_gone and is_offered,
            "after": str(lines[at + 1].id) if at + 1 < len(lines) else "",
            "before": str(lines[at - 1].id) if at else "",
        }

    def _different(self, line: Line) -> str:
        was = self._began_from().get(line.id)
        if was:
            return "What’s changed from your agreement" if was.words != line.words else ""
        return "What’s changed" if line.before not in (None, line.words) else ""

    def _began_from(self) -> dict[UUID, Line]:
        """By the id of a line of the draft, the line in force that it began from; or, where a draft is older than that
        text, the one of the very same words."""
        old = self.space.in_force.lines if self.space.in_force else []
        new = self.space.working.lines if self.space.working else []
        found = {}
        for was in old:
            copies = [line for line in new if line.earlier == was.id]
            alike = [line for line in new if line.words == was.words and line.earlier not in {each.id for each in old}]
            for line in (copies or alike)[:1]:
                found[line.id] = was
        return found

    def _end(self, who: int, text: Text, is_offered: bool) -> dict[str, Any]:
        was, has_signed = self._began_from(), is_offered and who in text.signed
        said = {line.id: said_of(line, who) for line in text.standing}
        to_talk = [line for line in text.standing if "talk" in said[line.id].values()]
        open_to_both = [line for line in to_talk if len(said[line.id]) == 2]
        settled = [line for line in text.standing if line not in open_to_both]
        old = [line for line in settled if line.id in was]
        gone = [line for line in text.lines if line.gone_on]
        in_force = self.space.in_force.lines if self.space.in_force else []
        still = {line.id for line in was.values()}
        heading = "You’ve signed this" if has_signed else "Ready to sign" if is_offered else "You’ve come to the end"
        return {
            "heading": heading,
            "to talk about": words_of(open_to_both),
            "mine to talk about": words_of(each for each in to_talk if each not in open_to_both and not has_signed),
            "not answered": words_of(each for each in text.standing if who not in said[each.id] and not has_signed),
            "changed": words_of(line for line in old if line.words != was[line.id].words),
            "deleted": words_of([*gone, *(line for line in in_force if line.id not in still)]),
            "can come back": [str(line.id) for line in gone],
            "new": words_of(line for line in settled if line.id not in was),
            "kept": words_of(line for line in old if line.words == was[line.id].words),
            "whole": paper(text) if is_offered else [],
            "can be offered": bool(text.standing) and not is_offered,
            "can be signed": is_offered and not has_signed,
            "before": str(text.lines[-1].id),
        }


def paper(text: Text) -> list[str]:
    return ["What we’ve agreed", *words_of(text.standing)]


def said_of(line: Line, who: int) -> dict[int, str]:
    """Who says what of a line’s words of now, as far as that person may know."""
    return {of: mark[1] for of, mark in line.marks_for(who).items() if mark[0] == line.revision}


def words_of(lines: Any) -> list[str]:
    return [line.words["text"] for line in lines]
