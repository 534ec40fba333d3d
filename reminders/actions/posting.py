"""The mails of the sign-in: written down in the request, and sent by the next ring of the bell."""

from datetime import timedelta
from email.utils import format_datetime
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

import clock
from reminders import bell, mails, tokens
from reminders.models import Payload, SignInMail, State, seal

from .judging import MOST_CLAIMS, End

CODE_LASTS = timedelta(minutes=15)
# Longer than a mail may take, and short enough that there is time for another try.
LEASE = timedelta(seconds=180)
KEPT = timedelta(days=7)


def post(address: str, subject: str, body: str, *, lasts: timedelta = CODE_LASTS, dud: bool = False) -> SignInMail:
    """Owes one plain mail to an address, now and until `lasts` is over, and rings the bell once. It is exempt from what
    a person chose for reminders. A `dud` costs the same and goes to nobody."""
    row, now = uuid4(), clock.now()
    sealed = seal(row, Payload(address, subject, body, dud))
    with transaction.atomic():
        mail = SignInMail.unscoped.create(pk=row, due_at=now, expires_at=now + lasts, payload=sealed)
        transaction.on_commit(partial(bell.ring), robust=True)
    return mail


def post_waits() -> bool:
    """Whether one may be claimed now. Takes no lock: this is asked very often."""
    return _free().exists()


def claim_post() -> SignInMail | None:
    """The next one, now leased to the caller; None where nothing is free. The same compare-and-set as for reminders."""
    now = clock.now()
    if not post_waits():
        return None
    mark = uuid4()
    with transaction.atomic():
        following = _free().select_for_update(skip_locked=True).order_by("due_at").values("pk")[:1]
        claimed = (
            _free()
            .filter(pk=Subquery(following))
            .update(state=State.LEASED, lease=mark, lease_until=now + LEASE, claims=F("claims") + 1)
        )
    return SignInMail.unscoped.filter(lease=mark).first() if claimed else None


def judge(mail: SignInMail) -> End | None:
    """What stands against sending it now."""
    if mail.claims > MOST_CLAIMS:
        return End(State.FAILED, "no-outcome")
    if reason := refusal(mail):
        return End(State.SKIPPED, reason)
    return End(State.SKIPPED, "dud") if mail.words().dud else None


def refusal(mail: SignInMail) -> str:
    return "expired" if mail.expires_at <= clock.now() else ""


def render(mail: SignInMail) -> mails.Mail:
    """The mail as it goes out: the same Message-ID each time."""
    words = mail.words()
    return mails.Mail(
        subject=words.subject,
        body=words.body,
        from_email=settings.TWOFOLD_MAIL_FROM,
        to=[words.address],
        headers={
            "Message-ID": f"<{tokens.message_name(mail.pk)}@{mails.mail_domain()}>",
            "Date": format_datetime(clock.now()),
            "Auto-Submitted": "auto-generated",
        },
    )


def sweep_posts() -> None:
    """Removes the empty rows of last week."""
    first, last = clock.recently(KEPT)
    SignInMail.unscoped.filter(Q(ended_at__lte=first) | Q(ended_at__gt=last)).delete()


def _free() -> QuerySet[SignInMail]:
    free = SignInMail.unscoped.alias(free_at=Coalesce("lease_until", "due_at"))
    return free.filter(ended_at=None, free_at__lte=clock.now())
