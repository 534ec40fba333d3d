from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from agreement import beside  # noqa: PLC0415 - models are ready only now
        from couples import parts  # noqa: PLC0415
        from sealed import pieces  # noqa: PLC0415

        from .models import ROOM  # noqa: PLC0415
        from .part import ReviewsPart  # noqa: PLC0415
        from .pieces import find_pieces  # noqa: PLC0415
        from .reading import ReviewBeside  # noqa: PLC0415

        parts.register(ReviewsPart())
        pieces.register(ROOM, find_pieces)
        beside.register(ReviewBeside())
