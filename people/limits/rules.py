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
from people.at_hand import is_small

from .browsers import known_browser

MINUTES_5, MINUTES_15, HOUR = timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)


SHOW = "show"  # the action of the second page that is a try


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


def _who_shows_a_proof(request: HttpRequest) -> str:
    """Who shows a second proof, or one once more: in a full sign-in by the session, since another takes two proofs;
    else in a browser that is known to the address, or on this machine, so that nobody elsewhere is in the way. What is
    no try is not counted."""
    if request.POST.get("action", SHOW) != SHOW:
        return ""
    if request.user.is_authenticated and not is_small():
        return f"{request.user.pk} in {request.session.session_key}"
    pending = request.session.get("account_login")
    if request.user.is_authenticated:
        person, email = str(request.user.pk), request.user.email
    elif isinstance(pending, dict) and pending.get("user_pk"):
        person, email = str(pending["user_pk"]), str(pending.get("email") or "")
    else:
        return ""
    return f"{person} {known_browser(request, email) or machine_of(request)}"


def _begun_by(request: HttpRequest) -> str:
    """Whoever is in, or has shown something and owes more: in this session, so that nobody else who has shown it too,
    in the same home even, is in the way."""
    pending = request.session.get("account_login")
    # Who signs up has shown nothing: there the same must come back whoever has that address.
    shown = request.session.get("account_authentication_methods") and not (pending or {}).get("signup")
    return f"in {request.session.session_key}" if request.user.is_authenticated or shown else ""


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
    "second_proof": (Rule("factor", 8, MINUTES_5, _who_shows_a_proof), Rule("codes", 60, MINUTES_15, _machine)),
    "becoming_full": (Rule("factor", 8, MINUTES_5, _who_shows_a_proof), Rule("codes", 60, MINUTES_15, _machine)),
    "mfa_reauthenticate_webauthn": (Rule("factor", 8, MINUTES_5, _who_shows_a_proof),),
    "couples:join": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
    "couples:joining": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
    "reminders:stop": (Rule("link", 60, MINUTES_15, _machine, misses=True),),
}
MAILS = Rule("mail", 3, MINUTES_5, lambda _: "")
MAILS_A_DAY = Rule("mail-day", 20, timedelta(days=1), lambda _: "")
# Whoever has shown something already has twenty a session of their own; this much from one machine is a flood. By the
# address alone it would keep the owner out.
FLOOD = Rule("mail-flood", 500, timedelta(days=1), lambda _: "")


def count_or_refuse(rule: Rule, key: str) -> None:
    """Counts one try. Refuses with a calm page where there were too many."""
    if counting.count_try(rule.name, key, rule.lasts) > rule.most:
        raise TooManyTries


def tries_so_far(rule: Rule, key: str) -> int:
    return counting.tries_so_far(rule.name, key, rule.lasts)


def count_mail(request: HttpRequest, email: str) -> None:
    """Counts one sign-in mail to an address, known here or not, and at most once in a request: for the address and the
    machine. A known browser, and whoever has shown something already, have a count of their own, so that nobody else
    can use it up."""
    if getattr(request, "_mail_is_counted", False):
        return
    request._mail_is_counted = True  # type: ignore[attr-defined]
    address = same_address(email)
    apart = known_browser(request, email) or _begun_by(request)
    count_or_refuse(MAILS, f"{address} {apart or machine_of(request)}")
    count_or_refuse(MAILS_A_DAY, _day_of(address, apart))
    if not known_browser(request, email):
        count_or_refuse(FLOOD, f"{address} {machine_of(request)}")


def mails_are_left(email: str) -> bool:
    """Whether a code can be mailed today to whoever has shown nothing yet."""
    return tries_so_far(MAILS_A_DAY, _day_of(same_address(email))) < MAILS_A_DAY.most


def _day_of(address: str, apart: str = "") -> str:
    return f"{address} {apart}"


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
