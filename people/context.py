"""What every page knows of its reader and their device."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .idle import WARNING_SECONDS
from .looks import theme_of


def reader(request: HttpRequest) -> dict[str, Any]:
    return {
        "idle_seconds": settings.TWOFOLD_IDLE_SECONDS,
        "idle_warning": WARNING_SECONDS,
        "theme": theme_of(request),
    }
