"""Whether the plan's files in other languages fit the English ones, which are sound."""

from collections.abc import Iterator
from pathlib import Path

from django.core.checks import CheckMessage

from pages.content.translated import LANGUAGES, strays
from recovery.plan import folder

from .mistakes import mistake
from .texts import texts


def languages(root: Path) -> Iterator[CheckMessage]:
    """What is wrong in `root/languages/`. Where every file of a language fits, they are read as a plan."""
    for place in sorted(path for path in (root / LANGUAGES).glob("*") if path.is_dir()):
        wrong = [problem for path in sorted(place.glob("**/*.md")) for problem in _file(root, place, path)]
        yield from wrong or _plan(root, place)


def _file(root: Path, place: Path, path: Path) -> Iterator[CheckMessage]:
    where, ours = str(path.relative_to(root)), root / path.relative_to(place)
    lists = {root / "around.md", root / folder.LIBRARY}
    if ours not in {*folder.step_paths(root), *folder.piece_paths(root), *folder.library_paths(root), *lists}:
        yield mistake(17, where, "There is no English file of this name.", "Name it like the file that it translates.")
        return
    try:
        english, theirs = folder.read_page(ours), folder.read_page(path)
    except (OSError, UnicodeError, folder.Unreadable) as error:
        yield mistake(1, where, str(error))
        return
    for stray in strays(english.meta, theirs.meta):
        hint = "Translate the texts; ids, kinds and numbers are the English file's, and may be left out."
        yield mistake(18, where, f"{stray}: the English file has no such thing.", hint)
    if theirs.body.strip() and folder.marks(theirs.body) != folder.marks(english.body):
        what = "Its second-level headings and their marks are not those of the English file."
        yield mistake(18, where, what, "Keep each heading in its place, with its mark: ## Auf Deutsch {#hurt}")


def _plan(root: Path, place: Path) -> Iterator[CheckMessage]:
    plan = folder.load(root, place.name)
    for piece in (*plan.activities(), *plan.pages):
        yield from texts(f"{place.relative_to(root)}, {piece.id}", piece, plan)
