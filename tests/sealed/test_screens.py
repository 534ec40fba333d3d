"""One question a screen: going on and back, coming back another day, ready-made answers; nothing is lost on the way."""

import pytest

from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions
from sealed.models import Draft
from sealed.screens import screens_of

pytestmark = pytest.mark.django_db
PAGE, ALONE = "/plan/3/", "/plan/9/"
NAMES = ("hope", "give", "hard")
PIECE = piece_of(catalogue.activity("why-i-am-here"))


def kept(person) -> dict[str, str]:
    row = Draft.unscoped.filter(person=person).first()
    return {question: entry["value"] for question, entry in row.words.items() if entry["value"]} if row else {}


def send(client, question, revision=0, go="", **words):
    pressed = {"go": go} if go else {}
    return client.post(PAGE, {"question": str(question), "revision": str(revision), **words, **pressed})


def test_each_screen_asks_one_question_and_says_how_far_one_is(as_alice, couple):
    pages = [as_alice.get(f"{PAGE}?question={number}").text for number in (1, 2, 3)]
    assert [page.count('class="sees sealed"') for page in pages] == [1, 1, 1]
    assert [page.count("rather say this in person") for page in pages] == [1, 1, 1]
    for number, (name, minutes, page) in enumerate(
        zip(("hope", "give", "hard"), (7, 5, 3), pages, strict=True), start=1
    ):
        assert f"{number} of 3 · about {minutes} minutes" in page
        assert [each for each in ("hope", "give", "hard") if f'name="{each}"' in page] == [name]
    assert ["Continue" in page for page in pages] == [True, True, False]
    assert ["Read it over" in page for page in pages] == [False, False, True]
    assert ['value="back"' in page for page in pages] == [False, True, True]


def test_going_on_keeps_the_words_and_the_others_as_they_were(alice, as_alice, couple):
    assert send(as_alice, 1, hope="we laugh").url == f"{PAGE}?question=2"
    assert send(as_alice, 2, 1, give="Sunday").url == f"{PAGE}?question=3"
    assert send(as_alice, 3, 2, hard="the phone").url == f"{PAGE}seal/"
    assert kept(alice) == {"hope": "we laugh", "give": "Sunday", "hard": "the phone"}
    overview = as_alice.get(f"{PAGE}seal/").text
    assert all(f'href="{PAGE}?question={number}"' in overview for number in (1, 2, 3))


def test_what_another_screen_asks_is_not_taken_from_this_one(alice, as_alice, couple):
    send(as_alice, 1, hope="we laugh")
    send(as_alice, 2, 1, give="Sunday", hope="changed unseen")
    assert kept(alice) == {"hope": "we laugh", "give": "Sunday"}


@pytest.mark.parametrize(("go", "onward"), [("back", f"{PAGE}?question=1"), ("later", "/today/")])
def test_going_back_or_away_keeps_the_words_too(alice, as_alice, couple, go, onward):
    assert send(as_alice, 2, go=go, give="Sunday").url == onward
    assert kept(alice) == {"give": "Sunday"}


def test_back_from_the_first_and_with_nothing_written_begins_nothing(as_alice, couple):
    assert send(as_alice, 1, go="back").url == f"{PAGE}?question=1"
    assert send(as_alice, 1).url == f"{PAGE}?question=2"
    assert send(as_alice, 2, go="later").url == "/today/"
    assert not Draft.unscoped.exists()


def test_coming_back_leads_to_the_last_screen_with_something_on_it(as_alice, couple):
    assert as_alice.get(PAGE).context["screen"].number == 1
    send(as_alice, 1, hope="we laugh")
    assert as_alice.get(PAGE).context["screen"].number == 1
    send(as_alice, 3, 1, go="later", hard="the phone")
    assert as_alice.get(PAGE).context["screen"].number == 3


@pytest.mark.parametrize(("question", "asks"), [("9", "hard"), ("", ""), ("x", "hope"), ("\x00", ""), ("3", "hope")])
def test_a_screen_that_is_no_more_keeps_nothing_and_shows_what_was_typed(alice, as_alice, couple, question, asks):
    send(as_alice, 1, hope="we laugh")
    answer = as_alice.post(PAGE, {"question": question, "asks": asks, "revision": "1", "hard": "the phone"})
    assert (answer.status_code, kept(alice)) == (409, {"hope": "we laugh"})
    assert all(words in answer.text for words in ("This page has changed", "the phone"))


