"""The mails of the sign-in wait in the outbox until the bell rings: here it is rung by hand."""

from typing import Any

from django.core import mail

import reminders.actions


def arrived() -> list[Any]:
    """Every mail that has come by now, after what waits was sent."""
    reminders.actions.deliver_post()
    return list(mail.outbox)
