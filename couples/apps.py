from django.apps import AppConfig


class CouplesConfig(AppConfig):
    name = "couples"

    def ready(self) -> None:
        from . import checks, parts, sources  # noqa: F401, PLC0415 - models are ready only now
        from .part import CouplesPart  # noqa: PLC0415

        parts.register(CouplesPart())
        sources.register()
