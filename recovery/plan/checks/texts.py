"""What the texts of a piece may get wrong in any language: where they lead, and whom their wording would give away."""

from collections.abc import Iterator

from django.core.checks import CheckMessage

from recovery.plan import kinds
from recovery.plan.activities import TRACKS, Activity, Catalogue

from .mistakes import mistake


def texts(where: str, piece: Activity, plan: Catalogue) -> Iterator[CheckMessage]:
    """What is wrong in the texts of a piece of that plan."""
    built = {other.id for other in (*plan.activities(), *plan.pages) if other.built}
    for link in piece.links:
        if link not in built:
            hint = "Write piece: and the id of a piece that has its file."
            yield mistake(7, where, f"A link leads to {link!r}, where there is nothing to read.", hint)
    kind = kinds.kind_named(piece.kind)
    # Whoever reads the answer reads the question too: worded by track, it would tell which track its writer is on.
    if kind and (kind.is_for_two or kind.is_shareable):
        for question in piece.questions:
            if len({question.prompt(track) for track in TRACKS}) > 1:
                what = f"The question {question.id!r} is worded by track, and the partner may read it."
                hint = "Use one prompt for all tracks; hints may differ, since only their reader sees them."
                yield mistake(16, where, what, hint)
