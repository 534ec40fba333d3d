"""What a mail says: one of two texts, to one person. No name, no topic, no state, and no link but the front page and
the way to stop these."""

from collections.abc import Callable
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import clock
from reminders import tokens
from reminders.models import Reminder, Subscription
from reminders.sources import Text, kind_of

SUBJECTS = {Text.REMINDER: _("Your reminder"), Text.NEWS: _("Something new for you")}


class Mail(EmailMultiAlternatives):
    """A mail whose sender asks `before_data` for leave, after the address is accepted and before the words go out."""

    leave: Callable[[], None] | None = None

    def before_data(self) -> None:
        """Raises where this mail must not go out after all."""
        if self.leave is not None:
            self.leave()


def render(reminder: Reminder) -> Mail:
    """The mail for a claimed reminder, whose person is subscribed."""
    subscription = Subscription.objects.visible_to(reminder.person).get()
    text = kind_of(reminder.kind).text
    stop = settings.TWOFOLD_SITE_ROOT + reverse("reminders:stop", args=[tokens.unsubscribe_token(subscription.pk)])
    words = {"subject": SUBJECTS[text], "site": f"{settings.TWOFOLD_SITE_ROOT}/", "stop": stop}
    mail = Mail(
        subject=SUBJECTS[text],
        body=render_to_string(f"email/{text.value}.txt", words),
        from_email=settings.TWOFOLD_MAIL_FROM,
        to=[reminder.person.email],
        headers={
            "Message-ID": f"<{tokens.message_name(reminder.pk)}@{mail_domain()}>",
            "Date": format_datetime(clock.now()),
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string(f"email/{text.value}.html", words), "text/html")
    return mail


def mail_domain() -> str:
    """What stands after the @ in the sender's address."""
    return parseaddr(settings.TWOFOLD_MAIL_FROM)[1].rpartition("@")[2]
