"""`manage.py migrate`: Django's own, after a look at whether the database is one that it can go on from."""

import sys
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from config.earlier import EarlierData, refuse_earlier_data


class Command(migrate.Command):
    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except EarlierData as refusal:
            sys.exit(f"{refusal}")

    def execute(self, *args: Any, **options: Any) -> str | None:
        # Before the checks too: some of them open the database in the usual way, which writes to SQLite's file.
        refuse_earlier_data(connections[options["database"]])
        return super().execute(*args, **options)
