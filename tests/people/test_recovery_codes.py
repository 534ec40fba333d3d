"""GET and POST /sign-in/codes/ and …/new/, and signing in with a recovery code."""

import pytest
from allauth.mfa.models import Authenticator

from people.accounts.factors import WRONG_CODE
from tests.cast import client_of, said_it_is_them
from tests.people.second_steps import adds_app, codes_of, is_in, types_password

pytestmark = pytest.mark.django_db

URL = "/sign-in/codes/"
STEP = "/account/login/step/"


@pytest.fixture
def codes(as_dana, watch):
    adds_app(as_dana, watch)
    return codes_of(as_dana)


def test_the_first_second_step_leads_to_ten_codes(as_dana, watch, codes):
    assert (len(codes), len(set(codes))) == (10, 10)
    assert "10 still work." in as_dana.get("/sign-in/").text


def test_a_link_shows_none_and_changes_nothing(as_dana, watch):
    adds_app(as_dana, watch)
    before = Authenticator.objects.get(type="recovery_codes").data
    page = as_dana.get(URL)
    assert "Show them" in page.text
    assert Authenticator.objects.get(type="recovery_codes").data == before
    assert len(codes_of(as_dana)) == 10


def test_they_are_shown_once(as_dana, codes):
    assert codes_of(as_dana) == []
    page = as_dana.get(URL).text + as_dana.post(URL).text
    assert [code for code in codes if code in page] == []
    assert "10 of your codes still work" in page


def test_each_opens_once(dana, as_dana, codes):
    assert types_password(dana).post(STEP, {"code": codes[3]})["Location"] == "/"
    half = types_password(dana)
    assert WRONG_CODE in half.post(STEP, {"code": codes[3]}).text
    assert half.post(STEP, {"code": codes[4]})["Location"] == "/"
    assert is_in(half)
    assert "8 still work." in as_dana.get("/sign-in/").text


def test_the_code_of_somebody_else_opens_nothing(dana, codes, as_charlie, watch):
    adds_app(as_charlie, watch)
    others = codes_of(as_charlie)
    half = types_password(dana)
    assert WRONG_CODE in half.post(STEP, {"code": others[0]}).text
    assert not is_in(half)


def test_new_ones_end_the_old(dana, as_dana, codes):
    assert "Those you had before stop working." in as_dana.get(f"{URL}new/").text
    assert as_dana.post(f"{URL}new/")["Location"] == URL
    new = codes_of(as_dana)
    assert set(new).isdisjoint(codes)
    half = types_password(dana)
    assert WRONG_CODE in half.post(STEP, {"code": codes[0]}).text
    assert half.post(STEP, {"code": new[0]})["Location"] == "/"


@pytest.mark.parametrize("path", ["", "new/"])
def test_all_of_it_asks_first_whether_it_is_they(dana, codes, path):
    again = client_of(dana)
    for answer in (again.get(URL + path), again.post(URL + path)):
        assert answer["Location"].startswith("/account/reauthenticate/")


def test_who_has_no_second_step_has_none(as_dana):
    said_it_is_them(as_dana)
    assert [as_dana.get(URL).status_code, as_dana.post(URL).status_code] == [404, 404]
    assert "Add a passkey or an authenticator app first." in as_dana.post(f"{URL}new/").text
    assert not Authenticator.objects.exists()


def test_they_are_kept_under_the_key_of_their_person(codes):
    stored = repr(Authenticator.objects.get(type="recovery_codes").data)
    assert [code for code in codes if code in stored] == []
