"""`manage.py catalogue`: every text of pages and mails, gathered for translators. docs/translating.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import catalogue


class Command(BaseCommand):
    help = "Gathers every text of pages and mails into locale/, and compiles what is translated. Needs `make venv`."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--begin", metavar="LANGUAGE", help="begin a new language: de, or pt-br")

    def handle(self, *args: Any, begin: str | None = None, **options: Any) -> None:
        folder: Path = settings.LOCALE_PATHS[0]
        folder.mkdir(exist_ok=True)
        try:
            messages = catalogue.gather(settings.BASE_DIR)
        except ImportError as error:
            raise CommandError("Babel and polib gather the words; `make venv` brings them.") from error
        catalogue.write_template(messages, folder / "django.pot")
        self.stdout.write(f"{len(messages)} messages are in locale/django.pot.")
        if begin:
            try:
                catalogue.begin_language(begin, folder)
            except catalogue.UnknownLanguage as error:
                raise CommandError(f"No language is called {begin}. Write de, or pt-br.") from error
        for path in sorted(folder.glob("*/LC_MESSAGES/django.po")):
            done, of = catalogue.write_language(messages, path.parent.parent)
            self.stdout.write(f"{path.parent.parent.name}: {done} of {of} are translated.")
