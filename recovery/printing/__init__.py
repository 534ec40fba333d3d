"""The library and the plan's questions on paper, for a home where a screen isn't private: a PDF, the safety page first.

It holds our own texts and room to write; nothing of anybody's.
"""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import count, repeat
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, get_language_bidi, gettext

from couples.help_lines import Country
from pages.content.translated import ENGLISH
from pages.typesetting import set_as_pdf
from pages.visibility import ONLY_YOU, SEALED, SHARED
from recovery.plan import catalogue
from recovery.plan.activities import SCALE, TRACKS, Activity, Question, Step

TEMPLATE = Path(__file__).with_name("workbook.typ")
FIRST = "keeping-yourself-safe"
MUCH, LITTLE = 9, 3
"""How many lines there are to write on, to a question that asks for a page, and to one that asks for a line."""
WIDEST = 10

Data = dict[str, Any]


def workbook_pdf(countries: Iterable[Country]) -> bytes:
    """All of it, in the language that is spoken, as a PDF that a screen reader can read too. `countries`: who can help,
    for a sheet of paper leads nowhere."""
    return set_as_pdf(TEMPLATE, printed(countries))


def printed(countries: Iterable[Country]) -> Data:
    """All that the template sets."""
    return {
        "language": (get_language() or ENGLISH).split("-")[0],
        "rtl": get_language_bidi(),
        "title": gettext("A workbook"),
        "before": [
            gettext("Anyone who finds this can read what’s written in it. Keep it where only you look."),
            gettext("If telling the truth could get you hurt, write nothing down, and read the first chapter only."),
            gettext("This isn’t therapy, and it can’t replace a counsellor."),
        ],
        "to_read": gettext("To read"),
        "to_write": gettext("To write"),
        "help": gettext("Numbers to call"),
        "help_about": gettext(
            "If you’re in danger, call the emergency number of the country you’re in. A call stays in the phone’s list."
        ),
        "countries": [_country(country) for country in countries],
        "pages": [_page(page) for page in _in_order()],
        "steps": [step for step in map(_step, catalogue.steps()) if step["pieces"]],
        "around": [_piece(piece) for piece in catalogue.around() if _asks(piece)],
    }


def _country(country: Country) -> Data:
    return {"name": country.name, "lines": [f"{line.name}: {line.number or line.site}" for line in country.lines]}


def _in_order() -> Iterator[Activity]:
    yield catalogue.activity(FIRST)
    yield from (page for page in catalogue.library() if page.id != FIRST and page.kind == "read")


def _page(page: Activity) -> Data:
    return {"title": page.title, "about": page.purpose, "blocks": _blocks(section.html for section in page.sections)}


def _step(step: Step) -> Data:
    pieces = [_piece(piece) for piece in step.pieces if _asks(piece)]
    return {"title": f"{step.number}. {step.name}", "about": step.title, "pieces": pieces}


def _asks(piece: Activity) -> bool:
    return piece.built and bool(piece.questions)


def _piece(piece: Activity) -> Data:
    return {
        **_page(piece),
        "seen": _seen(piece),
        "questions": [_question(question) for question in piece.questions],
    }


def _seen(piece: Activity) -> str:
    """What becomes on paper of who will see it."""
    return {
        ONLY_YOU: gettext("Only for you."),
        SEALED: gettext(
            "Write this alone. If you both want to, swap your sheets at the same moment, and read them alone."
        ),
        SHARED: gettext("This is for the two of you. Hand it over only if you want to."),
    }.get(piece.visibility or "", "")


def _question(question: Question) -> Data:
    return {
        "prompts": _prompts(question),
        "hints": list(dict.fromkeys(hint for track in TRACKS if (hint := question.hint(track)))),
        "numbers": [str(number) for number in range(WIDEST + 1)] if question.kind == SCALE else [],
        "ends": list(question.ends),
        "options": [option.label for option in question.options],
        "lines": 0 if question.options else MUCH if question.kind == "words" else LITTLE,
    }


def _prompts(question: Question) -> list[Data]:
    """What it asks; worded by track, for each."""
    said = {track: question.prompt(track) for track in TRACKS}
    if len(set(said.values())) == 1:
        return [{"who": "", "text": question.prompt()}]
    who = {
        "hurt": gettext("If you were hurt"),
        "crossed": gettext("If you crossed a line"),
        "both": gettext("If it was both of you, or you’re not sure"),
    }
    return [{"who": who[track], "text": text} for track, text in said.items()]


def _blocks(texts: Iterable[str]) -> list[Data]:
    reader = _Blocks()
    for html in texts:
        reader.feed(html)
    return [block for block in reader.found if block["runs"]]


class _Blocks(HTMLParser):
    """Reads our own html, as Markdown became it, into blocks of runs that a template can set.

    An item of a numbered list has its `number`."""

    KINDS = {"h2": "heading", "h3": "heading", "p": "paragraph", "li": "item", "blockquote": "paragraph"}
    STYLES = {"strong": "bold", "em": "italic"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Data] = []
        self._styles: list[str] = []
        self._lists: list[Iterator[int | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(count(1) if tag == "ol" else repeat(None))
        elif tag == "li":
            self._begin("item", number=next(self._lists[-1]))
        elif tag in self.KINDS and not (tag == "p" and self._is_in_new_item()):
            self._begin(self.KINDS[tag])
        elif tag in self.STYLES:
            self._styles.append(self.STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag in self.STYLES:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split("\n"))
        if self.found and (text.strip() or self.found[-1]["runs"]):
            self.found[-1]["runs"].append({"text": text, **dict.fromkeys(self._styles, True)})

    def _begin(self, kind: str, **more: Any) -> None:
        self.found.append({"kind": kind, "runs": [], **more})

    def _is_in_new_item(self) -> bool:
        return bool(self._lists) and self.found[-1]["kind"] == "item" and not self.found[-1]["runs"]
