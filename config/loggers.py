"""What is written down, and from which level on. `logs.py` says how a line reads."""

from typing import Any


def logging_from(level: str) -> dict[str, Any]:
    """Django's LOGGING, with everything of ours from that level on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": "config.logs.DiscreetFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # A refused form or a page that is not there is not an event; the paths may be telling.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "WARNING"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            # It complains that memory:// has no host.
            "kombu.connection": {"level": "ERROR"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }
