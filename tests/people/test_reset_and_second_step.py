"""A reset by mail never stands for a second step; and half signed in is not signed in."""

import re

import pytest

from people.models import Person
from tests.cast import PASSWORD, client_of
from tests.mail import arrived
from tests.people.second_steps import adds_app, is_in, types_password

pytestmark = pytest.mark.django_db

NEW = "another calm long phrase"


def resets(client, person):
    answer = client.post("/account/password/reset/", {"email": person.email})
    code = re.search(r"Your code: (\S+)", arrived()[-1].body)[1]
    answer = client.post(answer["Location"], {"code": code})
    return client.post(answer["Location"], {"password1": NEW, "password2": NEW})


def test_after_a_reset_the_second_step_is_still_asked_for(as_dana, dana, watch, client):
    app = adds_app(as_dana, watch)
    assert resets(client, dana).status_code == 302
    assert not is_in(client)
    half = types_password(dana, NEW)
    assert not is_in(half)
    watch.now += 30
    half.post("/account/login/step/", {"code": app.code})
    assert is_in(half)
    assert Person.objects.get(pk=dana.pk).withheld_until is None, "who reads the mail alone does not come in"


def test_a_reset_with_the_step_still_owed_finishes_nothing(as_dana, dana, watch):
    adds_app(as_dana, watch)
    half = types_password(dana)
    resets(half, dana)
    assert not is_in(half)


def test_a_reset_without_a_second_step_closes_for_a_while(dana, client):
    resets(client, dana)
    assert Person.objects.get(pk=dana.pk).withheld_until is not None


def test_a_reset_ends_every_session(dana, as_dana, client):
    assert is_in(as_dana)
    resets(client, dana)
    assert not is_in(as_dana)


def test_half_signed_in_one_may_not_say_that_it_is_one(as_dana, dana, watch):
    adds_app(as_dana, watch)
    half = types_password(dana)
    for path in ("", "code/", "passkey/"):
        assert half.post(f"/account/reauthenticate/{path}", {"password": PASSWORD})["Location"].startswith(
            "/account/login/"
        )


def test_half_signed_in_one_cannot_remove_what_is_asked_for(as_dana, dana, watch):
    adds_app(as_dana, watch)
    half = types_password(dana)
    assert half.post("/sign-in/app/removal/")["Location"].startswith("/account/login/")
    assert not is_in(types_password(dana))
    assert is_in(client_of(dana))
