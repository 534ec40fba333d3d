"""What every page knows: the house, and the name of the other half."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .idle import WARNING_SECONDS
from .looks import theme_of
from .requests import us_for


def house(request: HttpRequest) -> dict[str, Any]:
    """`partner_name` is looked up only by a page that says it, and is empty for who is on their own."""

    @cache
    def partner_name() -> str:
        user = getattr(request, "user", None)
        return us_for(request).other_name if user is not None and user.is_authenticated else ""

    return {
        "site_name": settings.TWOFOLD_SITE_NAME,
        "host_name": settings.TWOFOLD_HOST_NAME,
        "partner_name": partner_name,
        "idle_seconds": settings.TWOFOLD_IDLE_SECONDS,
        "idle_warning": WARNING_SECONDS,
        "theme": theme_of(request),
    }
