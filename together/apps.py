from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "together"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now

        from . import sources  # noqa: PLC0415
        from .part import TogetherPart  # noqa: PLC0415

        parts.register(TogetherPart())
        sources.register()
