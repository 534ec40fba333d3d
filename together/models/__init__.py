from .sitting import BREAK, News, Sitting
from .subject import PIECE_LENGTH, QUESTION_LENGTH, Subject

__all__ = ["BREAK", "PIECE_LENGTH", "QUESTION_LENGTH", "News", "Sitting", "Subject"]
