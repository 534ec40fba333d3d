"""Everything that changes the outbox.

`subscribing` is what a person asks for. `planning`, `claiming`, `judging`, `delivering` and `outcomes` are the way of a
mail, in that order; `posting` is that of a sign-in mail, which begins in a request; `ticking` walks them.
"""

from .posting import post, post_waits
from .subscribing import drop_due, plan_anew, subscribe, unsubscribe, unsubscribe_by_token
from .ticking import deliver_post, tick

__all__ = [
    "deliver_post",
    "drop_due",
    "plan_anew",
    "post",
    "post_waits",
    "subscribe",
    "tick",
    "unsubscribe",
    "unsubscribe_by_token",
]
