"""*The last message*: written by one, answered by the other, copied out, never sent from here, and not kept."""

import pytest

from recovery.models import SharedPage
from recovery.plan import catalogue
from sealed.models import Draft
from tests.writing import shares_by_the_pages

pytestmark = pytest.mark.django_db
MESSAGE, REPLY = "/plan/47/", "/plan/47-reply/"
ACTIVITY = catalogue.activity("the-last-message")
REPLY_ACTIVITY = catalogue.activity("the-last-message-reply")
WORDS = ACTIVITY.questions[0].id
PAGES = ("", "draft/", "kept/", "shared/", "removal/", "sharing/", "sharing/removal/", "ending/")
VERDICT, MISSING = (question.id for question in REPLY_ACTIVITY.questions)


@pytest.fixture
def shown(as_alice, couple) -> SharedPage:
    shares_by_the_pages(as_alice, MESSAGE, {WORDS: "This is my last message.", "revision": "0"})
    return SharedPage.unscoped.get()


def answer(client, verdict="missing", missing="That you hid it."):
    shares_by_the_pages(client, REPLY, {VERDICT: verdict, MISSING: missing, "revision": "0"})


def test_the_other_reads_it_and_answers_in_one_of_two_ways(as_alice, as_bob, shown):
    assert REPLY in as_bob.get(f"{MESSAGE}shared/").text
    assert [option.id for option in REPLY_ACTIVITY.questions[0].options] == ["enough", "missing"]
    answer(as_bob)
    page = as_alice.get(MESSAGE).text
    label = REPLY_ACTIVITY.questions[0].label_of("missing")
    assert (label in page, "That you hid it." in page) == (True, True)


def test_the_other_cannot_change_a_word_of_it(as_alice, as_bob, shown):
    page = as_bob.get(f"{MESSAGE}shared/").text
    assert "<textarea" not in page
    shares_by_the_pages(as_bob, MESSAGE, {WORDS: "another last message", "revision": "0"})
    assert "This is my last message." in as_bob.get(f"{MESSAGE}shared/").text
    assert "another last message" not in as_alice.get(MESSAGE).text


@pytest.mark.parametrize("page", PAGES)
def test_without_a_message_there_is_no_answer(as_alice, as_bob, as_charlie, couple, page):
    for client in (as_alice, as_bob, as_charlie):
        statuses = {client.get(f"{REPLY}{page}").status_code, client.post(f"{REPLY}{page}").status_code}
        assert statuses <= {404, 405}


def test_ones_own_message_cannot_be_answered_by_oneself(as_alice, as_charlie, shown):
    for client in (as_alice, as_charlie):
        assert client.post(REPLY, {VERDICT: "enough", "revision": "0"}).status_code == 404


def test_done_with_it_both_are_gone_for_both(as_alice, as_bob, shown):
    answer(as_bob)
    assert "for both of you" in as_alice.get(f"{MESSAGE}ending/").text
    assert as_alice.post(f"{MESSAGE}ending/").url == "/today/"
    assert not SharedPage.unscoped.exists()
    assert not Draft.unscoped.exists()
    assert as_bob.get(REPLY).status_code == 404
    assert as_alice.post(f"{MESSAGE}ending/").url == "/today/"


def test_what_its_reader_has_not_shared_stays_theirs(as_alice, as_bob, bob, shown):
    answer(as_bob)
    as_bob.post(f"{REPLY}draft/", {VERDICT: "missing", MISSING: "I am still angry", "revision": "1"})
    as_alice.post(f"{MESSAGE}ending/")
    assert [row.words[MISSING]["value"] for row in Draft.objects.visible_to(bob)] == ["I am still angry"]


def test_the_other_cannot_end_it(as_bob, as_charlie, shown):
    for client in (as_bob, as_charlie):
        client.post(f"{MESSAGE}ending/")
    assert SharedPage.unscoped.get() == shown
