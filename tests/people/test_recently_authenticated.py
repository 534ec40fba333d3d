"""What is done only by who said a moment ago that it is them."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from people.requests import recently_authenticated
from tests.cast import PASSWORD, said_it_is_them

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

URL = "/guarded/"


@recently_authenticated
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} {request.POST.get('word', '')}")


urlpatterns = [path("guarded/", guarded), path("", include("config.urls"))]


def test_somebody_signed_in_is_asked_and_comes_back(as_dana):
    asked = as_dana.get(URL)
    assert (asked.status_code, asked.url) == (302, "/account/reauthenticate/?next=%2Fguarded%2F")
    back = as_dana.post("/account/reauthenticate/", {"password": PASSWORD, "next": URL})
    assert (back.status_code, back.url) == (302, URL)
    assert as_dana.get(URL).text == "GET "


def test_a_form_that_was_sent_is_taken_up_where_it_stood(as_dana):
    as_dana.post(URL, {"word": "kept"})
    answer = as_dana.post("/account/reauthenticate/", {"password": PASSWORD, "next": URL})
    assert answer.text == "POST kept"


def test_a_form_that_waits_does_not_go_on_by_opening_its_page_later(as_dana):
    """Somebody else may have sent it in this browser; or its sender thought better of it."""
    as_dana.post(URL, {"word": "not mine"})
    as_dana.get(URL)
    answer = as_dana.post("/account/reauthenticate/", {"password": PASSWORD, "next": URL})
    assert (answer.status_code, answer.url) == (302, URL)
    assert as_dana.get(URL).text == "GET "


def test_it_goes_on_though_another_way_of_answering_was_looked_at(as_dana):
    asked = as_dana.post(URL, {"word": "kept"})
    as_dana.get(f"/account/reauthenticate/code/?{asked.url.split('?')[1]}")
    as_dana.get(asked.url)
    answer = as_dana.post("/account/reauthenticate/", {"password": PASSWORD, "next": URL})
    assert answer.text == "POST kept"


def test_a_wrong_password_leads_nowhere(as_dana):
    answer = as_dana.post("/account/reauthenticate/", {"password": "not this one at all", "next": URL})
    assert "Enter the password you sign in with." in answer.text
    assert as_dana.get(URL).status_code == 302


def test_after_five_minutes_one_is_asked_again(as_dana):
    said_it_is_them(as_dana)
    assert as_dana.get(URL).status_code == 200
    session = as_dana.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 5 * 60
    session.save()
    assert as_dana.get(URL).status_code == 302


def test_who_is_not_signed_in_is_led_to_the_door(client):
    assert client.get(URL).url == "/account/login/?next=/guarded/"
