"""System checks: what is wrong on this machine, and how to mend it. `manage.py check --deploy` shows all of them.

Settings refuse at once what would harm somebody. Here stands what only shows when everything is loaded,
and a second look at the promises of `settings.py`, so that an edit there cannot drop one in silence.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 (Django's name)

BY_ROWS = "people.sessions"


@register(Tags.security)
def private_pages(**_: Any) -> Iterable[CheckMessage]:
    """Denied by default, kept nowhere, and no script but ours."""
    wanted = {
        "twofold.E001": "django.contrib.auth.middleware.LoginRequiredMiddleware",
        "twofold.E002": "config.headers.PrivateHeaders",
        "twofold.E003": "csp.middleware.CSPMiddleware",
    }
    for code, middleware in wanted.items():
        if middleware not in settings.MIDDLEWARE:
            yield Error(f"{middleware} is missing.", hint="Put it back into MIDDLEWARE of config/settings.py.", id=code)
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {source for sources in policy.values() for source in sources}
    if not allowed <= {"'none'", "'self'", "data:"}:
        yield Error(
            "The content security policy lets a page talk to somebody else.",
            hint="Allow only 'none' and 'self', and data: for pictures, in CONTENT_SECURITY_POLICY.",
            id="twofold.E004",
        )


@register(Tags.security)
def sessions(**_: Any) -> Iterable[CheckMessage]:
    """Sessions that can be ended from elsewhere, and end by themselves."""
    if settings.SESSION_ENGINE != BY_ROWS or not settings.SESSION_EXPIRE_AT_BROWSER_CLOSE:
        yield Error(
            "Sessions would outlive what a person was promised.",
            hint=f"Set SESSION_ENGINE to {BY_ROWS} and SESSION_EXPIRE_AT_BROWSER_CLOSE to True.",
            id="twofold.E005",
        )


@register(Tags.security)
def nobody_is_told(**_: Any) -> Iterable[CheckMessage]:
    """Error mails would carry what somebody wrote to whoever runs the server."""
    if settings.ADMINS or settings.MANAGERS:
        yield Error(
            "ADMINS or MANAGERS is set.", hint="Leave both empty; the log names every failure.", id="twofold.E006"
        )
    if "django.contrib.admin" in settings.INSTALLED_APPS:
        yield Error("The admin is installed.", hint="Take it out of INSTALLED_APPS.", id="twofold.E007")


@register(Tags.security, deploy=True)
def hosted(**_: Any) -> Iterable[CheckMessage]:
    """What a server for others needs beyond a laptop."""
    if settings.TWOFOLD_MODE != "production":
        yield Error(
            f"TWOFOLD_MODE is {settings.TWOFOLD_MODE}.", hint="Unset it, or set it to production.", id="twofold.E008"
        )
    if settings.DEBUG or "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "Error pages would show private words, or any host's name is accepted.",
            hint="Unset TWOFOLD_DEBUG; hosts follow from TWOFOLD_SITE_ROOT.",
            id="twofold.E009",
        )
    if settings.EMAIL_BACKEND != "reminders.smtp.EmailBackend":
        yield Error(
            "Mail does not go through reminders.smtp, which marks a mail before it is handed over.",
            hint="Set TWOFOLD_SMTP_HOST.",
            id="twofold.E010",
        )
    if settings.EMAIL_HOST not in {"localhost", "127.0.0.1", "::1"} and not (
        settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    ):
        yield Warning(
            "Mail travels unencrypted.",
            hint="Set TWOFOLD_SMTP_TLS to starttls or implicit.",
            id="twofold.W011",
        )
