from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from couples import actions
from couples.ledger import Unreadable
from people.models import Deletion


class Command(BaseCommand):
    help = "Deletions: who asked, carrying out what is due, and the ledger after a restore. See docs/deleting.md."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--list", action="store_true", help="who has asked, by id, and the day it is carried out")
        what.add_argument("--carry-out", action="store_true", help="delete everyone whose time to take it back is over")
        what.add_argument("--replay", action="store_true", help="delete once more whom a restored backup brought back")
        what.add_argument("--verify", action="store_true", help="name what is still there of persons in the ledger")

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = next(name for name in ("list", "carry_out", "replay", "verify") if options[name])
        try:
            getattr(self, chosen)()
        except Unreadable as error:
            raise CommandError(f"{error} Mend the file from a copy, then try again.") from error

    def list(self) -> None:
        for deletion in Deletion.unscoped.order_by("due_at", "pk"):
            self.stdout.write(f"person {deletion.person_id}: {deletion.due_at:%Y-%m-%d}")

    def carry_out(self) -> None:
        self.stdout.write(f"{actions.carry_out_deletions()} deleted")

    def replay(self) -> None:
        self.stdout.write(f"{actions.replay()} deleted once more")

    def verify(self) -> None:
        found = list(actions.remains())
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError("Not everything is gone. `manage.py deletions --replay` deletes it once more.")
        self.stdout.write("Nothing is left of anybody in the ledger.")
