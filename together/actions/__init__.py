"""The talk list, and sittings of two. The person's own row is locked first, then the couple's."""

from .sittings import begin, bump, end, end_old, locked_sitting, move, refuse_on_break, take_break
from .talk_list import (
    MOST_SUBJECTS,
    add,
    add_once,
    clear,
    drop_cleared,
    earliest_to_come_back,
    erase_words_of,
    id_about,
    put_back,
    put_question,
    put_questions,
)

__all__ = [
    "MOST_SUBJECTS",
    "add",
    "add_once",
    "begin",
    "bump",
    "clear",
    "drop_cleared",
    "earliest_to_come_back",
    "end",
    "end_old",
    "erase_words_of",
    "id_about",
    "locked_sitting",
    "move",
    "put_back",
    "put_question",
    "put_questions",
    "refuse_on_break",
    "take_break",
]
