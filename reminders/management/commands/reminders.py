from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from reminders.models import Reminder, SignInMail, State


class Command(BaseCommand):
    help = "Says how many reminders stand in each state, and why those ended that were not sent. Names nobody."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.count(Reminder.unscoped)
        if SignInMail.unscoped.exists():
            self.stdout.write("\nMails of the sign-in, of the last days")
            self.count(SignInMail.unscoped)

    def count(self, mails: Any) -> None:
        rows = mails.values_list("state", "reason").annotate(count=Count("pk"))
        counts = {(state, reason): count for state, reason, count in rows}
        for state in State:
            reasons = {reason: count for (where, reason), count in sorted(counts.items()) if where == state}
            self.stdout.write(f"{state.value:12} {sum(reasons.values())}")
            for reason, count in reasons.items():
                if reason:
                    self.stdout.write(f"    {reason:20} {count}")
