"""What was changed about somebody's ways in, in the last 30 days."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pages.days import day_and_month
from people.proofs import Proof

from .row import PersonRow


class What(models.TextChoices):
    """What a change is of. Each value is stored: it never changes."""

    PASSWORD = "password", "password"
    RESET = "reset", "a new password by email"
    ADDRESS = "address", "email address"
    APP = "app", "authenticator app"
    APP_GONE = "app-gone", "authenticator app removed"
    PASSKEY = "passkey", "passkey"
    PASSKEY_GONE = "passkey-gone", "passkey removed"
    KEY = "key", "paper key"
    ANYWHERE = "anywhere", "your password being enough anywhere"


SAID = {
    What.PASSWORD: _("Your password changed on {day}."),
    What.RESET: _("A new password was set with a code from your email on {day}."),
    What.ADDRESS: _("Your email address changed on {day}."),
    What.APP: _("An authenticator app was added on {day}."),
    What.APP_GONE: _("An authenticator app was removed (it works for 30 more days) on {day}."),
    What.PASSKEY: _("A passkey was added on {day}."),
    What.PASSKEY_GONE: _("A passkey was removed (it works for 30 more days) on {day}."),
    What.KEY: _("A paper key was made on {day}."),
    What.ANYWHERE: _("Signing in with only your password was switched on (it starts 30 days later) on {day}."),
}


class Change(PersonRow):
    """New stands beside old until the change is settled. `ref` names the new thing, `old` what it replaced, under the
    person's key, in the body's words. Until then the new thing counts only as `counts_as`, the proof that its form
    asked for; afterwards the row is nothing, and is swept."""

    what = models.CharField(max_length=14, choices=What)
    ref = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    settles_at = models.DateTimeField(db_index=True)
    counts_as = models.CharField(max_length=10)

    vault_label = "change"

    class Meta(PersonRow.Meta):
        abstract = False
        constraints: ClassVar = (
            models.CheckConstraint(name="change_what", condition=Q(what__in=What.values)),
            models.CheckConstraint(name="change_counts_as", condition=Q(counts_as__in=list(Proof))),
            models.UniqueConstraint(name="change_one_reset", fields=("person",), condition=Q(what=What.RESET)),
        )
        ordering: ClassVar = ("-made_at", "pk")

    @property
    def said(self) -> SafeString:
        """What happened, and on which day, as the page tells it."""
        made_on = localdate(self.made_at)
        day = format_html('<time datetime="{}">{}</time>', made_on.isoformat(), day_and_month(made_on))
        return format_html(str(SAID[What(self.what)]), day=day)

    @property
    def old(self) -> str:
        return str(self.all_words.get("old", ""))

    def is_open(self, now: datetime) -> bool:
        return now < self.settles_at
