"""/check-ins/<id>/ and its answer/: the five things, and what it is at each stage."""

import re
import uuid
from datetime import UTC, datetime

import pytest

from checkins import actions
from checkins.models import CheckIn
from couples import actions as couples
from sealed.models import Answer, Draft
from tests.cast import at
from tests.writing import shown_on

from .conftest import CHOSEN, ENDED, EVENING, MORNING, put, put_in_force, say, seal

pytestmark = pytest.mark.django_db


def url(check_in, rest=""):
    return f"/check-ins/{check_in.pk}/{rest}"


def test_it_asks_five_things_and_says_who_sees_them_and_when(as_alice, check_in):
    with at(EVENING):
        pages = [as_alice.get(url(check_in, f"?question={number}")).text for number in range(1, 6)]
    for number, page in enumerate(pages, start=1):
        assert f"{number} of 5" in page
        assert page.count("at 10 on the morning after you’ve both sealed it") == 1
        assert page.count("rather say this in person") == 1
        assert "asks these same five" not in page
    assert "It’s open until Monday 6 July." in pages[0]


def test_every_three_months_it_says_what_is_not_here_yet(alice, as_alice, couple):
    with at(EVENING):
        actions.set_rhythm(alice, 3, EVENING.date())
        page = as_alice.get(url(CheckIn.unscoped.get(day=EVENING.date()))).content
    assert "It’s the same five things." in page.decode()


def test_a_post_keeps_the_draft_and_goes_on_to_seal(alice, as_alice, check_in):
    with at(EVENING):
        answer = as_alice.post(url(check_in), put("alice"))
    assert answer.headers["Location"] == url(check_in, "seal/")
    draft = Draft.objects.visible_to(alice).get()
    assert (draft.body["words"], draft.revision) == (say("alice"), 1)
    assert not Answer.unscoped.exists()


def test_what_was_kept_stands_in_the_form_again(alice, as_alice, check_in):
    with at(EVENING):
        as_alice.post(url(check_in), put("alice", thanks_in_person="on", score="0"))
        assert 'value="alice when"' in as_alice.get(url(check_in)).text
        page = as_alice.get(url(check_in, "?question=4")).text
        again = as_alice.get(url(check_in)).context["form"].initial
    assert (again["score"], again["needs"], again["thanks_in_person"]) == (0, ["touch", "time"], True)
    assert "alice thanks" in page


def test_none_low_and_some_low_is_to_be_mended_and_nothing_is_lost(as_alice, check_in):
    with at(EVENING):
        page = as_alice.post(url(check_in), put("alice", needs=["none", "touch"]))
    assert page.status_code == 422
    text = page.content.decode()
    assert "Error: Tick the ones that were low" in text
    assert "alice thanks" in text
    assert "alice sentence" in text


@pytest.mark.parametrize(
    "bad",
    [
        {"thanks": "x" * 100_000},
        {"sentence": "x" * 501},
        {"score": "11"},
        {"score": "many"},
        {"needs": ["nothing-like-this"]},
        {"revision": "-1"},
        {"revision": "one"},
    ],
)
def test_bad_input_gets_a_sentence(as_alice, check_in, bad):
    with at(EVENING):
        page = as_alice.post(url(check_in), put("alice", **bad))
    assert page.status_code == 422
    assert "alice when" in page.content.decode()
    assert not Draft.unscoped.exists()


def test_control_characters_are_left_out(alice, as_alice, check_in):
    with at(EVENING):
        as_alice.post(url(check_in), put("alice", thanks="the\x00 soup\x07", sentence="\u200b"))
    words = Draft.objects.visible_to(alice).get().body["words"]
    assert (words["thanks"]["value"], words["us-words"]["value"]) == ("the soup", None)


def test_two_tabs_lose_nothing(alice, as_alice, check_in):
    with at(EVENING):
        as_alice.post(url(check_in), put("first"))
        page = as_alice.post(url(check_in), put("second", revision="0"))
        assert page.status_code == 409
        text = page.content.decode()
        assert "first thanks" in text
        assert "second thanks" in text
        assert 'name="revision" value="1"' in text
        assert as_alice.post(url(check_in), put("second", revision="1")).status_code == 302
    assert Draft.unscoped.get().body["words"] == say("second")


