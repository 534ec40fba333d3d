from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "recovery"

    def ready(self) -> None:
        from couples import parts  # noqa: PLC0415 - models are ready only now

        from . import checks, sources  # noqa: F401, PLC0415
        from .part import RecoveryPart  # noqa: PLC0415

        parts.register(RecoveryPart())
        sources.register()
