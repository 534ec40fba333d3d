"""What the content files say together: ids that meet, links that lead somewhere, pieces that fit their kind."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage

from pages.content.fields import is_list_of_text
from recovery.plan import folder, kinds, rows
from recovery.plan.activities import CHOICE, LINE, SCALE, TRACKS, WORDS, Activity, Catalogue, Question

from .mistakes import mistake
from .texts import texts

LONGEST = 30
TODAY = "today.yaml"
NAMED_ONCE = ("first_for_two", "after_first_opening")


def sense(root: Path) -> Iterator[CheckMessage]:
    """What is wrong between files, and between a piece and its kind. Only for files that are well shaped."""
    try:
        claimable = rows.read_rows(root)
    except rows.Unreadable as error:
        yield mistake(1, rows.FILE, str(error))
        return
    ids = _named_ids(root)
    yield from _doubled("the plan", "piece", ids)
    yield from _lists(root, ids)
    shelved = list(_library(root, ids))
    yield from shelved
    order = list(_today(root, ids))
    yield from order
    if not order and not shelved and set(_my_part(root)) <= set(ids):
        plan = folder.load(root)
        yield from _doubled("the plan", "step", [step.id for step in plan.steps])
        yield from _doubled("the plan", "step number", [str(step.number) for step in plan.steps])
        everything = (*plan.activities(), *plan.pages)
        yield from _doubled("the plan", "page", [str(piece.page) for piece in everything])
        yield from _on_shelves(plan)
        fields = {path.stem: set(folder.read_page(path).meta) for path in folder.piece_paths(root)}
        for piece in everything:
            yield from _piece(piece, plan, claimable)
            if piece.built and piece not in plan.pages:
                yield from _fits_its_kind(piece, fields[piece.id])


def _named_ids(root: Path) -> list[str]:
    pages = [*folder.step_paths(root), root / "around.md"]
    pieces = [entry["id"] for path in pages for entry in folder.read_page(path).meta["pieces"]]
    return [*pieces, *_open_ids(root)]


def _open_ids(root: Path) -> list[str]:
    return [entry["id"] for entry in folder.read_page(root / folder.LIBRARY).meta["pages"]]


def _my_part(root: Path) -> list[str]:
    return list(folder.read_page(root / "around.md").meta["my_part"])


def _doubled(where: str, what: str, ids: list[str]) -> Iterator[CheckMessage]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield mistake(8, where, f"The {what} {name!r} is there twice.", "Give the newer of the two another one.")


def _lists(root: Path, ids: list[str]) -> Iterator[CheckMessage]:
    for piece in _my_part(root):
        if piece not in ids:
            yield mistake(7, "around.md, my_part", f"There is no piece {piece!r}.", "Name a piece that is listed.")
    for path in folder.piece_paths(root):
        if path.stem not in ids:
            hint = "List it under pieces in its step, or in around.md; the file's name is the piece's id."
            yield mistake(9, path.name, f"No step names a piece {path.stem!r}.", hint)


def _library(root: Path, ids: Collection[str]) -> Iterator[CheckMessage]:
    """Whether the library has a text for each page, and each of its shelves what it names."""
    listed, written = _open_ids(root), [path.stem for path in folder.library_paths(root)]
    for page in sorted(set(listed) - set(written)):
        yield mistake(7, folder.LIBRARY, f"The page {page!r} has no text.", "Write library/ and its id, with .md.")
    for page in sorted(set(written) - set(listed)):
        yield mistake(9, f"{page}.md", f"The library lists no page {page!r}.", f"List it in {folder.LIBRARY}.")
    holds = [name for shelf in folder.read_page(root / folder.LIBRARY).meta["shelves"] for name in shelf["holds"]]
    yield from _doubled(folder.LIBRARY, "shelved page", holds)
    for page in sorted(set(holds) - set(ids)):
        yield mistake(7, folder.LIBRARY, f"There is no page and no piece {page!r}.", "Name one that is listed.")


def _on_shelves(plan: Catalogue) -> Iterator[CheckMessage]:
    """Whether exactly what anyone may read stands on the shelves."""
    shelved = {piece.id for shelf in plan.shelves for piece in shelf.pieces}
    takers = {kind.name for kind in kinds.all_kinds() if "library" in kind.takes}
    everything = (*plan.activities(), *plan.pages)
    may_be_read = {piece.id for piece in everything if piece.library and piece.kind in takers}
    for name in sorted(may_be_read - shelved):
        yield mistake(7, folder.LIBRARY, f"{name!r} may be read by anyone, and stands on no shelf.", "Put it on one.")
    for name in sorted(shelved - {piece.id for piece in everything if piece.library}):
        yield mistake(7, folder.LIBRARY, f"{name!r} stands on a shelf.", "Say library: true in its file.")


def _piece(piece: Activity, plan: Catalogue, claimable: Mapping[str, str]) -> Iterator[CheckMessage]:
    if piece.minutes > LONGEST:
        yield mistake(6, piece.id, f"{piece.minutes} minutes is over {LONGEST}.", "Make two pieces of it.")
    for row in piece.covers:
        if row not in claimable:
            items = [name for name in claimable if name.startswith(f"{row}.")]
            hint = f"Claim its items one by one: {', '.join(items)}." if items else "rows.yaml lists the rows."
            yield mistake(5, piece.id, f"covers: there is no row {row!r}.", hint)
    yield from _doubled(piece.id, "row", list(piece.covers))
    yield from texts(piece.id, piece, plan)
    yield from _doubled(piece.id, "question", [question.id for question in piece.questions])
    for track in piece.tracks:
        if track not in TRACKS:
            hint = f"Mark a heading with one of: {', '.join(TRACKS)}."
            yield mistake(10, piece.id, f"A section is for {track!r}, which is no track.", hint)


def _fits_its_kind(piece: Activity, fields: Collection[str]) -> Iterator[CheckMessage]:
    """`fields`: those of its front matter."""
    kind = kinds.kind_named(piece.kind)
    if kind is None:
        hint = "Take the file away until the kind has a module in recovery/kinds/; the piece keeps its place."
        yield mistake(14, piece.id, f"Nothing can show a piece of the kind {piece.kind!r} yet.", hint)
        return
    takes = {"covers", *kind.takes, *kind.fields}
    for name in sorted(set(fields) - takes):
        hint = f"Take it out. A piece to {kind.name} takes: {', '.join(sorted(takes))}."
        yield mistake(13, piece.id, f"A piece of the kind {kind.name} takes no field {name!r}.", hint)
    if piece.visibility != kind.visibility and "visibility" in kind.takes:
        hint = f"Make visibility {kind.visibility}."
        yield mistake(11, piece.id, f"A piece to {kind.name} cannot have visibility {piece.visibility!r}.", hint)
    if kind.asks and not piece.questions:
        yield mistake(11, piece.id, f"A piece of the kind {kind.name} asks nothing.", "Give it questions.")
    for what, hint in kind.problems(piece):
        yield mistake(12, piece.id, what, hint)
    for what, hint in _questions(piece, kind):
        yield mistake(16, piece.id, what, hint)


def _questions(piece: Activity, kind: kinds.Kind) -> Iterator[tuple[str, str]]:
    for question in piece.questions:
        named = f"The question {question.id!r}"
        if question.kind not in kind.question_kinds:
            yield f"{named} is a {question.kind}.", f"A piece to {kind.name} has: {', '.join(kind.question_kinds)}."
        says_its_numbers = (len(question.ends), bool(question.words)) == (
            (2, True) if question.kind == SCALE else (0, False)
        )
        if not says_its_numbers:
            hint = (
                "A scale has ends, the words at 0 and at 10, and words, which ask for its sentence; no other has them."
            )
            yield f"{named} does not say what its numbers mean.", hint
        if bool(question.options) != (question.kind == CHOICE):
            yield (
                f"{named} has nothing to choose from.",
                "A choice has options, each with id and label; no other has them.",
            )
        if question.ready_made and question.kind not in (WORDS, LINE):
            yield f"{named} has a ready-made answer.", "Only words and a line can be put in by a tap."
        yield from _hints(named, question)


def _hints(named: str, question: Question) -> Iterator[tuple[str, str]]:
    for hint in {question.hint(track) for track in TRACKS} - {""}:
        if not (hint.startswith("“") and hint.endswith("”")):
            how = "Write what somebody might answer, in curly quotes: “We talked about pills and bin days.”"
            yield f"{named}: the hint {hint[:40]!r} is no sample answer.", how


# What Today brings


def _today(root: Path, ids: Collection[str]) -> Iterator[CheckMessage]:
    try:
        said = folder.read_order(root)
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield mistake(1, TODAY, str(error))
        return
    weeks = said.get("weeks") if isinstance(said, dict) and set(said) == {*NAMED_ONCE, "weeks"} else None
    if not isinstance(weeks, list) or not weeks or not all(map(_is_week, weeks)):
        yield mistake(
            15, TODAY, "It is not written as it should be.", f"Say {', '.join(NAMED_ONCE)}, and weeks: a list by track."
        )
        return
    for track in TRACKS:
        brought = [piece for week in weeks for piece in week[track]]
        yield from _doubled(f"{TODAY}, {track}", "piece", brought)
        for piece in sorted({*brought, *(said[name] for name in NAMED_ONCE)} - set(ids)):
            yield mistake(7, f"{TODAY}, {track}", f"There is no piece {piece!r}.", "Name a piece that is listed.")


def _is_week(value: Any) -> bool:
    by_track = isinstance(value, dict) and set(value) == set(TRACKS)
    return by_track and all(map(is_list_of_text, value.values()))
