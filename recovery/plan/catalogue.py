"""The plan, as the rooms ask for it: our own content, read once for the process. It holds nothing of anybody's."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import count
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from pages.content.translated import ENGLISH

from .activities import HEADING, TRACKS, Activity, Catalogue, NoSuchActivity, Order, Section, Shelf, Step
from .folder import PIECE_LINK, html, load
from .kinds import kind_named
from .searching import Found, search

Link = Callable[[str, str], str]
"""How a link is written to the piece of that id, with those words."""

CONTENT = Path(__file__).parent.parent / "content"


def plan() -> Catalogue:
    """In the language that is spoken."""
    return _plan(CONTENT, get_language() or ENGLISH)


@lru_cache
def _plan(root: Path, language: str) -> Catalogue:
    return load(root, language)


def steps() -> tuple[Step, ...]:
    return plan().steps


def step(step_id: str) -> Step:
    """Raises NoSuchStep."""
    return plan().step(step_id)


def around() -> tuple[Activity, ...]:
    return plan().around


def my_part() -> tuple[Activity, ...]:
    return plan().my_part


def order() -> Order:
    return plan().order


def activities() -> tuple[Activity, ...]:
    return tuple(plan().activities())


def activity(activity_id: str) -> Activity:
    """The piece of this id, or the page of a piece that has several. Raises NoSuchActivity."""
    try:
        return plan().activity(activity_id)
    except NoSuchActivity:
        found = next(_variants(activity_id), None)
        if found is None:
            raise
        return found


def variant_of(piece: Activity, name: str) -> Activity | None:
    """The page of that piece by that name, where the piece's kind has several."""
    kind = kind_named(piece.kind)
    return kind.variant(piece, name) if kind and piece.built else None


def _variants(activity_id: str) -> Iterator[Activity]:
    for piece in activities():
        if activity_id.startswith(f"{piece.id}-"):
            variant = variant_of(piece, activity_id.removeprefix(f"{piece.id}-"))
            if variant is not None:
                yield variant


def page_of_day(day: date) -> Activity | None:
    """Of the piece that has a page for each month, the page for that day; None where the plan has no such piece."""
    pages = (kind.page_of_day(piece, day) for piece in activities() if piece.built and (kind := kind_named(piece.kind)))
    return next((page for page in pages if page is not None), None)


def find(said: str) -> list[Found]:
    """The pages of the library that fit what somebody typed."""
    return search(library(), said, plan().say_little)


def shelves() -> tuple[Shelf, ...]:
    """What anyone may read, signed in or not, as it is grouped."""
    return plan().shelves


def library() -> tuple[Activity, ...]:
    """The same, in one row."""
    return tuple(piece for shelf in shelves() for piece in shelf.pieces)


def plan_link(activity_id: str, words: str) -> str:
    """From one piece of the plan to another: it leads to the plan, where that is in it."""
    piece = activity(activity_id)
    return f'<a href="/{"library" if piece in plan().pages else "plan"}/{piece.page}/">{words}</a>'


def open_link(activity_id: str, words: str) -> str:
    """From a page of the library to another. What needs an account is only named: no link leads to a sign-in."""
    piece = activity(activity_id)
    if not piece.library:
        return gettext("{title} (with an account)").format(title=words)
    return f'<a href="/library/{piece.page}/">{words}</a>'


def reading_html(piece: Activity, track: str | None = None, link: Link = plan_link) -> SafeString:
    """The text, as `track` sees it: the sections for all and its own. Of what is only read, `both` and nobody (None)
    see every section. Each part for a track begins at an anchor of its name, so that a link may lead there."""
    own = (None, track) if track in ("hurt", "crossed") or piece.questions else (None, *TRACKS)
    return linked("".join(_section_html(section) for section in piece.sections if section.track in own), link)


def open_html(piece: Activity) -> SafeString:
    """The text as anyone reads it, with every track's part. Each heading has an anchor of its number, `part-1`: words
    in an address would stay in a browser's history."""
    numbers = count(1)
    parts = "".join(
        HEADING.sub(lambda found: f'<h2 id="part-{next(numbers)}">{found[1]}</h2>', _section_html(section))
        for section in piece.sections
    )
    return linked(parts, open_link)


def _section_html(section: Section) -> str:
    if section.summary:
        return format_html("<details><summary>{}</summary>{}</details>", section.summary, section.html)
    return f'<a id="{section.track}"></a>{section.html}' if section.track else section.html


def linked_html(markdown: str) -> SafeString:
    """A text of our own that stands in a field, with its links to pieces."""
    return linked(html(markdown))


def linked(text: str, link: Link = plan_link) -> SafeString:
    """Html of our own, with its links to pieces."""
    return mark_safe(PIECE_LINK.sub(lambda found: link(found["id"], found["text"]), text))  # noqa: S308
