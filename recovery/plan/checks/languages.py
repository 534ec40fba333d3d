"""Whether the plan's files in other languages fit the English ones."""

from collections.abc import Iterator
from pathlib import Path

from django.core.checks import CheckMessage

from recovery.plan import folder
from recovery.plan.translated import strays

from .mistakes import mistake


def languages(root: Path) -> Iterator[CheckMessage]:
    """What is wrong in the files of `root/languages/`. The English files are sound."""
    for path in sorted((root / folder.LANGUAGES).glob("*/**/*.md")):
        where = str(path.relative_to(root))
        ours = root.joinpath(*path.relative_to(root).parts[2:])
        if not ours.exists():
            yield mistake(
                17, where, "There is no English file of this name.", "Name it like the file that it translates."
            )
            continue
        try:
            theirs = folder.read_page(path)
        except folder.Unreadable as error:
            yield mistake(1, where, str(error))
            continue
        for stray in strays(folder.read_page(ours).meta, theirs.meta):
            hint = "Translate the texts; ids, kinds and numbers are the English file's, and may be left out."
            yield mistake(18, where, f"{stray}: the English file has no such thing.", hint)
