"""A code that is mailed on a press, to show that one reads the mail: as a second proof, or in a form."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest

from people.models import Person

MAILED_CODE = "mailed_code"
MOST_TRIES = 3


class MailedCode(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """allauth's process of a code, kept in the session: 15 minutes, three tries."""

    def __init__(self, request: HttpRequest, state: dict[str, Any], person: Person) -> None:
        self.request = request
        super().__init__(max_attempts=MOST_TRIES, timeout=settings.CODE_LIFETIME, state=state, user=person)

    def persist(self) -> None:
        self.request.session[MAILED_CODE] = self.state

    def abort(self) -> None:
        self.request.session.pop(MAILED_CODE, None)

    def send(self) -> None:
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_mail("account/email/login_code", self.state["email"], {"code": self.code})
        self.persist()


def mail_code(request: HttpRequest, person: Person, email: str) -> None:
    """Sends `person` a code to `email`, an address of theirs. An earlier one is void."""
    MailedCode(request, MailedCode.initial_state(person, email), person).send()


def mailed_to(request: HttpRequest, person: Person) -> str:
    """The address to which a code is on its way that is still good; empty where there is none."""
    process = _process(request, person)
    return str(process.state["email"]) if process else ""


def spend_mailed_code(request: HttpRequest, person: Person, typed: str) -> bool:
    """Whether `typed` is the code that was mailed. It is good once, and three wrong ones end it."""
    process = _process(request, person)
    if process is None or not typed:
        return False
    if compare_user_code(actual=typed, expected=process.code):
        process.abort()
        return True
    process.record_invalid_attempt()
    return False


def _process(request: HttpRequest, person: Person) -> MailedCode | None:
    state = request.session.get(MAILED_CODE)
    if not isinstance(state, dict) or state.get("user_id") != str(person.pk):
        return None
    found: MailedCode | None = MailedCode(request, state, person).abort_if_invalid()
    return found
