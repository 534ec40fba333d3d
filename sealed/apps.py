from django.apps import AppConfig


class SealedConfig(AppConfig):
    name = "sealed"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now
        from together import origins  # noqa: PLC0415

        from . import pieces, sources  # noqa: PLC0415
        from .part import SealedPart  # noqa: PLC0415

        parts.register(SealedPart())
        origins.register(pieces.find_origins)
        sources.register()
