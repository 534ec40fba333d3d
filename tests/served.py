"""The test client, with what lies around the application where a server loads it (`config/wsgi.py`)."""

from typing import Any

from django.test import Client
from django.test.client import ClientHandler

from config.bodies import readable_type


class AsServed(ClientHandler):
    def __call__(self, environ: dict[str, Any]) -> Any:
        return super().__call__({**environ, "CONTENT_TYPE": readable_type(environ.get("CONTENT_TYPE", ""))})


def as_served(client: Client) -> Client:
    """The same client, whose requests now come in as a server's do."""
    client.handler = AsServed(enforce_csrf_checks=client.handler.enforce_csrf_checks)
    return client
