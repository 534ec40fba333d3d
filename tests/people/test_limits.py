"""Limits on tries: guessing has an end, and no partner can use it to lock the other out."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

import clock
from couples import actions
from pages.client_address import machine_of
from pages.refusals import TooManyTries
from people.actions import counting, paper_keys
from people.limits import password_is_right
from people.models import Person, Tries
from people.proofs import Proof
from tests.cast import PASSWORD, client_of, later, make_person, signs_in
from tests.mail import arrived
from tests.people.test_accounts import code_in

pytestmark = pytest.mark.django_db
MINUTES_5 = timedelta(minutes=5)
HOME: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.7"}
ELSEWHERE: dict[str, Any] = {"REMOTE_ADDR": "198.51.100.9"}


def try_in(client, email, password=PASSWORD, **machine):
    return client.post("/account/login/", {"login": email, "password": password}, **(machine or HOME))


def wrong(email, times, client=None, **machine):
    for _ in range(times):
        try_in(client or Client(), email, "not the one at all", **machine)


def is_in(client):
    """Whether the password was taken: what is asked for next is a second proof."""
    return client.get("/account/login/second/").status_code == 200


def test_counting_counts_up_to_the_end_of_its_time():
    assert [counting.count_try("a", "x", MINUTES_5) for _ in range(3)] == [1, 2, 3]
    assert counting.count_try("a", "y", MINUTES_5) == 1
    assert counting.count_try("b", "x", MINUTES_5) == 1
    with later(minutes=4):
        assert counting.count_try("a", "x", MINUTES_5) == 4, "a later try does not put off the end"
    with later(minutes=6):
        assert counting.tries_so_far("a", "x", MINUTES_5) == 0
        assert counting.count_try("a", "x", MINUTES_5) == 1


def test_what_is_taken_back_leaves_nothing():
    counting.count_try("a", "x", MINUTES_5)
    counting.count_try("a", "x", MINUTES_5)
    counting.forget_try("a", "x")
    assert counting.tries_so_far("a", "x", MINUTES_5) == 1
    counting.forget_try("a", "x")
    counting.forget_try("a", "x")
    assert not Tries.objects.exists()


def test_what_is_over_is_swept_as_others_begin():
    for whose in "xyz":
        counting.count_try("a", whose, MINUTES_5)
    assert Tries.objects.count() == 3
    with later(minutes=6):
        counting.count_try("a", "new", MINUTES_5)
        assert Tries.objects.get().ends_at > clock.now()


def test_no_address_stands_in_the_table(alice):
    wrong(alice.email, 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_tries")
        stored = repr([tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()])
    assert stored.count("(b") == 3, "there is something that could tell"
    for told in (alice.email, "alice", "192.0.2", alice.pk.hex, "password"):
        assert told not in stored


def test_after_five_wrong_passwords_the_sixth_is_refused_calmly_with_what_was_typed(alice):
    client = Client()
    wrong(alice.email, 5, client)
    page = try_in(client, alice.email)
    assert page.status_code == 429
    assert "Wait a few minutes, then try again" in page.text
    assert f'value="{alice.email}"' in page.text
    assert PASSWORD not in page.text
    assert not is_in(client)


def test_after_five_minutes_it_is_open_again(alice):
    wrong(alice.email, 5)
    with later(minutes=4):
        wrong(alice.email, 3)
    with later(minutes=5, seconds=1):
        assert try_in(Client(), alice.email).status_code == 302


def test_an_unknown_address_is_refused_at_the_same_try_with_the_same_page(alice):
    answers = {}
    for email in (alice.email, "nobody@example.org"):
        client = Client()
        pages = [try_in(client, email, "not the one at all") for _ in range(6)]
        assert [page.status_code for page in pages] == [200] * 5 + [429]
        answers[email] = pages[-1].text.replace(email, "").replace(client.cookies["csrf"].value, "")
    one, other = (re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", text) for text in answers.values())
    assert one == other


def test_right_passwords_do_not_count(alice):
    for _ in range(12):
        assert try_in(Client(), alice.email).status_code == 302
    assert not Tries.objects.exists()


def test_a_partner_in_the_same_home_cannot_lock_out_a_browser_that_is_known(alice):
    hers = Client()
    signs_in(hers, alice)
    hers.post("/account/logout/")
    wrong(alice.email, 40)
    assert try_in(Client(), alice.email).status_code == 429, "the lock holds for a browser nobody knows"
    assert try_in(hers, alice.email).status_code == 302
    assert is_in(hers)


def test_a_known_browser_has_an_end_too(alice):
    hers = Client()
    signs_in(hers, alice)
    hers.post("/account/logout/")
    wrong(alice.email, 10, hers)
    assert try_in(hers, alice.email).status_code == 429
    assert try_in(Client(), alice.email).status_code == 302, "a phone elsewhere is not held up by that"


def test_a_mark_is_of_one_address_only_and_cannot_be_made_up(alice, bob):
    his = Client()
    signs_in(his, bob)
    his.post("/account/logout/")
    wrong(alice.email, 5)
    assert try_in(his, alice.email).status_code == 429
    for forged in ("", "x" * 59, "A" * 59, "é", his.cookies["browser"].value[:-2] + "AA", "A" * 9000):
        his.cookies["browser"] = forged
        assert try_in(his, alice.email).status_code == 429


def test_the_mark_says_nothing_and_lets_nobody_in(alice):
    hers = Client()
    signs_in(hers, alice)
    cookie = hers.cookies["browser"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    other = Client()
    other.cookies["browser"] = cookie.value
    assert not is_in(other)
    raw = base64.urlsafe_b64decode(cookie.value + "=")
    assert len(raw) == 44
    assert alice.email.encode() not in raw
    assert alice.pk.bytes not in raw


def test_two_persons_may_be_known_to_one_browser(alice, bob):
    shared = Client()
    for person in (alice, bob, alice):
        signs_in(shared, person)
        shared.post("/account/logout/")
    wrong(alice.email, 5)
    wrong(bob.email, 5)
    assert try_in(shared, alice.email).status_code == 302
    shared.post("/account/logout/")
    assert try_in(shared, bob.email).status_code == 302


def test_one_machine_cannot_go_through_many_addresses():
    answers = [try_in(Client(), f"person{number}@example.org", "wrong").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    assert try_in(Client(), "person40@example.org", "wrong", **ELSEWHERE).status_code == 200


def test_one_machine_cannot_sign_up_a_crowd_and_two_at_home_can(settings):
    def sign_up(number):
        words = "four unrelated calm words"
        given = {"name": "N", "email": f"n{number}@example.org", "password1": words, "adult": "on"}
        return Client().post("/account/signup/", given, **HOME)

    assert [sign_up(number).status_code for number in range(20)] == [302] * 20
    page = sign_up(20)
    assert page.status_code == 429
    assert 'name="name" value="N"' in page.text
    assert "four unrelated" not in page.text
    assert Person.objects.count() == 20
    with later(minutes=61):
        assert sign_up(21).status_code == 302


def test_a_password_typed_again_is_counted_like_one_to_sign_in(alice):
    request = RequestFactory().post("/settings/space/", **HOME)
    assert password_is_right(request, alice, PASSWORD)
    assert [password_is_right(request, alice, "wrong") for _ in range(5)] == [False] * 5
    with pytest.raises(TooManyTries):
        password_is_right(request, alice, PASSWORD)


def test_leaving_asks_for_the_password_only_so_often(as_alice, couple):
    answers = [as_alice.post("/settings/space/", {"password": "wrong"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_signing_in_once_more_counts_too(alice):
    client = client_of(alice)
    answers = [client.post("/account/reauthenticate/", {"password": "wrong"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_changed_password_needs_the_old_one_and_that_is_no_way_to_guess_it(alice):
    client = client_of(alice)
    given = {"oldpassword": "wrong", "password1": "another calm long phrase"}
    answers = [client.post("/account/password/change/", given).status_code for _ in range(11)]
    assert answers == [200] * 5 + [429] * 6


def test_guessed_links_end(client, alice):
    for path in ("/join/{}/", "/u/{}/"):
        Tries.objects.all().delete()
        answers = [client.get(path.format(f"guess{number}"), **HOME).status_code for number in range(61)]
        assert answers == [404] * 60 + [429]
        assert client.get(path.format("guess"), **ELSEWHERE).status_code == 404


def test_a_good_link_opens_as_often_as_one_likes(client, alice):
    token = actions.invite(alice).body["token"]
    assert {client.get(f"/join/{token}/", **HOME).status_code for _ in range(70)} == {200}


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "machine"),
    [
        (0, "192.0.2.7", "203.0.113.1", "192.0.2.7"),
        (1, "127.0.0.1", "203.0.113.1", "203.0.113.1"),
        (1, "127.0.0.1", "6.6.6.6, 203.0.113.1", "203.0.113.1"),
        (2, "127.0.0.1", "6.6.6.6, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
        (2, "127.0.0.1", "203.0.113.1", "127.0.0.1"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "nonsense", "127.0.0.1"),
        (2, "127.0.0.1", "nonsense, 10.0.0.1", "10.0.0.1"),
        (1, "", "unknown", "a machine without an address"),
        (0, "", "", "a machine without an address"),
        (0, "192.0.2.7:51234", "", "192.0.2.7"),
        (1, "127.0.0.1", "203.0.113.1:443", "203.0.113.1"),
        (1, "127.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        (1, "127.0.0.1", "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        (0, "fe80::1%eth0", "", "fe80::/64"),
        (0, "[fe80::1%eth0]:443", "", "fe80::/64"),
        (0, "::ffff:192.0.2.7%lo", "", "192.0.2.7"),
        (1, "127.0.0.1", "203.0.113.1" + "9" * 5000, "127.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (1, "127.0.0.1", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
    ],
)
def test_only_what_our_own_proxies_say_counts(settings, proxies, remote, forwarded, machine):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert machine_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)) == machine


def test_a_forged_header_does_not_make_another_machine_of_one(settings):
    settings.TRUSTED_PROXIES = 1
    statuses = []
    for number in range(31):
        said = f"203.0.113.{number}, 192.0.2.7"
        given = {"login": f"person{number}@example.org", "password": "wrong"}
        statuses.append(Client().post("/account/login/", given, headers={"X-Forwarded-For": said}).status_code)
    assert statuses == [200] * 30 + [429]


def test_a_new_password_by_a_code_from_the_mail_makes_the_browser_known(mailoutbox):
    ines, client = make_person("Ines"), Client()
    answer = client.post("/account/password/reset/", {"email": ines.email})
    answer = client.post(answer["Location"], {"code": code_in(arrived()[0])})
    new = "another calm long phrase"
    client.post(answer["Location"], {"password1": new, "password2": new})
    wrong(ines.email, 40)
    assert try_in(client, ines.email, new).status_code == 302


def test_after_a_hundred_a_day_an_unknown_browser_begins_with_a_code_and_the_owner_comes_in(alice):
    for number in range(20):
        with later(minutes=6 * number):
            wrong(alice.email, 5, REMOTE_ADDR=f"198.51.100.{number}")
    with later(hours=3):
        new_phone = Client()
        page = try_in(new_phone, alice.email)
        assert page.status_code == 429
        assert "Start with a code today" in page.text
        new_phone.post("/account/login/code/", {"email": alice.email})
        new_phone.post("/account/login/code/confirm/", {"code": code_in(arrived()[-1])})
        assert new_phone.post("/account/login/second/", {"password": PASSWORD})["Location"] == "/"
    with later(hours=27):
        assert try_in(Client(), alice.email).status_code == 302


def test_nor_does_it_hold_up_who_types_the_paper_key(alice):
    key = paper_keys.make_key(alice, Proof.PASSWORD)
    for number in range(20):
        with later(minutes=6 * number):
            wrong(alice.email, 5, REMOTE_ADDR=f"198.51.100.{number}")
    with later(hours=3):
        answer = Client().post("/account/login/", {"login": alice.email, "password": PASSWORD, "key": key}, **HOME)
        assert answer.status_code == 302


def test_twenty_codes_a_day_asked_for_elsewhere_do_not_hold_up_who_knows_the_password(alice):
    for number in range(21):
        with later(minutes=6 * number):
            answer = Client(REMOTE_ADDR=f"198.51.100.{number}").post("/account/login/code/", {"email": alice.email})
    assert answer.status_code == 429
    with later(hours=3):
        client = Client()
        try_in(client, alice.email)
        assert client.post("/account/login/second/", {"action": "mail"})["Location"] == "/account/login/second/"
        assert client.post("/account/login/second/", {"code": code_in(arrived()[-1])})["Location"] == "/"
