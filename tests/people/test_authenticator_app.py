"""GET and POST /sign-in/app/, and signing in with a code of an authenticator app."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

import people.actions
from people.accounts.factors import FactorsAdapter, has_app
from people.accounts.second_forms import WRONG_CODE
from tests.cast import PASSWORD, client_of, later, make_person, said_it_is_them
from tests.people.second_steps import adds_app, is_in, types_password
from vault.actions import destroy
from vault.keyring import Destroyed, Tampered

pytestmark = pytest.mark.django_db

URL = "/sign-in/app/"
STEP, AGAIN = "/account/login/second/", "/account/reauthenticate/"


def test_a_code_is_a_second_proof(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    half = types_password(dana)
    assert not is_in(half)
    assert half.get(STEP).status_code == 200
    assert half.post(STEP, {"code": app.code})["Location"] == "/"
    assert is_in(half)


def test_adding_asks_first_whether_it_is_they(as_dana):
    assert as_dana.get(URL)["Location"] == "/account/reauthenticate/?next=%2Fsign-in%2Fapp%2F"
    assert as_dana.post(URL, {"code": "000000"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_the_app_reads_the_discreet_name_of_the_site(as_dana, settings, dana):
    settings.TWOFOLD_SITE_NAME = "Garden notes"
    said_it_is_them(as_dana)
    answer = as_dana.get(URL)
    assert answer.context["totp_url"].startswith("otpauth://totp/dana%40example.org?")
    assert answer.context["totp_url"].endswith("&issuer=Garden%20notes")


@pytest.mark.parametrize("code", ["", "000000", "x" * 5000, "\x00", "１２３４５６", "12 34"])
def test_a_wrong_code_adds_nothing_and_signs_nobody_in(as_dana, dana, watch, code):
    said_it_is_them(as_dana)
    as_dana.get(URL)
    assert "Error:" in as_dana.post(URL, {"code": code}).text
    assert not Authenticator.objects.exists()
    adds_app(as_dana, watch)
    half = types_password(dana)
    page = half.post(STEP, {"code": code})
    assert "Error:" in page.text
    assert not is_in(half)


def test_a_code_opens_once(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    code = app.code
    assert types_password(dana).post(STEP, {"code": code}).status_code == 302
    cache.clear()  # another process remembers nothing
    second = types_password(dana)
    assert str(WRONG_CODE) in second.post(STEP, {"code": code}).text
    assert not is_in(second)
    watch.now += 30
    assert str(WRONG_CODE) in second.post(STEP, {"code": code}).text
    assert second.post(STEP, {"code": app.code}).status_code == 302
    assert is_in(second)


@pytest.mark.parametrize("typed", ["{code}", "{first} {last}", "{first}-{last}"])
def test_a_code_may_be_one_step_old_and_stand_among_spaces(as_dana, dana, watch, typed):
    app = adds_app(as_dana, watch)
    watch.now += 60
    code = app.code
    watch.now += 30
    half = types_password(dana)
    assert half.post(STEP, {"code": typed.format(code=code, first=code[:3], last=code[3:])}).status_code == 302
    assert is_in(half)


def test_a_code_of_two_steps_ago_opens_nothing(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    watch.now += 60
    code = app.code
    watch.now += 60
    half = types_password(dana)
    assert str(WRONG_CODE) in half.post(STEP, {"code": code}).text


def test_an_older_code_is_spent_with_a_newer_one(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    watch.now += 60
    older = app.code
    watch.now += 30
    assert types_password(dana).post(STEP, {"code": app.code}).status_code == 302
    cache.clear()
    half = types_password(dana)
    assert str(WRONG_CODE) in half.post(STEP, {"code": older}).text
    assert not is_in(half)


def test_the_code_of_somebody_else_opens_nothing(as_dana, dana, as_charlie, charlie, watch):
    adds_app(as_dana, watch)
    others = adds_app(as_charlie, watch)
    half = types_password(dana)
    assert str(WRONG_CODE) in half.post(STEP, {"code": others.code}).text
    assert not is_in(half)


def test_somebody_half_signed_in_cannot_be_finished_as_another(as_dana, dana, as_charlie, charlie, watch):
    """The page takes nobody's word for whose step it is."""
    adds_app(as_dana, watch)
    others = adds_app(as_charlie, watch)
    half = types_password(dana)
    half.post(STEP, {"code": others.code, "login": charlie.email, "user": str(charlie.pk)})
    assert not is_in(half)


def test_the_step_alone_leads_to_the_door(client):
    assert client.get(STEP)["Location"] == "/account/login/"
    assert client.post(STEP, {"code": "123456"})["Location"] == "/account/login/"


def test_the_secret_is_kept_under_the_key_of_its_person(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    stored = Authenticator.objects.get(type="totp")
    assert app.secret not in repr(stored.data)
    assert stored.wrap().validate_code(app.code)
    destroy(dana.key)
    with pytest.raises(Destroyed):
        stored.wrap().validate_code(app.code)


def test_a_secret_does_not_open_under_the_key_of_another(as_dana, dana, charlie, watch):
    adds_app(as_dana, watch)
    stored = bytearray(base64.b64decode(Authenticator.objects.get(type="totp").data["secret"]))
    stored[1:17] = charlie.key_id.bytes
    with pytest.raises(Tampered):
        FactorsAdapter().decrypt(base64.b64encode(stored).decode())


def test_removing_it(as_dana, dana, watch):
    adds_app(as_dana, watch)
    assert as_dana.get(f"{URL}removal/").status_code == 200
    assert Authenticator.objects.count() == 1, "a link removes nothing"
    assert as_dana.post(f"{URL}removal/")["Location"] == "/sign-in/"
    assert Authenticator.objects.exists(), "for thirty days it works"
    with later(days=31):
        people.actions.settle_all()
    assert not Authenticator.objects.exists()


def test_removing_asks_first_whether_it_is_they(as_dana, dana, watch):
    adds_app(as_dana, watch)
    again = client_of(dana)
    assert again.post(f"{URL}removal/")["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.count() == 1


def test_nobody_plants_its_removal_for_the_next_time_one_says_that_it_is_them(as_dana, dana, watch):
    adds_app(as_dana, watch)
    left_lying = client_of(dana)
    left_lying.post(f"{URL}removal/")
    left_lying.get(f"{URL}removal/")
    left_lying.post("/account/reauthenticate/", {"password": PASSWORD, "next": f"{URL}removal/"})
    assert has_app(dana)


def test_a_code_answers_whether_it_is_they(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    again = client_of(dana)
    watch.now += 30
    assert "Enter the password you sign in with." in again.post(AGAIN, {"password": "000000"}).text
    assert again.get("/sign-in/sessions/").status_code == 302
    assert again.post(AGAIN, {"password": app.code}).status_code == 302
    assert again.get("/sign-in/sessions/").status_code == 200


def test_many_wrong_codes_are_slowed_down(as_dana, dana, watch):
    adds_app(as_dana, watch)
    half = types_password(dana)
    for _ in range(12):
        page = half.post(STEP, {"code": "000000"})
    assert page.status_code == 429


def test_before_the_password_is_right_known_and_unknown_look_the_same(as_dana, dana, watch):
    adds_app(as_dana, watch)
    pages = []
    for email in (dana.email, make_person("Nina").email, "nobody@example.org"):
        page = Client().post("/account/login/", {"login": email, "password": f"not {PASSWORD}"})
        text = re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", page.text.replace(email, ""))
        pages.append((page.status_code, text))
    assert pages[0] == pages[1] == pages[2]
