"""What one sealed question consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Answer, Draft, LookAgain, Opening, Reveal
from .times import Opens


@dataclass(frozen=True)
class Piece:
    """One question, or a page of them, put to both partners.

    `which` names it in the columns of its rows, for instance {"activity": "why-i-am-here"}; `questions` are the ids of
    the single questions, in reading order.
    """

    drafts: type[Draft]
    answers: type[Answer]
    reveals: type[Reveal]
    openings: type[Opening]
    look_agains: type[LookAgain]
    which: Mapping[str, Any]
    questions: tuple[str, ...]
    opens: Opens = field(default=Opens.AT_ONCE)
