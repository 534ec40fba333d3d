"""A check-in as a sealed piece: it opens at ten on the morning after both are in."""

from sealed.piece import Piece
from sealed.times import Opens

from .models import Answer, CheckIn, Draft, LookAgain, Opening, Reveal
from .questions import QUESTIONS


def piece_of(check_in: CheckIn) -> Piece:
    return Piece(
        drafts=Draft,
        answers=Answer,
        reveals=Reveal,
        openings=Opening,
        look_agains=LookAgain,
        which={"check_in": check_in},
        questions=QUESTIONS,
        opens=Opens.NEXT_MORNING,
    )
