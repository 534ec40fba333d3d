"""What a clock that was wrong has stamped: no mail is held longer for it, and none goes out a year late."""

import clock
from reminders.models import Outgoing, Reminder, SignInMail

from .outcomes import AMBIGUOUS, DELAYS


def restart_future_waits() -> None:
    """Lets leases that end later than any can end when one that is taken now would. A mail of the sign-in that is due
    so late is too late already."""
    now = clock.now()
    models: tuple[type[Outgoing], ...] = (Reminder, SignInMail)
    for model in models:
        held = model._default_manager.filter(lease_until__gt=clock.at_the_latest(AMBIGUOUS))
        held.update(lease_until=now + AMBIGUOUS)
    late = SignInMail.unscoped.filter(ended_at=None, lease=None, due_at__gt=clock.at_the_latest(max(DELAYS)))
    late.update(due_at=now, expires_at=now)
