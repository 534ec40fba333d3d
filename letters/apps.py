from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        from agreement import beside  # noqa: PLC0415 - models are ready only now
        from couples import parts  # noqa: PLC0415
        from sealed import pieces  # noqa: PLC0415

        from . import sources  # noqa: PLC0415
        from .models import ROOM  # noqa: PLC0415
        from .part import LettersPart  # noqa: PLC0415
        from .pieces import find_pieces  # noqa: PLC0415
        from .reading import LetterBeside  # noqa: PLC0415

        parts.register(LettersPart())
        pieces.register(ROOM, find_pieces)
        beside.register(LetterBeside())
        sources.register()
