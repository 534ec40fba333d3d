"""What the web server loads."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from config.bodies import readable_type

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
handler = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answers one request."""
    return handler({**environ, "CONTENT_TYPE": readable_type(environ.get("CONTENT_TYPE", ""))}, start_response)
