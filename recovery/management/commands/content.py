"""`manage.py content`: what the texts of the plan carry, how long the plan takes, how easily they read, and the tics of
our own voice."""

from typing import Any

from django.core.management.base import BaseCommand

from agreement.situations.deck import topics
from recovery.plan import catalogue, folder, progress, rows, wording
from recovery.plan.activities import Activity


class Command(BaseCommand):
    help = "Says of the plan's texts which rows nothing carries, what the core takes, and which words come too often."

    def handle(self, *args: Any, **options: Any) -> None:
        pieces = catalogue.activities()
        built = [piece for piece in pieces if piece.built]
        self.stdout.write(f"{len(built)} of {len(pieces)} pieces have their text.")
        self.stdout.write(f"The core takes {progress.core_minutes(pieces)} minutes, repeats counted.")
        on_cards = {row for topic in topics() for card in topic.cards for row in card.covers}
        open_pages = catalogue.plan().pages
        uncarried = rows.uncarried(rows.read_rows(catalogue.CONTENT), (*pieces, *open_pages))
        missing = {name: said for name, said in uncarried.items() if name not in on_cards}
        self.stdout.write(f"\nNo piece, no page and no card carries these {len(missing)}:")
        for name, said in missing.items():
            self.stdout.write(f"  {name}: {said}")
        self.stdout.write("\nTics, worst first:")
        paths = (*folder.piece_paths(catalogue.CONTENT), *folder.library_paths(catalogue.CONTENT))
        found = {path.stem: wording.tics(path.read_text("utf-8")) for path in paths}
        for piece in sorted(found, key=lambda piece: (-len(found[piece]), piece)):
            for tic in found[piece]:
                self.stdout.write(f"  {piece} ({len(found[piece])}): {tic.what}: {tic.line}")
        self.stdout.write("\nThe age at which they are read with ease, worst first (12 to 14 is meant):")
        try:
            ages = {piece.id: wording.reading_age(_prose(piece)) for piece in (*built, *open_pages) if _prose(piece)}
        except ImportError:
            self.stdout.write("  It is counted by textstat, which `make venv` brings.")
            return
        for piece_id in sorted(ages, key=lambda piece_id: (-ages[piece_id], piece_id)):
            self.stdout.write(f"  {piece_id}: {ages[piece_id]:.1f}")


def _prose(piece: Activity) -> str:
    return wording.prose(section.html for section in piece.sections)
