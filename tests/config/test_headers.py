import pytest
from django.conf import settings
from django.test import Client

EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/account/login/", "/an/address/that/is/not/there"])
def test_every_page_is_kept_by_nobody_and_talks_to_nobody(client: Client, address: str) -> None:
    response = client.get(address)
    assert {name: response[name] for name in EVERYWHERE} == EVERYWHERE
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy == ALLOWED
    assert "camera=()" in response["Permissions-Policy"]
    assert "=(" in response["Permissions-Policy"]
    assert response["Permissions-Policy"].count("=(") == response["Permissions-Policy"].count("=()")


@pytest.mark.django_db
def test_an_error_page_too() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert {name: response[name] for name in EVERYWHERE} == EVERYWHERE


def test_a_static_file_may_be_kept(client: Client) -> None:
    response = client.get("/static/django_htmx/htmx-2.min.js")
    assert b"".join(response)  # the client closes the file once it is read
    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_the_door(client: Client) -> None:
    response = client.get("/account/password/change/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_sessions_end() -> None:
    assert settings.SESSION_ENGINE == "people.sessions"
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_EXPIRE_AT_BROWSER_CLOSE) == (5400, True)
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")
