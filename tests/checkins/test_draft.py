"""/check-ins/<id>/draft/: kept while it is being written."""

import pytest

from sealed.models import Answer, Draft
from tests.cast import at

from .conftest import CHOSEN, ENDED, EVENING, put, say

pytestmark = pytest.mark.django_db


def url(check_in):
    return f"/check-ins/{check_in.pk}/draft/"


def test_it_is_kept_and_the_revision_comes_back(alice, as_alice, check_in):
    with at(EVENING):
        assert as_alice.post(url(check_in), put("first")).json() == {"revision": 1}
        assert as_alice.post(url(check_in), put("second", revision="1")).json() == {"revision": 2}
    assert Draft.objects.visible_to(alice).get().body["words"] == say("second")
    assert not Answer.unscoped.exists()


def test_an_older_tab_is_told_and_overwrites_nothing(alice, as_alice, check_in):
    with at(EVENING):
        as_alice.post(url(check_in), put("first"))
        as_alice.post(url(check_in), put("second", revision="1"))
        stale = as_alice.post(url(check_in), put("old", revision="1"))
    assert stale.status_code == 409
    assert Draft.objects.visible_to(alice).get().body["words"] == say("second")


def test_what_says_two_things_is_kept_all_the_same(alice, as_alice, check_in):
    with at(EVENING):
        assert as_alice.post(url(check_in), put("x", needs=["none", "touch"])).status_code == 200
        seal = as_alice.get(f"/check-ins/{check_in.pk}/seal/")
    assert Draft.objects.visible_to(alice).get().body["words"]["needs"] == {"value": ["none", "touch"]}
    assert b"Before you seal it" in seal.content
    assert b'name="revision"' not in seal.content


def test_too_long_is_to_be_mended(as_alice, check_in):
    with at(EVENING):
        answer = as_alice.post(url(check_in), put("x", thanks="x" * 100_000))
    assert answer.status_code == 422
    assert not Draft.unscoped.exists()


def test_to_come_it_keeps_nothing_and_closed_it_keeps(alice, as_alice, check_in):
    with at(CHOSEN):
        assert as_alice.post(url(check_in), put("x")).status_code == 409
    assert not Draft.unscoped.exists()
    with at(ENDED):
        assert as_alice.post(url(check_in), put("late")).status_code == 200
    assert Draft.objects.visible_to(alice).get().body["words"] == say("late")


def test_the_other_cannot_see_or_change_it(alice, as_alice, as_bob, check_in):
    with at(EVENING):
        as_alice.post(url(check_in), put("alice"))
        assert b"alice" not in as_bob.get(f"/check-ins/{check_in.pk}/").content
        as_bob.post(url(check_in), put("bob"))
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")


def test_not_by_a_stranger_nor_by_get(as_charlie, as_alice, check_in):
    with at(EVENING):
        assert as_charlie.post(url(check_in), put("x")).status_code == 404
        assert as_alice.get(url(check_in)).status_code == 405
    assert not Draft.unscoped.exists()
