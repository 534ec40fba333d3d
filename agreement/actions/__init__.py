"""Writing, offering and signing; and the lines that somebody writes on their own."""

from .own_lines import change_own_line, destroy_own_line, keep_alone, share_own_line, write_own_line
from .text import (
    FOR_NOW,
    LineWords,
    add_clause,
    begin_draft,
    choose_review_day,
    close,
    edit_clause,
    erase_unsigned,
    offer,
    remove_clause,
    sign,
    withdraw_signature,
)

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
    "keep_alone",
    "offer",
    "remove_clause",
    "share_own_line",
    "sign",
    "withdraw_signature",
    "write_own_line",
]
