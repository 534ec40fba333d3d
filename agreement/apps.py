from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class AgreementConfig(AppConfig):
    name = "agreement"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now
        from sealed import pieces  # noqa: PLC0415

        from . import history, sources  # noqa: PLC0415
        from .models import ROOM  # noqa: PLC0415
        from .part import AgreementPart  # noqa: PLC0415
        from .pieces import find_pieces  # noqa: PLC0415
        from .situations import checks  # noqa: F401, PLC0415

        parts.register(AgreementPart())
        pieces.register(ROOM, find_pieces)
        sources.register()
        register(history.check_triggers, Tags.database)
        pre_migrate.connect(_lift_triggers, sender=self)
        post_migrate.connect(_install_triggers, sender=self)


def _lift_triggers(*, using: str, plan: Any, **_: Any) -> None:
    """SQLite cannot remake a table while a trigger of another one speaks of it; `post_migrate` puts them back."""
    from . import history  # noqa: PLC0415

    if plan and connections[using].vendor == "sqlite":
        history.remove(connections[using])


def _install_triggers(*, using: str, **_: Any) -> None:
    from . import history  # noqa: PLC0415

    history.install(connections[using])
