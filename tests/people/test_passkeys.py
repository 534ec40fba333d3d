"""GET and POST /sign-in/passkeys/, …/removal/, and signing in with a passkey: good ones and forged ones."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

import people.actions
from people.accounts.factor_forms import NO_PASSKEY
from people.accounts.factors import passkey_id
from tests.cast import client_of, later, said_it_is_them
from tests.machines.passkeys import FLAG, Passkey
from tests.people.second_steps import adds_passkey, asked_for_passkey, is_in, options_on, types_password

pytestmark = pytest.mark.django_db

URL = "/sign-in/passkeys/"
ALONE = "/account/login/passkey/"


def uses(client, passkey, **how):
    """Presses "Sign in with a passkey"."""
    return client.post(ALONE, {"credential": passkey.use(asked_for_passkey(client), **how)})


@pytest.fixture
def passkey(as_dana):
    return adds_passkey(as_dana)


def test_a_passkey_alone_signs_in(passkey, client):
    assert uses(client, passkey)["Location"] == "/"
    assert is_in(client)


def test_after_it_one_lands_where_one_wanted_to_go(passkey, client):
    credential = passkey.use(asked_for_passkey(client))
    assert client.post(ALONE, {"credential": credential, "next": "/plan/"})["Location"] == "/plan/"


def test_after_the_password_one_may_go_on_with_it(passkey, dana):
    half = types_password(dana)
    assert ALONE in half.get("/account/login/second/").text
    assert not is_in(half)
    assert uses(half, passkey)["Location"] == "/"
    assert is_in(half)


def test_the_browser_is_told_the_discreet_name_and_wants_a_finger_or_a_pin(as_dana, settings):
    settings.TWOFOLD_SITE_NAME = "Garden notes"
    said_it_is_them(as_dana)
    asked = options_on(as_dana.get(URL).text)["publicKey"]
    assert asked["rp"] == {"id": "localhost", "name": "Garden notes"}
    assert (asked["user"]["name"], asked["user"]["displayName"]) == ("dana@example.org", "dana@example.org")
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"


def test_what_is_asked_of_a_browser_tells_nothing_of_anybody(passkey, client):
    asked = asked_for_passkey(client)["publicKey"]
    assert {name: value for name, value in asked.items() if name != "challenge"} == {
        "rpId": "localhost",
        "userVerification": "required",
        "allowCredentials": [],
    }


def test_what_is_kept_of_a_passkey_has_no_name_and_no_maker(as_dana, dana):
    said_it_is_them(as_dana)
    sent = json.loads(Passkey().add(options_on(as_dana.get(URL).text)))
    sent["response"]["transports"] = ["usb"]
    sent["clientExtensionResults"] = {"note": "\x00"}
    as_dana.post(URL, {"credential": json.dumps(sent), "name": "K.'s old phone"})
    stored = Authenticator.objects.get(user=dana, type="webauthn")
    assert stored.data["name"] == "Passkey"
    assert set(stored.data["credential"]["response"]) == {"clientDataJSON", "attestationObject"}


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "null",
        "[]",
        "7",
        '"words"',
        "{",
        "{}",
        '{"response": 1}',
        '{"response": {}}',
        '{"response": {"userHandle": 7}}',
        '{"response": {"userHandle": "\\u0000"}}',
        '{"id": 7, "rawId": [], "type": "x", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}',
        '{"id":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}',
        '{"response": {"x": "' + "y" * 30_000 + '"}}',
        "[" * 5_000,
    ],
)
def test_what_is_no_passkey_is_a_sentence_everywhere(passkey, as_dana, dana, client, credential):
    asked_for_passkey(client)
    answer = client.post(ALONE, {"credential": credential}, follow=True)
    assert str(NO_PASSKEY) in answer.text
    half = types_password(dana)
    assert str(NO_PASSKEY) in half.post(ALONE, {"credential": credential}, follow=True).text
    again = client_of(dana)
    again.get("/account/reauthenticate/passkey/")
    assert str(NO_PASSKEY) in again.post("/account/reauthenticate/passkey/", {"credential": credential}).text
    as_dana.get(URL)
    assert str(NO_PASSKEY) in as_dana.post(URL, {"credential": credential}).text
    assert [is_in(client), is_in(half), Authenticator.objects.filter(type="webauthn").count()] == [False, False, 1]


def test_the_passkey_of_somebody_else_is_not_ones_own(passkey, as_charlie, charlie, client):
    others = adds_passkey(as_charlie)
    uses(client, others, user=passkey.user)
    assert not is_in(client), "a passkey of charlie, claiming to be dana's"


def test_a_passkey_nobody_added_and_one_of_nobody_read_the_same(passkey, client):
    pages = []
    for user in (passkey.user, "NWI3ZDBkNWUtN2Y0Yy00ZTBhLTlhNTUtMWY2YzZjOGE0ZDEx"):
        answer = uses(client, Passkey(), user=user)
        pages.append((answer.status_code, answer["Location"], str(NO_PASSKEY) in client.get(answer["Location"]).text))
    assert pages == [(302, "/account/login/", True)] * 2


def test_the_same_answer_opens_once(passkey, client):
    credential = passkey.use(asked_for_passkey(client))
    assert client.post(ALONE, {"credential": credential})["Location"] == "/"
    other = Client()
    asked_for_passkey(other)
    other.post(ALONE, {"credential": credential})
    assert not is_in(other)


@pytest.mark.parametrize("lie", ["another site", "no finger", "another key"])
def test_a_forged_answer_opens_nothing(passkey, client, lie):
    if lie == "another site":
        passkey.origin = "http://localhost.example.org"
    elif lie == "no finger":
        passkey.flags = FLAG.UP
    else:
        passkey.key = Passkey().key
    uses(client, passkey)
    assert not is_in(client)


def test_nobody_in_the_same_home_holds_one_up(passkey, client):
    """A passkey cannot be guessed: there is nothing to count, and so nothing that a partner could use up."""
    stranger = Client()
    answers = {stranger.post(ALONE, {"credential": "{}"}).status_code for _ in range(70)}
    assert answers == {302}
    assert uses(client, passkey)["Location"] == "/"


def test_a_passkey_without_finger_or_pin_is_not_added(as_dana):
    said_it_is_them(as_dana)
    credential = Passkey(verifies=False).add(options_on(as_dana.get(URL).text))
    assert str(NO_PASSKEY) in as_dana.post(URL, {"credential": credential}).text
    assert not Authenticator.objects.exists()


def test_it_answers_whether_it_is_they(passkey, dana):
    again = client_of(dana)
    url = "/account/reauthenticate/passkey/"
    credential = passkey.use(options_on(again.get(url).text))
    assert again.post(url, {"credential": credential, "next": "/sign-in/sessions/"})["Location"] == "/sign-in/sessions/"
    assert again.get("/sign-in/sessions/").status_code == 200


def test_removing_one(passkey, as_dana, dana, client):
    url = f"{URL}{passkey_id(Authenticator.objects.get(type='webauthn'))}/removal/"
    assert url in as_dana.get("/sign-in/").text
    assert as_dana.get(url).status_code == 200
    assert as_dana.post(url)["Location"] == "/sign-in/"
    assert uses(client, passkey)["Location"] == "/", "for thirty days it works"
    with later(days=31):
        people.actions.settle_all()
        assert not Authenticator.objects.exists()
        again = Client()
        uses(again, passkey)
        assert not is_in(again)


def test_removing_asks_first_whether_it_is_they(passkey, dana):
    url = f"{URL}{passkey_id(Authenticator.objects.get(type='webauthn'))}/removal/"
    assert client_of(dana).post(url)["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.count() == 1


def test_the_passkey_of_somebody_else_is_not_there(passkey, as_charlie):
    said_it_is_them(as_charlie)
    real = f"{URL}{passkey_id(Authenticator.objects.get(type='webauthn'))}/removal/"
    for url in (real, f"{URL}5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11/removal/"):
        assert [as_charlie.get(url).status_code, as_charlie.post(url).status_code] == [404, 404]
    assert Authenticator.objects.filter(type="webauthn").count() == 1
