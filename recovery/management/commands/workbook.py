"""`manage.py workbook`: the library and the plan's questions as one PDF to print."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from couples.help_lines import help_lines
from recovery.printing import workbook_pdf


class Command(BaseCommand):
    help = "Writes the library and the plan's questions as one PDF, the safety page first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file to write")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        countries = help_lines()
        with translation.override(settings.LANGUAGE_CODE):
            path.write_bytes(workbook_pdf(countries))
        self.stdout.write(f"Written: {path}")
