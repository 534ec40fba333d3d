"""/check-ins/<id>/closing/: said before, done at once, by either."""

import pytest

from checkins.models import CheckIn
from tests.cast import at

from .conftest import CHOSEN, EVENING, MORNING, seal

pytestmark = pytest.mark.django_db


def url(check_in, rest="closing/"):
    return f"/check-ins/{check_in.pk}/{rest}"


def test_what_will_show_is_said_before(as_alice, check_in):
    with at(EVENING):
        page = " ".join(as_alice.get(url(check_in, "")).content.decode().split())
    assert "Bob will see that it’s closed, and know it was you." in page


def test_closed_both_read_the_same_and_each_their_own_words(alice, bob, as_alice, as_bob, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
        assert as_bob.post(url(check_in)).headers["Location"] == url(check_in, "")
        mine, theirs = as_alice.get(url(check_in, "")).content, as_bob.get(url(check_in, "")).content
    assert b"This check-in has closed" in mine
    assert b"This check-in has closed" in theirs
    assert b"alice thanks" in mine
    assert b"alice" not in theirs.replace(b"Alice", b"")


def test_neither_the_wrong_moment_nor_a_stranger_nor_a_get_closes_it(as_alice, as_charlie, check_in):
    with at(CHOSEN):
        assert as_alice.post(url(check_in)).status_code == 409
    with at(EVENING):
        assert as_charlie.post(url(check_in)).status_code == 404
        assert as_alice.get(url(check_in)).status_code == 405
    assert CheckIn.unscoped.get(pk=check_in.pk).closed_on is None


def test_what_has_opened_cannot_be_closed(as_alice, opened):
    with at(MORNING):
        assert as_alice.post(url(opened)).status_code == 409
        assert as_alice.get(url(opened, "opening/")).status_code == 200
