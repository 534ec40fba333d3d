"""Each change of how one signs in ends all other sessions; one neutral mail tells a new password or address."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from people.accounts.factors import passkey_id
from people.models import Session
from tests.cast import PASSWORD, client_of, said_it_is_them
from tests.machines.passkeys import Passkey
from tests.mail import arrived
from tests.people.second_steps import App, adds_app, adds_passkey, is_in, options_on

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden" / "sign_in_changed.txt"
NEW = "another calm long phrase"


@pytest.fixture
def dead(dana, charlie):
    """Other browsers of dana's; and one of charlie's, which is none of her business."""
    return [client_of(dana), client_of(dana)], client_of(charlie)


@pytest.fixture
def happens(as_dana, dead):
    """What was done ended the other sessions, and one mail went to each of these addresses."""

    def check(change, *addresses):
        before = len(arrived())
        others, stranger = dead
        assert all(is_in(each) for each in others)
        answer = change()
        assert answer.status_code == 302, answer.text
        assert [is_in(each) for each in [*others, stranger, as_dana]] == [False, False, True, True]
        mails = sorted(arrived()[before:], key=lambda mail: mail.to)
        assert [mail.to for mail in mails] == [[address] for address in addresses]
        for mail in mails:
            assert f"Subject: {mail.subject}\n\n{mail.body}\n" == GOLDEN.read_text()
            assert mail.alternatives == []

    return check


@pytest.mark.django_db(transaction=True)  # allauth tells after the commit
def test_adding_an_app(as_dana, watch, happens):
    said_it_is_them(as_dana)
    secret = re.search(r"<code>([A-Z2-7]+)</code>", as_dana.get("/sign-in/app/").text)[1]
    happens(lambda: as_dana.post("/sign-in/app/", {"code": App(secret, watch).code}))


def test_removing_an_app(as_dana, dana, watch, request):
    adds_app(as_dana, watch)
    request.getfixturevalue("happens")(lambda: as_dana.post("/sign-in/app/removal/"))


def test_adding_a_passkey(as_dana, happens):
    said_it_is_them(as_dana)
    credential = Passkey().add(options_on(as_dana.get("/sign-in/passkeys/").text))
    happens(lambda: as_dana.post("/sign-in/passkeys/", {"credential": credential}))


def test_removing_a_passkey(as_dana, request):
    adds_passkey(as_dana)
    url = f"/sign-in/passkeys/{passkey_id(Authenticator.objects.get(type='webauthn'))}/removal/"
    request.getfixturevalue("happens")(lambda: as_dana.post(url))


def test_a_new_password(as_dana, happens):
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    happens(lambda: as_dana.post("/account/password/change/", sent), "dana@example.org")


def test_a_new_address_tells_the_old_one(as_dana, dana, happens):
    said_it_is_them(as_dana)
    asked = as_dana.post("/account/email/", {"action_add": "", "email": "garden@example.org"})
    code = re.search(r"Your code: (\S+)", arrived()[-1].body)[1]
    happens(lambda: as_dana.post(asked["Location"], {"code": code}), "dana@example.org")
    kept = EmailAddress.objects.filter(user=dana).order_by("pk").values_list("email", "primary", "verified")
    assert list(kept) == [("dana@example.org", False, True), ("garden@example.org", True, True)]


def test_a_wrong_try_ends_nothing_and_says_nothing(as_dana, dead, watch):
    said_it_is_them(as_dana)
    as_dana.get("/sign-in/app/")
    as_dana.post("/sign-in/app/", {"code": "000000"})
    as_dana.post("/account/password/change/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert all(is_in(each) for each in dead[0])
    assert arrived() == []
    assert Session.objects.count() >= 3
