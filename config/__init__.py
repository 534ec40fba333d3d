"""Wiring: settings, addresses, the web server's and the worker's way in. No room imports from here."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
