"""What stands in a mail in place of ids: made by HMAC, so that a mail sent again carries the same."""

import base64
import binascii
import uuid

from django.utils.crypto import constant_time_compare, salted_hmac

_MARK = 16


def message_name(reminder_id: uuid.UUID) -> str:
    """The part of the Message-ID before the @, the same each time for one reminder."""
    digest = salted_hmac("reminders.message", reminder_id.bytes, algorithm="sha256").digest()
    return f"r.{base64.b32encode(digest).decode().lower()[:26]}"


def unsubscribe_token(subscription_id: uuid.UUID) -> str:
    """What the link in a mail holds: it ends that subscription and can do nothing else."""
    return base64.urlsafe_b64encode(subscription_id.bytes + _mark(subscription_id)).decode().rstrip("=")


def subscription_of(token: str) -> uuid.UUID | None:
    """The id that a token of ours holds; None for any other."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + _MARK:
        return None
    subscription_id = uuid.UUID(bytes=raw[:16])
    return subscription_id if constant_time_compare(token, unsubscribe_token(subscription_id)) else None


def _mark(subscription_id: uuid.UUID) -> bytes:
    return salted_hmac("reminders.unsubscribe", subscription_id.bytes, algorithm="sha256").digest()[:_MARK]
