"""/check-ins/<id>/seal/: the words once more, when they open, and the seal."""

import pytest

from checkins.pieces import CheckInPiece
from sealed import actions as sealed
from sealed.models import Answer, Draft
from tests.cast import at
from tests.writing import shown_on

from .conftest import CHOSEN, ENDED, EVENING, MORNING, say, seal

pytestmark = pytest.mark.django_db


def url(check_in, rest="seal/"):
    return f"/check-ins/{check_in.pk}/{rest}"


def test_it_shows_the_words_and_says_what_sealing_is(alice, as_alice, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), say("alice"))
        page = as_alice.get(url(check_in)).content.decode()
    for word in ("sentence", "line", "thanks", "when", "feel", "need"):
        assert f"alice {word}" in page
    assert "Touch\nTime together" in page
    assert "7 of 10" in page
    assert "at 10 on the morning after you’ve both sealed. Until then you can change yours or take them back." in page
    assert not Answer.unscoped.exists()


def test_a_post_seals_them(alice, as_alice, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), say("alice"))
        answer = as_alice.post(url(check_in), shown_on(as_alice, url(check_in)), follow=True)
    assert b"Saved and sealed" in answer.content
    assert Answer.objects.visible_to(alice).get().body["words"] == say("alice")
    assert not Draft.unscoped.exists()


@pytest.mark.parametrize("shown", ["those before", "", "x", "²", "0" * 64, "9" * 100_000])
def test_what_was_not_on_the_screen_is_shown_before_it_is_sealed(alice, as_alice, check_in, shown):
    with at(EVENING):
        first = sealed.keep(alice, CheckInPiece(check_in), say("first")).fingerprint
        sealed.keep(alice, CheckInPiece(check_in), say("second"))
        sent = {"shown": first if shown == "those before" else shown}
        answer = as_alice.post(url(check_in), sent, follow=True)
    assert answer.redirect_chain == [(url(check_in), 302)]
    assert b"Read them once more before you seal them" in answer.content
    assert b"second thanks" in answer.content
    assert not Answer.unscoped.exists()


def test_pressed_twice_it_is_sealed_once(alice, as_alice, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), say("alice"))
        shown = shown_on(as_alice, url(check_in))
        for _ in range(2):
            assert as_alice.post(url(check_in), shown).headers["Location"] == url(check_in, "sealed/")
    assert Answer.unscoped.count() == 1


def test_nothing_to_seal_says_so(alice, as_alice, check_in):
    with at(EVENING):
        assert as_alice.get(url(check_in)).headers["Location"] == url(check_in, "")
        assert as_alice.post(url(check_in), {"shown": ""}).status_code == 422
        blank = sealed.keep(alice, CheckInPiece(check_in), {"thanks": {"value": ""}}).fingerprint
        page = as_alice.get(url(check_in)).content
        assert "There’s nothing to seal yet" in page.decode()
        assert b'name="shown"' not in page
        assert as_alice.post(url(check_in), {"shown": blank}).status_code == 422
    assert not Answer.unscoped.exists()


def test_in_person_alone_can_be_sealed(alice, as_alice, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), {"mind": {"value": None, "in_person": True}})
        assert b"rather say this in person" in as_alice.get(url(check_in)).content
        as_alice.post(url(check_in), shown_on(as_alice, url(check_in)))
    assert Answer.unscoped.count() == 1


def test_after_its_end_a_calm_page_and_the_draft_stays(alice, as_alice, check_in):
    with at(EVENING):
        sealed.keep(alice, CheckInPiece(check_in), say("alice"))
    with at(ENDED):
        answer = as_alice.post(url(check_in), shown_on(as_alice, url(check_in)))
        assert (answer.status_code, b"This check-in has closed." in answer.content) == (409, True)
        assert as_alice.get(url(check_in)).headers["Location"] == url(check_in, "")
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")
    with at(CHOSEN):
        assert as_alice.post(url(check_in), {"shown": ""}).status_code == 409


def test_once_open_what_was_typed_is_shown_back_and_nothing_changes(alice, as_alice, opened):
    before = Answer.objects.visible_to(alice).get().body
    with at(MORNING):
        typed = as_alice.post(url(opened).removesuffix("seal/"), {"thanks": "too late", "revision": ""})
        as_alice.post(url(opened), {"shown": ""})
    assert typed.status_code == 409
    assert b"It opened while you were writing" in typed.content
    assert b"too late" in typed.content
    assert Answer.objects.visible_to(alice).get().body == before
    assert not Draft.unscoped.exists()


def test_a_stranger_finds_nothing(alice, as_charlie, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
        assert as_charlie.get(url(check_in)).status_code == 404
        assert as_charlie.post(url(check_in), {"shown": ""}).status_code == 404
