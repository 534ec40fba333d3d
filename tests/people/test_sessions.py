"""GET /sign-in/sessions/, POST …/ending/ and POST …/<session>/ending/: where one is signed in, and ending it there."""

import base64
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from people.at_hand import MARK
from people.models import Session, Tries
from people.sessions import held_in, row_name
from tests import cast
from tests.cast import PASSWORD, client_of, make_person, said_it_is_them

pytestmark = pytest.mark.django_db

URL = "/sign-in/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def signs_in(person, agent=FIREFOX):
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="203.0.113.77")
    assert cast.signs_in(client, person)["Location"] == "/"
    return client


def is_in(client):
    return client.get("/today/").status_code == 200


def session_of(client):
    return Session.objects.get(pk=row_name(client.cookies["session"].value))


@pytest.fixture
def computer(alice, couple):
    return signs_in(alice)


@pytest.fixture
def phone(alice, couple):
    return signs_in(alice, IPHONE)


def test_one_sees_ones_own_by_kind_of_device_and_day(computer, phone, bob):
    signs_in(bob, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")
    said_it_is_them(computer)
    page = computer.get(URL).text
    day = f"{session_of(computer).begun_on:%-d %B %Y}"
    assert f"<b>A computer with Firefox</b>, since {day}: this one" in page
    assert f"<b>A phone with Safari</b>, since {day}</p>" in page
    assert "Edge" not in page


def test_nothing_else_of_a_browser_is_kept_or_shown(computer, phone):
    said_it_is_them(computer)
    page = computer.get(URL).text
    stored = [repr(vars(row)) + repr(held_in(row.pk, row.session_data)) for row in Session.objects.all()]
    for text in [page, *stored]:
        assert [word for word in ("203.0.113", "Mozilla", "140.0", "iPhone", "18_5", "Linux") if word in text] == []
    assert [session_of(each).session_key for each in (computer, phone) if session_of(each).session_key in page] == []


def test_it_asks_first_whether_it_is_they(computer):
    assert computer.get(URL).url == "/account/reauthenticate/?next=%2Fsign-in%2Fsessions%2F"


def test_one_of_them_can_be_ended_and_the_other_stays(computer, phone):
    said_it_is_them(computer)
    assert computer.post(f"{URL}{session_of(phone).public_id}/ending/").url == URL
    assert not is_in(phone)
    assert is_in(computer)


def test_ended_twice_is_not_there_any_more(computer, phone):
    said_it_is_them(computer)
    url = f"{URL}{session_of(phone).public_id}/ending/"
    computer.post(url)
    assert computer.post(url).status_code == 404


@pytest.mark.parametrize("which", ["all others", "one of them"])
def test_whoever_holds_the_phone_ends_no_other_sign_in_without_a_proof(alice, computer, which):
    """They are signed in, and have not said within five minutes that it is them."""
    phone = client_of(alice)
    place = f"{URL}ending/" if which == "all others" else f"{URL}{session_of(computer).public_id}/ending/"
    asked = phone.post(place)["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert is_in(computer)
    phone.post(asked, {"password": PASSWORD, "next": place})
    assert not is_in(computer)


def test_ending_the_one_in_hand_signs_out(computer):
    assert computer.post(f"{URL}{session_of(computer).public_id}/ending/").url == "/"
    assert not is_in(computer)


def test_all_others_can_be_ended_at_once(computer, phone, alice, bob):
    others, partner = [phone, signs_in(alice)], signs_in(bob)
    said_it_is_them(computer)
    assert computer.post(f"{URL}ending/").url == URL
    assert [is_in(each) for each in [*others, computer, partner]] == [False, False, True, True]


@pytest.mark.parametrize("who", ["partner", "stranger"])
def test_the_session_of_somebody_else_is_not_there(who, computer, bob, request):
    other = signs_in(bob if who == "partner" else make_person("Sam"))
    real = other.post(f"{URL}{session_of(computer).public_id}/ending/")
    random = other.post(f"{URL}5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11/ending/")
    assert (real.status_code, random.status_code) == (404, 404)
    assert is_in(computer)


def test_the_key_of_a_session_names_nothing(computer, phone):
    key = phone.cookies["session"].value
    assert computer.post(f"{URL}{key}/ending/").status_code == 404
    assert is_in(phone)


@pytest.mark.parametrize("path", ["ending/", "5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11/ending/"])
def test_a_link_ends_nothing(computer, phone, path):
    assert computer.get(f"{URL}{path}").status_code == 405
    assert is_in(phone)


def test_a_session_ends_after_14_days_however_much_it_is_used(computer):
    session = computer.session
    ends = datetime.fromisoformat(session[MARK]["ends"])
    assert timedelta(days=14) - timedelta(minutes=1) < ends - now() <= timedelta(days=14)
    session[MARK] = {**session[MARK], "ends": (now() - timedelta(seconds=1)).isoformat()}
    session.save()
    assert not is_in(computer)


def test_use_does_not_change_the_day_or_the_name_of_a_session(computer):
    before = session_of(computer)
    computer.get("/more/")
    after = session_of(computer)
    assert (after.public_id, after.begun_on, after.kind) == (before.public_id, before.begun_on, before.kind)


def test_an_ended_session_does_not_come_back_by_a_request_that_was_on_its_way(computer, phone):
    said_it_is_them(computer)
    late = phone.session
    assert late[MARK]
    computer.post(f"{URL}ending/")
    with pytest.raises(UpdateError):
        late.save()
    assert not is_in(phone)


def test_who_is_not_signed_in_has_no_name_in_their_session(client):
    client.post("/account/password/reset/", {"email": "nobody@example.org"})
    row = Session.objects.get()
    assert (row.person_id, row.public_id, row.kind, row.begun_on) == (None, None, "", None)


def test_the_list_costs_the_same_however_long_it_is(computer, alice, django_assert_num_queries):
    said_it_is_them(computer)
    with CaptureQueriesContext(connection) as one:
        computer.get(URL)
        queries = len(one)  # the next request forgets them
    for _ in range(3):
        Tries.objects.all().delete()  # three codes in five minutes are all one gets
        signs_in(alice)
    with django_assert_num_queries(queries):
        assert computer.get(URL).text.count("<b>A ") == 4


def test_whoever_reads_the_database_cannot_sign_in_by_it(computer):
    """By the names of the rows, or by anything that they hold in plain words."""
    row, key = session_of(computer), computer.cookies["session"].value
    assert key not in repr(vars(row))
    assert not is_in(with_cookie(row.pk))
    assert b"_auth_user" not in base64.b64decode(row.session_data)


def test_a_code_on_its_way_does_not_stand_in_the_database(client, alice):
    client.post("/account/password/reset/", {"email": alice.email})
    code = client.session["account_password_reset_verification"]["code"]
    row = Session.objects.get(person=None)
    assert code not in row.session_data
    assert code.encode() not in base64.b64decode(row.session_data)


@pytest.mark.parametrize("altered", ["one byte", "not base64", "of another row"])
def test_a_session_that_was_altered_signs_nobody_in(computer, bob, altered):
    row = session_of(computer)
    stored = bytearray(base64.b64decode(row.session_data))
    stored[-1] ^= 1
    other = session_of(signs_in(bob)).session_data
    new = {"one byte": base64.b64encode(stored).decode(), "not base64": "?", "of another row": other}[altered]
    Session.objects.filter(pk=row.pk).update(session_data=new)
    assert computer.get("/today/").url == "/account/login/?next=/today/"


def with_cookie(key):
    client = Client()
    client.cookies["session"] = key
    return client
