"""What every page knows of its reader and their device."""

from typing import Any

from django.http import HttpRequest

from .idle import WARNING_SECONDS, idle_seconds
from .looks import theme_of


def reader(request: HttpRequest) -> dict[str, Any]:
    return {
        # Only where somebody is signed in does a page ask for it, and so open a session.
        "idle_seconds": lambda: idle_seconds(request.session),
        "idle_warning": WARNING_SECONDS,
        "theme": theme_of(request),
    }
