"""Everything that changes the outbox.

`subscribing` is what a person asks for. `planning`, `claiming`, `judging`, `delivering` and `outcomes` are the way of a
mail, in that order; `ticking` walks it.
"""

from .subscribing import drop_due, plan_anew, subscribe, unsubscribe, unsubscribe_by_token
from .ticking import tick

__all__ = ["drop_due", "plan_anew", "subscribe", "tick", "unsubscribe", "unsubscribe_by_token"]
