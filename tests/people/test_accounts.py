"""Signing up, in and out, and a forgotten password: what works, what is said, and what a mail tells."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings

from people.actions.ways_in import which_password
from people.models import Person
from tests.cast import PASSWORD, make_person, signs_in
from tests.mail import arrived

pytestmark = pytest.mark.django_db

SIGN_UP = {
    "name": "Ines",
    "email": "Ines@Example.org",
    "password1": "four unrelated calm words",
    "adult": "on",
    "zone": "Europe/Lisbon",
}


def code_in(mail):
    return re.search(r"Your code: (\S+)", mail.body)[1]


def masked(page):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page.text)


def test_signing_up_ends_signed_in_with_a_key_of_ones_own(client, mailoutbox):
    answer = client.post("/account/signup/", SIGN_UP)
    assert answer.status_code == 302
    assert client.get("/today/").status_code == 302, "before the code nobody is signed in"
    client.post(answer.url, {"action": "verify", "code": code_in(arrived()[0])})
    assert client.get("/today/").status_code == 200
    person = Person.objects.get()
    assert (person.email, person.name, person.zone) == ("ines@example.org", "Ines", "Europe/Lisbon")
    assert person.key.wrapped
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_lets_nobody_in_and_keeps_the_page(client, mailoutbox):
    answer = client.post("/account/signup/", SIGN_UP)
    page = client.post(answer.url, {"action": "verify", "code": "WRONG1"})
    assert "Error:" in page.text
    assert client.get("/today/").status_code == 302
    assert not EmailAddress.objects.get().verified


def test_after_signing_up_one_lands_where_one_wanted_to_go(client, mailoutbox):
    answer = client.post("/account/signup/?next=/join/abc/yes/", SIGN_UP | {"next": "/join/abc/yes/"})
    done = client.post(answer.url, {"action": "verify", "code": code_in(arrived()[0])})
    assert done.url == "/address/?next=%2Fjoin%2Fabc%2Fyes%2F"


@pytest.mark.parametrize("name", ["name", "email", "password1", "adult"])
def test_what_is_missing_gets_a_sentence_and_the_rest_is_kept(client, name, mailoutbox):
    page = client.post("/account/signup/", {key: value for key, value in SIGN_UP.items() if key != name})
    assert "Error:" in page.text
    assert name == "name" or 'value="Ines"' in page.text
    assert not Person.objects.exists()
    assert arrived() == []


@pytest.mark.parametrize("password", ["short", "password1234", "            "])
def test_a_weak_password_gets_a_sentence(client, password):
    page = client.post("/account/signup/", SIGN_UP | {"password1": password})
    assert "Error:" in page.text
    assert not Person.objects.exists()


@pytest.mark.parametrize("zone", ["", "Nowhere/Else", "../../etc/passwd", "x" * 500])
def test_a_zone_that_is_none_becomes_utc(client, zone):
    client.post("/account/signup/", SIGN_UP | {"zone": zone})
    assert Person.objects.get().zone == "UTC"


def test_a_known_address_looks_like_a_new_one(client, mailoutbox):
    new = client.post("/account/signup/", SIGN_UP | {"email": "new@example.org"}, follow=True)
    person = make_person("Ines")
    client.logout()
    known = type(client)().post("/account/signup/", SIGN_UP | {"email": person.email}, follow=True)
    assert masked(known).replace(person.email, "") == masked(new).replace("new@example.org", "")
    assert known.redirect_chain == new.redirect_chain
    assert Person.objects.filter(email=person.email).count() == 1


def test_signing_in_and_out(client):
    person = make_person("Ines")
    person.email = person.email.upper()
    assert signs_in(client, person).url == "/"
    assert client.get("/", follow=True).redirect_chain == [("/today/", 302)]
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/today/").status_code == 200, "a link alone signs nobody out"
    client.post("/account/logout/")
    assert client.get("/today/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(client):
    make_person("Ines")
    wrong = client.post("/account/login/", {"login": "ines@example.org", "password": "not this one at all"})
    unknown = type(client)().post("/account/login/", {"login": "nina@example.org", "password": "not this one at all"})
    assert masked(wrong).replace("ines@", "nina@") == masked(unknown)


def test_a_forgotten_password_is_reset_by_a_code_and_signs_nobody_in(client, mailoutbox):
    person = make_person("Ines")
    answer = client.post("/account/password/reset/", {"email": person.email})
    answer = client.post(answer.url, {"code": code_in(arrived()[0])})
    client.post(answer.url, {"password1": "another calm long phrase", "password2": "another calm long phrase"})
    assert client.get("/today/").status_code == 302
    assert [which_password(person, typed) for typed in ("another calm long phrase", PASSWORD)] == ["reset", "password"]


def test_a_reset_for_an_unknown_address_looks_the_same_and_mails_nobody(client, mailoutbox):
    make_person("Ines")
    known = client.post("/account/password/reset/", {"email": "ines@example.org"}, follow=True)
    unknown = type(client)().post("/account/password/reset/", {"email": "nina@example.org"}, follow=True)
    assert masked(known).replace("ines@", "nina@") == masked(unknown)
    assert [mail.to for mail in arrived()] == [["ines@example.org"]]


def test_no_account_mail_says_what_this_is(client, mailoutbox):
    make_person("Ines")
    client.post("/account/password/reset/", {"email": "ines@example.org"})
    type(client)().post("/account/signup/", SIGN_UP | {"email": "new@example.org"})
    type(client)().post("/account/signup/", SIGN_UP | {"email": "ines@example.org"})
    assert len(arrived()) == 3
    for mail in arrived():
        message = mail.message()
        assert mail.subject in ("Your code", "Your account")
        assert message["Message-ID"].endswith(f"@{settings.TWOFOLD_MAIL_FROM.split('@')[1].strip('>')}>")
        said = f"{mail.subject} {mail.body} {[body for body, _ in mail.alternatives]}".lower()
        for word in ("ines ", "couple", "partner", "trust", "relationship", "127.0.0.1", "browser", "/today"):
            assert word not in said


def test_a_sign_up_that_is_sent_twice_makes_one_person(client):
    for _ in range(2):
        assert client.post("/account/signup/", SIGN_UP).status_code == 302
    assert Person.objects.count() == 1


@pytest.mark.parametrize("typed", ["{line}", "  {code}  ", "{small}", "{wide}", "{code}\u200b", "{spaced}"])
def test_a_code_is_taken_as_it_was_typed_or_pasted(client, mailoutbox, typed):
    answer = client.post("/account/signup/", SIGN_UP)
    code = code_in(arrived()[0])
    ways = {
        "line": f"Your code: {code}",
        "code": code,
        "small": code.lower().replace("-", ""),
        "wide": "".join(chr(ord(letter) + 0xFEE0) for letter in code),
        "spaced": " ".join(code),
    }
    client.post(answer.url, {"action": "verify", "code": typed.format(**ways)})
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("letters", [("\u00e9", "e\u0301"), ("e\u0301", "\u00e9")], ids=["set as one", "set as two"])
def test_a_password_is_the_same_on_whatever_keyboard_it_is_typed(client, letters):
    """One sends an accent as part of its letter, another after it."""
    person = make_person("Zoe")
    set_as, typed_as = (f"quatre caf{letter}s calmes" for letter in letters)
    person.set_password(set_as)
    person.save()
    signs_in(client, person, typed_as)
    assert client.get("/today/").status_code == 200
    assert client.post("/account/reauthenticate/", {"password": typed_as}).status_code == 302


@pytest.mark.parametrize("name", ["\u3164", "\u2800\u2800", "\u200d\ufe0f", "\u115f \u1160"])
def test_a_name_that_prints_nothing_is_missing(client, name):
    page = client.post("/account/signup/", SIGN_UP | {"name": name})
    assert page.status_code in (200, 422)
    assert "Error:" in page.text
    assert not Person.objects.exists()
