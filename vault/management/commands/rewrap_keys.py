from typing import Any

from django.core.management.base import BaseCommand

from vault.actions import rewrap_all


class Command(BaseCommand):
    help = "Puts every data key under the first of TWOFOLD_VAULT_KEYS. Afterwards the old ones can be taken out."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rewrap_all()} keys are under the current wrapping key now.")
