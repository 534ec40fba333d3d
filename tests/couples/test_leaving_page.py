"""GET and POST /leaving/."""

import pytest

from couples.models import Couple
from couples.us import us_of
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_with_ones_password_it_is_done(as_alice, as_bob, alice, bob, couple, mailoutbox):
    assert as_alice.get("/leaving/").status_code == 200
    answer = as_alice.post("/leaving/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert us_of(alice).couple is None
    assert us_of(bob).couple is None
    assert mailoutbox == []
    for partner in (as_alice, as_bob):
        assert "This shared space is closed." in partner.get("/today/").text


@pytest.mark.parametrize("password", ["", "wrong", "x" * 100_000, "\x00"])
def test_without_it_nothing_is_closed(as_alice, couple, password):
    answer = as_alice.post("/leaving/", {"password": password})
    assert answer.status_code == 422
    assert "To mend:" in answer.text
    assert Couple.unscoped.get(pk=couple.pk).closed_on is None


def test_the_partners_password_is_not_ones_own(as_alice, bob, couple):
    bob.set_password("bob's own long password")
    bob.save()
    assert as_alice.post("/leaving/", {"password": "bob's own long password"}).status_code == 422


def test_on_ones_own_there_is_nothing_to_leave(as_dana):
    assert "There is no shared space to leave." in as_dana.get("/leaving/").text
    assert as_dana.post("/leaving/", {"password": PASSWORD}).status_code == 409


def test_who_never_was_two_reads_nothing_of_a_closed_space(as_dana, dana):
    assert "closed" not in as_dana.get("/today/").text
