"""/check-ins/<id>/answer/removal/: taking a sealed answer back."""

from datetime import timedelta

import pytest

from sealed.models import Answer, Draft, Reveal
from tests.cast import at

from .conftest import EVENING, MORNING, say, seal

pytestmark = pytest.mark.django_db


def url(check_in):
    return f"/check-ins/{check_in.pk}/answer/removal/"


def test_it_is_a_draft_again_and_nothing_opens(alice, as_alice, as_bob, opened):
    with at(MORNING - timedelta(minutes=5)):
        page = as_alice.post(url(opened), follow=True)
    assert b"alice when" in page.content
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")
    assert not Reveal.unscoped.exists()
    with at(MORNING):
        assert b"Saved and sealed" in as_bob.get(f"/check-ins/{opened.pk}/", follow=True).content


def test_with_nothing_sealed_nothing_happens(as_alice, check_in):
    with at(EVENING):
        assert as_alice.post(url(check_in)).status_code == 302
    assert not Draft.unscoped.exists()


def test_once_open_it_stays(as_alice, opened):
    with at(MORNING):
        assert as_alice.post(url(opened)).status_code == 409
    assert Answer.unscoped.count() == 2


def test_only_ones_own_and_only_by_post(alice, as_alice, as_bob, as_charlie, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
        as_bob.post(url(check_in))
        assert as_charlie.post(url(check_in)).status_code == 404
        assert as_alice.get(url(check_in)).status_code == 405
    assert Answer.objects.visible_to(alice).exists()