def test_the_lines_in_force_can_be_ticked(alice, bob, as_alice, check_in):
    with at(CHOSEN):
        put_in_force(alice, bob, "We eat without phones.")
    with at(EVENING):
        page = as_alice.get(url(check_in, "?question=3")).text
        assert "We eat without phones." in page
        assert 'name="fits"' in page
        assert 'name="line"' not in page
        clause = page.split('name="clauses" value="')[1][:36]
        both = as_alice.post(url(check_in), put("alice", clauses=[clause], fits="on"))
        assert "Choose one or the other." in both.content.decode()
        as_alice.post(url(check_in), put("alice", clauses=[clause]))
    words = Draft.objects.visible_to(alice).get().body["words"]
    assert words["agreement"] == {"value": {"clauses": [clause]}}


def test_a_line_of_strangers_cannot_be_ticked(alice, bob, as_alice, check_in):
    with at(CHOSEN):
        put_in_force(alice, bob, "We eat without phones.")
    with at(EVENING):
        page = as_alice.post(url(check_in), put("alice", clauses=[str(uuid.uuid4())]))
    assert page.status_code == 422
    assert "The agreement has changed. Tick once more." in page.content.decode()


def test_before_its_day_it_is_not_open_and_keeps_nothing(as_alice, check_in):
    with at(CHOSEN):
        assert b"Sunday 7 June" in as_alice.get(url(check_in)).content
        answer = as_alice.post(url(check_in), put("alice"))
    assert answer.status_code == 409
    assert not Draft.unscoped.exists()


def test_sealed_it_says_so_and_the_words_can_be_read_and_changed(alice, as_alice, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
        assert as_alice.get(url(check_in)).headers["Location"] == url(check_in, "sealed/")
        assert b"Saved and sealed" in as_alice.get(url(check_in, "sealed/")).content
        assert b"alice thanks" not in as_alice.get(url(check_in, "sealed/")).content
        assert b"alice thanks" in as_alice.get(url(check_in, "answer/")).content
        as_alice.post(url(check_in), put("changed"))
        assert Answer.unscoped.get().body["words"] == say("alice")
        as_alice.post(url(check_in, "seal/"), shown_on(as_alice, url(check_in, "seal/")))
    assert Answer.unscoped.get().body["words"] == say("changed")


def test_there_is_no_answer_to_read_where_none_is_sealed(as_alice, check_in):
    with at(EVENING):
        assert as_alice.get(url(check_in, "answer/")).headers["Location"] == url(check_in)
        assert as_alice.post(url(check_in, "answer/")).status_code == 405


def test_closed_it_shows_ones_own_words_and_the_next_day(alice, as_alice, as_bob, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    with at(datetime(2026, 7, 7, 10, tzinfo=UTC)):
        page = as_alice.get(url(check_in)).content
        assert b"This check-in has closed" in page
        assert b"alice thanks" in page
        assert b"Friday 7 August" in page
        assert b"alice" not in as_bob.get(url(check_in)).content


def test_words_sent_after_it_has_closed_are_kept(alice, as_alice, check_in):
    with at(ENDED):
        answer = as_alice.post(url(check_in), put("alice"), follow=True)
    assert b"This check-in has closed" in answer.content
    assert b"alice thanks" in answer.content
    assert Draft.objects.visible_to(alice).get().body["words"] == say("alice")


def test_opened_it_leads_to_the_opening(as_alice, opened):
    with at(MORNING):
        assert as_alice.get(url(opened)).headers["Location"] == url(opened, "opening/")


def test_former_partners_keep_their_own_words(alice, bob, as_alice, as_bob, check_in):
    with at(EVENING):
        seal(bob, check_in, "bob")
        couples.leave(alice)
        assert b"bob thanks" in as_bob.get(url(check_in)).content
        assert b"bob" not in as_alice.get(url(check_in)).content


def masked(page):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page.text)


def test_a_stranger_finds_what_is_not_there(as_charlie, as_dana, check_in):
    nowhere = f"/check-ins/{uuid.uuid4()}/"
    with at(EVENING):
        for client in (as_charlie, as_dana):
            missing, found = client.get(nowhere), client.get(url(check_in))
            assert (found.status_code, masked(found)) == (404, masked(missing))
            assert client.post(url(check_in), put("x")).status_code == 404
    assert not Draft.unscoped.exists()


def test_an_id_that_is_none_is_not_there(as_alice, check_in):
    assert as_alice.get("/check-ins/seven/").status_code == 404
