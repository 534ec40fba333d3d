"""What is counted where: by the name of an address, from a form or from whoever is signed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest

from pages.client_address import machine_of
from pages.letters import same_address
from pages.refusals import TooManyTries
from people.actions import counting

from .browsers import known_browser

MINUTES_5, MINUTES_15, HOUR = timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True)
class Rule:
    """At most so many in that time, for what `key` says; empty means not counted. `misses`: only what answered 404,
    so that a good link opens as often as one likes."""

    name: str
    most: int
    lasts: timedelta
    key: Callable[[HttpRequest], str]
    misses: bool = False


def _machine(request: HttpRequest) -> str:
    return machine_of(request)


def _strange_machine(request: HttpRequest) -> str:
    """Not counted where this browser is known to the address that was typed: others in the same home must not be able
    to lock it out."""
    return "" if known_browser(request, typed_email(request)) else machine_of(request)


def _person(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""


def _code(key: str) -> Callable[[HttpRequest], str]:
    """The one code that this session was mailed: allauth counts in the session, which twenty requests at once read
    before any of them has written."""

    def last_code(request: HttpRequest) -> str:
        state = request.session.get(key)
        if "code" not in request.POST or not isinstance(state, dict):
            return ""
        return f"{request.session.session_key} {state.get('at')} {state.get('resend_count')}"

    return last_code


def _half_signed_in(request: HttpRequest) -> str:
    """Whoever has given the password and owes the second factor, in this browser where it is a known one; or who is
    signed in and is asked once more, in this session: to begin another takes a factor."""
    pending = request.session.get("account_login")
    if request.user.is_authenticated:
        return f"{request.user.pk} in {request.session.session_key}"
    if not isinstance(pending, dict) or not pending.get("user_pk"):
        return ""
    return f"{pending['user_pk']} {known_browser(request, str(pending.get('email') or ''))}"


def _begun_by(request: HttpRequest) -> str:
    """Whoever is in, or has shown something and owes more, on this machine; the same for an address that nobody has."""
    pending = request.session.get("account_login")
    if request.user.is_authenticated:
        return f"{request.user.pk} {machine_of(request)}"
    return f"{pending.get('user_pk')} {machine_of(request)}" if isinstance(pending, dict) else ""


def typed_email(request: HttpRequest) -> str:
    return request.POST.get("email") or request.POST.get("login") or ""


RULES: Mapping[str, tuple[Rule, ...]] = {
    "account_signup": (Rule("sign-up", 20, HOUR, _machine),),
    "account_request_login_code": (Rule("reset", 20, HOUR, _strange_machine),),
    "account_reset_password": (Rule("reset", 20, HOUR, _strange_machine),),
    "account_email_verification_sent": (
        Rule("code", 5, MINUTES_15, _code("account_email_verification_code")),
        Rule("codes", 60, MINUTES_15, _machine),
    ),
    "account_confirm_password_reset_code": (
        Rule("code", 5, MINUTES_15, _code("account_password_reset_verification")),
        Rule("codes", 60, MINUTES_15, _machine),
    ),
    "account_complete_password_reset": (Rule("codes", 60, MINUTES_15, _machine),),
    "account_change_password": (Rule("change-password", 10, MINUTES_5, _person),),
    "account_confirm_login_code": (Rule("codes", 60, MINUTES_15, _machine),),
    "second_proof": (Rule("factor", 8, MINUTES_5, _half_signed_in), Rule("codes", 60, MINUTES_15, _machine)),
    "becoming_full": (Rule("factor", 8, MINUTES_5, _half_signed_in), Rule("codes", 60, MINUTES_15, _machine)),
    "mfa_reauthenticate_webauthn": (Rule("factor", 8, MINUTES_5, _half_signed_in),),
    "couples:join": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
    "couples:joining": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
    "reminders:stop": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
}
MAILS = Rule("mail", 3, MINUTES_5, lambda _: "")
MAILS_A_DAY = Rule("mail-day", 20, timedelta(days=1), lambda _: "")


def count_or_refuse(rule: Rule, key: str) -> None:
    """Counts one try. Refuses with a calm page where there were too many."""
    if counting.count_try(rule.name, key, rule.lasts) > rule.most:
        raise TooManyTries


def tries_so_far(rule: Rule, key: str) -> int:
    return counting.tries_so_far(rule.name, key, rule.lasts)


def count_mail(request: HttpRequest, email: str) -> None:
    """Counts one sign-in mail to an address, known here or not, and at most once in a request: for the address and the
    machine. A known browser, and whoever has shown something already, have a count of their own, so that nobody
    elsewhere can use it up."""
    if getattr(request, "_mail_is_counted", False):
        return
    request._mail_is_counted = True  # type: ignore[attr-defined]
    address = same_address(email)
    apart = known_browser(request, email) or _begun_by(request)
    count_or_refuse(MAILS, f"{address} {apart or machine_of(request)}")
    count_or_refuse(MAILS_A_DAY, f"{address} {apart}")


def count_before(request: HttpRequest, url_name: str) -> None:
    """Counts what is counted before the view. Refuses with a calm page."""
    for rule in RULES.get(url_name, ()):
        key = rule.key(request)
        if rule.misses and tries_so_far(rule, key) >= rule.most:
            raise TooManyTries
        if not rule.misses and request.method == "POST" and key:
            count_or_refuse(rule, key)


def count_after(request: HttpRequest, url_name: str, status: int) -> None:
    """Counts what was no hit."""
    for rule in RULES.get(url_name, ()):
        if rule.misses and status == HTTPStatus.NOT_FOUND:
            counting.count_try(rule.name, rule.key(request), rule.lasts)
