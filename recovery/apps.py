from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "recovery"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now
        from sealed import pieces  # noqa: PLC0415

        from . import kinds, sources  # noqa: F401, PLC0415 - registers them
        from .models import ROOM  # noqa: PLC0415
        from .part import RecoveryPart  # noqa: PLC0415
        from .pieces import find_pieces  # noqa: PLC0415
        from .plan import checks  # noqa: F401, PLC0415

        parts.register(RecoveryPart())
        pieces.register(ROOM, find_pieces)
        sources.register()
