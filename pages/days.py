"""Days as a page says them. Their shape is a text for translators: other languages put the month first."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext


def day_and_month(day: date) -> str:
    """`21 May`."""
    return date_format(day, gettext("j F"))


def full_day(day: date) -> str:
    """`21 May 2026`."""
    return date_format(day, gettext("j F Y"))


def weekday(day: date) -> str:
    """`Thursday 21 May`."""
    return date_format(day, gettext("l j F"))
