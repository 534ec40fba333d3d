"""A form that is broken or did not arrive whole, sent to any address with a cookie: a calm 400, and nothing is read."""

import io
import logging
from typing import Any

import pytest
from django.core.handlers.wsgi import LimitedStream
from django.test import Client
from django.test.client import ClientHandler

from config.bodies import readable_type
from config.wsgi import application
from sealed.models import Draft

from .routes import example, route_of, routes
from .rows import PATHS

pytestmark = pytest.mark.django_db

SECRET = "s" * 32
WHOLE = f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{SECRET}\r\n--x--\r\n'.encode()
CUT = WHOLE.removesuffix(b"--x--\r\n")
NOT_BASE64 = WHOLE.replace(b"\r\n\r\n", b'; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n.', 1)
URLENCODED = "application/x-www-form-urlencoded"

BROKEN: dict[str, tuple[str, bytes, str | None]] = {
    "no boundary": ("multipart/form-data", WHOLE, None),
    "an empty boundary": ("multipart/form-data; boundary=", WHOLE, None),
    "another boundary": ("multipart/form-data; boundary=y", WHOLE, None),
    "a boundary that is too long": (f"multipart/form-data; boundary={'x' * 300}", WHOLE, None),
    "a boundary of other letters": ("multipart/form-data; boundary=\xe9", WHOLE, None),
    "cut off": ("multipart/form-data; boundary=x", CUT, None),
    "cut off in a header": ("multipart/form-data; boundary=x", WHOLE[:30], None),
    "cut off on its way": ("multipart/form-data; boundary=x", CUT, str(len(WHOLE))),
    "nothing": ("multipart/form-data; boundary=x", b"", None),
    "a length that is a word": ("multipart/form-data; boundary=x", WHOLE, "many"),
    "a length below nought": ("multipart/form-data; boundary=x", WHOLE, "-5"),
    "a length that is far too much": ("multipart/form-data; boundary=x", WHOLE, "9" * 30),
    "a length with too many digits": ("multipart/form-data; boundary=x", WHOLE, "9" * 5000),
    "more than may be": ("multipart/form-data; boundary=x", WHOLE, "6000000"),
    "a charset that is not there": ("multipart/form-data; boundary=x; charset=klingon", WHOLE, None),
    "a charset that is none": ("multipart/form-data; boundary=x; charset=base64", WHOLE, None),
    "another charset": ("multipart/form-data; boundary=x; charset=utf-16", WHOLE, None),
    "a part that does not decode": ("multipart/form-data; boundary=x", NOT_BASE64, None),
    "a plain form that is cut off": (URLENCODED, b"csrfmiddlewaretoken=", "600"),
    "too many fields": (URLENCODED, b"a&" * 2000, None),
}
ODD: dict[str, tuple[str, bytes, str | None]] = {
    "bad percent": (URLENCODED, b"a=%zz%FF%&%=1&=&%00=%00", None),
    "bad percent in its token": (URLENCODED, b"csrfmiddlewaretoken=%FF%zz", None),
    "another charset": (f"{URLENCODED}; charset=utf-16", b"a=%FF", None),
    "no type": ("", b"a=b", None),
}


def send(path: str, case: tuple[str, bytes, str | None], cookie: str, query: str = "") -> Any:
    """A POST as a web server hands it on; Django's own client would mend it first."""
    return ClientHandler(enforce_csrf_checks=True)(environ(path, case, cookie, query))


def environ(path: str, case: tuple[str, bytes, str | None], cookie: str, query: str = "") -> dict[str, Any]:
    kind, body, length = case
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": f"/{path}",
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
        "HTTP_COOKIE": f"csrf={SECRET}; {cookie}",
        "HTTP_X_CSRFTOKEN": SECRET,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
    }


def cookie_of(client: Client) -> str:
    return f"session={client.cookies['session'].value}"


@pytest.fixture
def nothing_breaks(caplog: pytest.LogCaptureFixture):
    yield
    assert [
        record for record in caplog.records if record.levelno >= logging.ERROR and "security" not in record.name
    ] == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_form_is_a_calm_400_everywhere(as_alice: Client, nothing_breaks: None, case: str) -> None:
    addresses = [example(path) for path in PATHS]
    assert {route_of(path) for path in addresses} == routes()
    for path in addresses:
        answer = send(path, BROKEN[case], cookie_of(as_alice))
        assert (path, answer.status_code) == (path, 400)
        assert "We couldn’t read that" in answer.text, path
        assert answer["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("case", ODD)
def test_an_odd_form_breaks_nothing(as_alice: Client, nothing_breaks: None, case: str) -> None:
    for path in (example(path) for path in PATHS):
        answer = send(path, ODD[case], cookie_of(as_alice), query="next=%zz%FF&%00")
        assert answer.status_code < 500, path


def test_a_form_that_is_cut_off_empties_nothing(as_alice: Client, alice) -> None:
    """Its token stands first, so what is left of it would be let in."""
    whole = b"revision=0&happened=a+canary"
    assert send("plan/9/draft/", (URLENCODED, whole, None), cookie_of(as_alice)).status_code == 200
    answer = send("plan/9/", (URLENCODED, b"revision=1", "40"), cookie_of(as_alice))
    assert answer.status_code == 400
    assert Draft.objects.visible_to(alice).get().words["happened"]["value"] == "a canary"


def test_a_connection_that_breaks_is_no_error_of_ours(as_alice: Client, nothing_breaks: None, monkeypatch) -> None:
    def breaks(*_: Any) -> bytes:
        raise ConnectionResetError

    monkeypatch.setattr(LimitedStream, "read", breaks)
    assert send("track/", (URLENCODED, b"track=hurt", None), cookie_of(as_alice)).status_code == 400


def answered(kind: str, client: Client) -> tuple[str, bytes]:
    """What the web server would send."""
    statuses: list[str] = []
    asked = environ("track/", (kind, WHOLE, None), cookie_of(client), query="next=a")
    body = b"".join(application(asked, lambda status, _headers: statuses.append(status)))
    return statuses[0], body


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary*=klingon''x", "multipart/form-data; charset=base64"])
@pytest.mark.django_db(transaction=True)
def test_a_type_of_which_no_request_can_be_made_is_a_400_too(as_alice: Client, nothing_breaks: None, kind: str) -> None:
    status, page = answered(kind, as_alice)
    assert status == "400 Bad Request"
    assert "We couldn’t read that" in page.decode()


@pytest.mark.parametrize("charset", ["base64", "\0", "klingon"])
@pytest.mark.django_db(transaction=True)
def test_a_charset_is_looked_at_nowhere(as_alice: Client, nothing_breaks: None, charset: str) -> None:
    assert answered(f"text/plain; charset={charset}", as_alice)[0] == "200 OK"


def test_what_browsers_send_is_left_as_it_is() -> None:
    for kind in (URLENCODED, "multipart/form-data; boundary=----WebKitFormBoundaryAbc", "", "application/json"):
        assert readable_type(kind) == kind
    assert readable_type('multipart/form-data; Charset="UTF-8"; boundary=x') == "multipart/form-data; boundary=x"