def test_its_form_says_what_the_screen_asks(as_alice, couple):
    assert 'name="asks" value="hard"' in as_alice.get(f"{PAGE}?question=3").text


def test_a_sealed_answer_that_is_emptied_is_empty_to_be_sealed(alice, as_alice, couple):
    actions.seal(alice, PIECE, {"hope": {"value": "we laugh"}})
    send(as_alice, 1, hope="")
    assert "we laugh" not in as_alice.get(f"{PAGE}answer/").text


@pytest.mark.parametrize("question", ["0", "4", "-1", "x", "", "1e0", "9" * 5000, "\x00", "２"])
def test_a_screen_that_is_not_there_is_the_one_to_go_on_with(as_alice, couple, question):
    assert as_alice.get(PAGE, {"question": question}).context["screen"].number == 1


def test_the_same_screen_sent_twice_is_kept_once(alice, as_alice, couple):
    for _ in range(2):
        assert send(as_alice, 1, hope="we laugh").url == f"{PAGE}?question=2"
    assert Draft.unscoped.get(person=alice).revision == 1


def test_a_screen_of_an_older_draft_overwrites_nothing_and_shows_both(alice, as_alice, couple):
    send(as_alice, 1, hope="we laugh")
    answer = send(as_alice, 1, hope="from the other tab")
    assert (answer.status_code, kept(alice)) == (409, {"hope": "we laugh"})
    assert all(words in answer.text for words in ("from the other tab", "we laugh", "1 of 3"))


def test_too_long_is_said_on_its_screen_and_nothing_is_lost(as_alice, couple):
    for go in ("", "back", "later"):
        answer = send(as_alice, 2, go=go, give="x" * 201)
        assert (answer.status_code, "x" * 201 in answer.text) == (422, True)
        assert "2 of 3" in answer.text


def test_a_ready_made_answer_is_put_in_by_one_tap_below_what_is_there(alice, as_alice, couple):
    assert "“I came because I was asked.”" in as_alice.get(PAGE).text
    assert send(as_alice, 1, go="ready-made", hope="").url == f"{PAGE}?question=1"
    assert kept(alice) == {"hope": "I came because I was asked."}
    assert send(as_alice, 1, go="ready-made", hope="").url == f"{PAGE}?question=1"  # the same tap, twice
    send(as_alice, 1, 1, go="ready-made", hope="I came because I was asked.")
    assert kept(alice) == {"hope": "I came because I was asked."}
    send(as_alice, 1, 2, go="ready-made", hope="I do not know.")
    assert kept(alice) == {"hope": "I do not know.\nI came because I was asked."}


def test_where_there_is_none_the_tap_changes_nothing(alice, as_alice, couple):
    assert "ready-made" not in as_alice.get(f"{PAGE}?question=2").text
    send(as_alice, 2, go="ready-made", give="Sunday")
    assert kept(alice) == {"give": "Sunday"}


def test_sealed_each_answer_can_be_changed_and_the_sealed_one_stays_until_then(alice, as_alice, couple):
    actions.seal(alice, PIECE, {"hope": {"value": "we laugh"}})
    assert f'href="{PAGE}?question=1"' in as_alice.get(f"{PAGE}answer/").text
    page = as_alice.get(f"{PAGE}?question=1").text
    assert all(words in page for words in ("we laugh", "You’ve sealed this."))
    assert send(as_alice, 1, hope="we dance").url == f"{PAGE}?question=2"
    page = as_alice.get(f"{PAGE}answer/").text
    assert all(words in page for words in ("we dance", "stays as it is until you seal"))
    assert as_alice.get(PAGE).url == f"{PAGE}sealed/"


def test_done_with_it_ones_own_page_is_there_to_read_as_a_whole(as_alice, couple):
    first = catalogue.activity("is-this-good-for-me").questions[0].id
    page = f"/plan/{catalogue.activity('is-this-good-for-me').page}/"
    as_alice.post(page, {first: "mostly", "revision": "0"})
    shown = as_alice.get(page).text
    assert ("mostly" in shown, "<textarea" in shown, f"{page}?question=1" in shown) == (True, False, True)
    assert "<textarea" in as_alice.get(f"{page}?question=1").text


def test_the_minutes_that_are_left_are_counted_by_screens():
    assert [(screen.number, screen.of, screen.minutes) for screen in screens_of(PIECE)] == [
        (1, 3, 7),
        (2, 3, 5),
        (3, 3, 3),
    ]
