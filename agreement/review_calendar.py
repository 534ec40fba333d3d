"""The review date of a text, for the calendar of one of the two."""

import base64

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from pages.calendar_file import one_day

from .models import Version


def calendar_of(version: Version) -> bytes:
    """A calendar of the one day on which the text in force is read again. It doesn't say what the day is for, because
    others may see that calendar. A later text moves the day: it has the same name in the file of each."""
    # Constraints say so of what is signed.
    assert version.review_on is not None
    assert version.in_force_on is not None
    name = _name(version)
    return one_day(
        version.review_on, gettext("A reminder"), name=name, revision=version.number, since=version.in_force_on
    )


def _name(version: Version) -> str:
    """The same for every text of a couple, and no id of theirs."""
    digest = salted_hmac("agreement.review-day", version.couple_id.bytes, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:26]
