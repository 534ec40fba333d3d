from django.apps import AppConfig


class SealedConfig(AppConfig):
    name = "sealed"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now

        from . import sources  # noqa: PLC0415
        from .part import SealedPart  # noqa: PLC0415

        parts.register(SealedPart())
        sources.register()
