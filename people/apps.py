from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from . import fates, sources  # noqa: PLC0415 - models are ready only now

        fates.register()
        sources.register()
