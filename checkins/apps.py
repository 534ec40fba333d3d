from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now
        from sealed import pieces  # noqa: PLC0415

        from . import sources  # noqa: PLC0415
        from .models import ROOM  # noqa: PLC0415
        from .part import CheckInsPart  # noqa: PLC0415
        from .pieces import find_pieces  # noqa: PLC0415

        parts.register(CheckInsPart())
        pieces.register(ROOM, find_pieces)
        sources.register()
