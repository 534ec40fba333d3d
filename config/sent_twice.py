"""A form that signs in and is pressed twice: the second press lands where the first one led, signed in.

The first press gives the browser a new session, and a browser that sends the form again drops that answer. What the
second one brings is the name of a session that is gone. For a few seconds that name stands for the same form, with the
code that was typed into it, and leads on; for anything else it stands for nobody.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.sessions.backends.base import CreateError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from people.sessions import SessionStore

SENT = "sent"
SECONDS = 10


class SentTwice:
    """Middleware right below that of the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.session.session_key
        if SENT in request.session:
            if answer := _answer_of_the_first(request, before):
                return answer
            request.session = SessionStore()
        response = self.get_response(request)
        if request.method == "POST" and before:
            after = request.session.session_key
            if after and after != before and "Location" in response:
                _keep(before, after, request, response["Location"])
            elif _is_no_way_on(response):
                # Both were on their way at once, and the first was done first.
                return _answer_of_the_first(request, before) or response
        return response


def _answer_of_the_first(request: HttpRequest, before: str | None) -> HttpResponse | None:
    """Where the same form led a moment ago, in the session that it began; nothing where this is another form."""
    sent = SessionStore(before).get(SENT)
    if sent is None or request.method != "POST" or not constant_time_compare(sent["form"], _form_of(request)):
        return None
    request.session = SessionStore(sent["session"])
    request.session.modified = True  # so that its cookie is sent
    return HttpResponseRedirect(sent["led_to"], status=HTTPStatus.SEE_OTHER)


def _keep(before: str, after: str, request: HttpRequest, led_to: str) -> None:
    gone = SessionStore()
    gone.update({SENT: {"form": _form_of(request), "session": after, "led_to": led_to}})
    gone.set_expiry(SECONDS)
    gone._session_key = before
    try:
        gone.save(must_create=True)
    except CreateError:
        return  # it is not gone: the session that the form came with goes on


def _form_of(request: HttpRequest) -> str:
    """The whole form and its address, as something that tells neither."""
    said = request.path.encode() + b"\n" + request.body
    return salted_hmac("people.sent_twice", said, algorithm="sha256").hexdigest()


def _is_no_way_on(response: HttpResponse) -> bool:
    to_sign_in = response.get("Location", "").startswith(reverse("account_login"))
    return to_sign_in or response.status_code >= HTTPStatus.BAD_REQUEST
