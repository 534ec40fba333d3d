"""The outbox: who asked for mail, every mail owed, and the mails of the sign-in."""

from .outgoing import IN_FLIGHT, MOST_COPIES, Outgoing, State
from .reminder import Reminder, Subscription
from .sign_in_mail import Payload, SignInMail, seal

__all__ = [
    "IN_FLIGHT",
    "MOST_COPIES",
    "Outgoing",
    "Payload",
    "Reminder",
    "SignInMail",
    "State",
    "Subscription",
    "seal",
]
