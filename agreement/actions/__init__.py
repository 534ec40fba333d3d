"""Writing, offering and signing; and the lines that somebody writes on their own."""

from agreement.document import LineWords

from .clauses import add_clause, bring_line_back, edit_clause, keep_clause, remove_clause
from .half_typed import cancel_half_typed, close_half_typed
from .marks import forget_marks, mark_line
from .own_lines import (
    bring_own_line_back,
    change_own_line,
    delete_own_line,
    keep_alone,
    share_own_line,
    write_own_line,
)
from .places import move_line
from .pressed import MOST_NOTES, delete_signing_note, note_signing
from .removing import bring_draft_back, discard_draft, forget_old_removals, forget_removed
from .setting_aside import forget_set_aside, lift, set_aside
from .signing import offer, sign, withdraw_signature
from .situations import MOST_GUESSES, MOST_TOPICS, add_situation, choose_topics, guess, take_situation_out
from .working_copy import PREAMBLE, begin_draft, choose_review_day, close, erase_unsigned

__all__ = [
    "MOST_GUESSES",
    "MOST_NOTES",
    "MOST_TOPICS",
    "PREAMBLE",
    "LineWords",
    "add_clause",
    "add_situation",
    "begin_draft",
    "bring_draft_back",
    "bring_line_back",
    "bring_own_line_back",
    "cancel_half_typed",
    "change_own_line",
    "choose_review_day",
    "choose_topics",
    "close",
    "close_half_typed",
    "delete_own_line",
    "delete_signing_note",
    "discard_draft",
    "edit_clause",
    "erase_unsigned",
    "forget_marks",
    "forget_old_removals",
    "forget_removed",
    "forget_set_aside",
    "guess",
    "keep_alone",
    "keep_clause",
    "lift",
    "mark_line",
    "move_line",
    "note_signing",
    "offer",
    "remove_clause",
    "set_aside",
    "share_own_line",
    "sign",
    "take_situation_out",
    "withdraw_signature",
    "write_own_line",
]
