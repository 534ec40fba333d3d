"""What every page knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    return {"site_name": settings.TWOFOLD_SITE_NAME, "host_name": settings.TWOFOLD_HOST_NAME}
