from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "tests.reminders.room"
    label = "a_room"

    def ready(self) -> None:
        from reminders import sources

        from .sources import RoomSource

        sources.register(RoomSource())
