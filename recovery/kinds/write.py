"""To write for oneself, and to take along into a talk. Sharing it comes with its own step."""

from recovery.plan.kinds import register

from .reflect import Reflect


class Write(Reflect):
    name = "write"


register(Write())
