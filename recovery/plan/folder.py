"""Reading the content folder into a plan. `recovery/content/README.md` describes its files.

What is malformed raises here; `recovery.plan.checks` looks first, and says it in words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from pages.content.translated import ENGLISH, LANGUAGES, laid_over
from pages.visibility import SEALED

from .activities import TRACKS, Activity, Catalogue, Option, Order, Question, Section, Shelf, Step, Wording

FRONT_MATTER = re.compile(r"\A---\n(?P<meta>.*?)^---\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
SECTION_START = re.compile(r"^(?=## )", re.MULTILINE)
FOLDED = "folded"
MARKED_HEADING = re.compile(r"\A(?P<heading>## .*?) *\{#(?P<track>[\w-]*)\} *$", re.MULTILINE)
COMMON_FIELDS = frozenset({"covers", "visibility", "opens", "library", "questions", "finds"})
LIBRARY = "library.md"
PIECE_LINK = re.compile(r'<a href="piece:(?P<id>[^"]*)">(?P<text>.*?)</a>', re.DOTALL)


class Unreadable(ValueError):
    """A content file whose front matter cannot be read."""


@dataclass(frozen=True)
class Page:
    """One content file, as it stands."""

    path: Path
    meta: Mapping[str, Any]
    body: str


def read_page(path: Path) -> Page:
    """The front matter and the body of a content file. Raises Unreadable."""
    match = FRONT_MATTER.match(path.read_text("utf-8"))
    if not match:
        raise Unreadable("It does not begin with front matter between two lines of ---.")
    try:
        meta = yaml.safe_load(match["meta"])
    except yaml.YAMLError as error:
        raise Unreadable(f"Its front matter is not YAML: {error}{_about_colons(error)}") from error
    if not isinstance(meta, dict):
        raise Unreadable("Its front matter is not a list of fields with their values.")
    return Page(path, meta, match["body"])


def _about_colons(error: yaml.YAMLError) -> str:
    """The commonest mistake is a colon in a text, which YAML takes for a field."""
    if "mapping values are not allowed here" not in str(error):
        return ""
    return ' A text with a colon in it stands between straight quotes: hint: "“Mine: the jokes.”"'


def step_paths(root: Path) -> list[Path]:
    return sorted((root / "steps").glob("*.md"))


def piece_paths(root: Path) -> list[Path]:
    return sorted((root / "pieces").glob("*.md"))


def library_paths(root: Path) -> list[Path]:
    return sorted((root / "library").glob("*.md"))


def load(root: Path, language: str = ENGLISH) -> Catalogue:
    """The plan that the content folder `root` describes, in that language as far as it is translated."""

    def read(path: Path) -> Page:
        return in_language(read_page(path), root, language)

    written = {path.stem: read(path) for path in piece_paths(root)}
    pages = sorted((read(path) for path in step_paths(root)), key=lambda page: int(page.meta["number"]))
    beside = read(root / "around.md")
    steps = tuple(_step(page, written) for page in pages)
    around = _pieces(beside, None, written)
    by_id = {piece.id: piece for piece in (*around, *(piece for step in steps for piece in step.pieces))}
    my_part = tuple(by_id[piece_id] for piece_id in beside.meta["my_part"])
    library = read(root / LIBRARY)
    texts = {path.stem: read(path) for path in library_paths(root)}
    open_pages = tuple(_open_page(entry, texts[entry["id"]]) for entry in library.meta["pages"])
    by_id |= {page.id: page for page in open_pages}
    shelves = tuple(
        Shelf(shelf["title"], tuple(by_id[name] for name in shelf["holds"])) for shelf in library.meta["shelves"]
    )
    little = frozenset(library.meta["say_little"].split())
    return Catalogue(steps, around, my_part, _order(read_order(root)), open_pages, shelves, little)


def in_language(page: Page, root: Path, language: str) -> Page:
    """The page with the texts of its file in that language; as it is, where there is none. Raises Unreadable."""
    place = root / LANGUAGES / language / page.path.relative_to(root)
    if language == ENGLISH or not place.exists():
        return page
    theirs = read_page(place)
    return Page(page.path, laid_over(page.meta, theirs.meta), theirs.body if theirs.body.strip() else page.body)


def read_order(root: Path) -> Any:
    """What `today.yaml` holds. Raises Unreadable."""
    try:
        return yaml.safe_load((root / "today.yaml").read_text("utf-8"))
    except yaml.YAMLError as error:
        raise Unreadable(f"It is not YAML: {error}") from error


def _order(said: Mapping[str, Any]) -> Order:
    weeks = tuple({track: tuple(week[track]) for track in TRACKS} for week in said["weeks"])
    return Order(said["first_for_two"], said["after_first_opening"], weeks)


def _step(page: Page, written: Mapping[str, Page]) -> Step:
    named = {field: page.meta[field] for field in ("id", "number", "name", "title", "purpose")}
    return Step(**named, introduction=html(page.body), pieces=_pieces(page, page.meta["id"], written))


def _pieces(page: Page, step: str | None, written: Mapping[str, Page]) -> tuple[Activity, ...]:
    return tuple(_activity(entry, step, written.get(entry["id"])) for entry in page.meta["pieces"])


def _open_page(entry: Mapping[str, Any], page: Page) -> Activity:
    """A reading that is no piece of the plan."""
    return replace(_activity({**entry, "kind": "read", "core": False}, None, page), library=True)


def _activity(entry: Mapping[str, Any], step: str | None, page: Page | None) -> Activity:
    if page is None:
        return Activity(**entry, step=step)
    sections = tuple(_sections(page.body))
    return Activity(
        **entry,
        step=step,
        built=True,
        visibility=page.meta.get("visibility"),
        opens=page.meta.get("opens"),
        library=page.meta.get("library", False),
        finds=page.meta.get("finds", ""),
        covers=tuple(page.meta["covers"]),
        questions=tuple(question(asked, page.meta.get("visibility")) for asked in page.meta.get("questions", ())),
        sections=sections,
        links=tuple(link["id"] for section in sections for link in PIECE_LINK.finditer(section.html)),
        more={name: value for name, value in page.meta.items() if name not in COMMON_FIELDS},
    )


def question(asked: Mapping[str, Any], visibility: str | None) -> Question:
    return Question(
        asked["id"],
        asked["kind"],
        Wording.of(asked["prompt"]),
        Wording.of(asked.get("hint", "")),
        in_person=visibility == SEALED,
        ends=tuple(asked.get("ends", ())),
        words=asked.get("words", ""),
        options=tuple(Option(**option) for option in asked.get("options", ())),
        ready_made=asked.get("ready_made", ""),
    )


def _sections(body: str) -> Iterator[Section]:
    for text in SECTION_START.split(body):
        marked = MARKED_HEADING.match(text)
        if marked and marked["track"] == FOLDED:
            yield Section(None, html(text[marked.end() :]), summary=marked["heading"].removeprefix("## "))
            continue
        track = marked["track"] if marked else None
        if marked:
            text = marked["heading"] + text[marked.end() :]  # noqa: PLW2901
        if text.strip():
            yield Section(track, html(text))


def marks(body: str) -> list[str]:
    """The mark of each second-level heading of a reading, in order; empty where it has none."""
    found = ((text, MARKED_HEADING.match(text)) for text in SECTION_START.split(body))
    return [marked["track"] if marked else "" for text, marked in found if text.startswith("## ")]


def html(markdown: str) -> SafeString:
    # The content is ours, and raw HTML in it is shown as text: nothing of a person's ever comes through here.
    html: str = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return mark_safe(html)  # noqa: S308
