"""`manage.py catalogue`: every text of pages and mails, gathered for translators. docs/translating.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Gathers every text of pages and mails into locale/, and compiles what is translated. Needs `make venv`."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--begin", metavar="LANGUAGE", help="begin a new language: de, or pt-br")

    def handle(self, *args: Any, begin: str | None = None, **options: Any) -> None:
        try:
            from config import catalogue  # noqa: PLC0415 (what it needs comes with `make venv` only)
        except ImportError as error:
            raise CommandError("Babel and polib gather the words; `make venv` brings them.") from error
        folder: Path = settings.LOCALE_PATHS[0]
        folder.mkdir(exist_ok=True)
        messages = catalogue.gather(settings.BASE_DIR)
        catalogue.write_template(messages, folder / "django.pot")
        self.stdout.write(f"{len(messages)} messages are in locale/django.pot.")
        if begin:
            try:
                catalogue.begin_language(begin, folder)
            except catalogue.UnknownLanguage as error:
                raise CommandError(f"No language is called {begin}. Write de, or pt-br.") from error
        for path in sorted(folder.glob("*/LC_MESSAGES/django.po")):
            try:
                done, of = catalogue.write_language(messages, path.parent.parent)
            except catalogue.StraightQuote as quoted:
                what = f"{path.parent.parent.name}: write “ ” for the straight quotes in {quoted}"
                raise CommandError(what) from quoted
            self.stdout.write(f"{path.parent.parent.name}: {done} of {of} are translated.")
