"""When a sealed pair opens. Pure functions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import clock

MORNING = 10
# From a sealing to ten the next morning, wherever the two are.
LONGEST_WAIT = timedelta(days=3)


class Opens(Enum):
    """Light pieces open at once; heavy ones at ten the next morning: nobody should read those alone at night."""

    AT_ONCE = "at once"
    NEXT_MORNING = "next morning"


def opening_time(opens: Opens, sealed_at: datetime, zones: Iterable[ZoneInfo]) -> datetime:
    """From when on both may read, given when the second answer was sealed.

    At once is from the beginning of that day, so that what is stored tells no time of day. Next morning is ten o'clock
    of the day after, in the zone of each; where those differ, the later one, so that it opens to both at the same
    moment and to neither before their own morning.
    """
    if opens is Opens.AT_ONCE:
        return min(clock.moment(sealed_at.astimezone(zone).date(), 0, zone) for zone in zones)
    return max(clock.moment(sealed_at.astimezone(zone).date() + timedelta(days=1), MORNING, zone) for zone in zones)
