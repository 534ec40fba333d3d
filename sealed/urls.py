"""The pages of a piece below its address, the same in every room. Their names are what `Piece.address` is asked for.

`[page.at(prefix, find) for page in (PIECE, *PAGES)]` puts them under a prefix of the room's own; `find` gets the
request and what the address holds, and returns the piece or raises Http404.
"""

from pages.places import BOTH, GET, POST, Page

from .piece import Piece
from .views import opening, sealing, writing

PIECE: Page[Piece] = Page("", "piece", writing.writing, BOTH)
DRAFT: Page[Piece] = Page("draft/", "draft", writing.draft, POST)
SEALING: tuple[Page[Piece], ...] = (
    Page("seal/", "seal", sealing.seal, BOTH),
    Page("sealed/", "sealed", sealing.sealed, GET),
    Page("answer/", "answer", writing.answer, GET),
    Page("answer/removal/", "answer-removal", sealing.answer_removal, POST),
    Page("look-again/", "look-again", sealing.look_again, BOTH),
    Page("opening/", "opening", opening.opening, BOTH),
    Page("opening/talk-list/", "opening-talk-list", opening.talk_list, POST),
)
PAGES = (DRAFT, *SEALING)
"""What a piece has that is sealed; one that never is has its own page and the draft."""
