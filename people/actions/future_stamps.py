"""What a clock that was wrong has stamped: no wait that it began is longer than any other."""

from datetime import timedelta

import clock
from people.models import Change, Deletion, PaperKey, SmallSignIn
from people.proofs import YOUNG


def restart_future_waits() -> None:
    """Begins anew, from now on, what waits since a moment that is still to come."""
    now, latest = clock.now(), clock.at_the_latest(timedelta(0))
    for change in Change.unscoped.filter(made_at__gt=latest):
        same = Change.unscoped.filter(pk=change.pk, made_at=change.made_at)
        same.update(made_at=now, settles_at=now + (change.settles_at - change.made_at))
    for deletion in Deletion.unscoped.filter(asked_at__gt=latest):
        same_wish = Deletion.unscoped.filter(pk=deletion.pk, asked_at=deletion.asked_at)
        same_wish.update(asked_at=now, due_at=now + (deletion.due_at - deletion.asked_at))
    PaperKey.unscoped.filter(made_at__gt=latest).update(made_at=now)
    PaperKey.unscoped.filter(ends_at__gt=clock.at_the_latest(YOUNG)).update(ends_at=now + YOUNG)
    SmallSignIn.unscoped.filter(ended_on__gt=now.date() + clock.ZONES_APART).update(ended_on=now.date())
