"""Writing, offering and signing; and the lines that somebody writes on their own."""

from .clauses import LineWords, add_clause, edit_clause, remove_clause
from .own_lines import change_own_line, destroy_own_line, keep_alone, share_own_line, write_own_line
from .setting_aside import forget_set_aside, lift, set_aside
from .signing import offer, sign, withdraw_signature
from .working_copy import FOR_NOW, begin_draft, choose_review_day, close, erase_unsigned

__all__ = [
    "FOR_NOW",
    "LineWords",
    "add_clause",
    "begin_draft",
    "change_own_line",
    "choose_review_day",
    "close",
    "destroy_own_line",
    "edit_clause",
    "erase_unsigned",
    "forget_set_aside",
    "keep_alone",
    "lift",
    "offer",
    "remove_clause",
    "set_aside",
    "share_own_line",
    "sign",
    "withdraw_signature",
    "write_own_line",
]
