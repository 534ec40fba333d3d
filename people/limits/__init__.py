"""Limits on tries: by which nobody guesses for long, and no partner locks the other out. See docs/limits.md.

`rules` says what is counted where, `passwords` is the way to ask whether a password is right, `browsers` knows the
browsers in which somebody has signed in before, and `middleware` puts the rules before the views.
"""

from .middleware import CountTries
from .passwords import password_is_right
from .rules import count_mail, count_or_refuse

__all__ = ["CountTries", "count_mail", "count_or_refuse", "password_is_right"]
