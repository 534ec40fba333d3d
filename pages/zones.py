"""Time zones, by the towns that people know."""

import zoneinfo
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PARTS_OF_THE_WORLD = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Asia": _("Asia"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Atlantic": _("Atlantic"),
    "Indian": _("Indian"),
    "Pacific": _("Pacific"),
}
"""As the database of zones names them, and as a page does."""
Zones = list[tuple[str, list[tuple[str, str]]]]


def zones(own: str = "UTC") -> Zones:
    """Towns by part of the world, so that typing a town's first letters finds it. A zone that is somebody's `own`
    already, and that no town is named after, stands first."""
    apart = sorted({"UTC", own} - {zone for _, group in towns() for zone, _ in group})
    return [
        (gettext("Without a town"), [(zone, zone) for zone in apart]),
        *((str(PARTS_OF_THE_WORLD[part]), list(group)) for part, group in towns()),
    ]


@cache
def towns() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every zone that a town is named after, with the town, by part of the world. Once a process: asking for the zones
    opens a file for each."""
    found: dict[str, list[tuple[str, str]]] = {part: [] for part in PARTS_OF_THE_WORLD}
    for zone in sorted(zoneinfo.available_timezones()):
        part, _, town = zone.partition("/")
        if part in found and town:
            found[part].append((zone, town.replace("_", " ").replace("/", ", ")))
    return tuple((part, tuple(group)) for part, group in found.items())
