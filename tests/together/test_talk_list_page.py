"""/talk-list/: what both see, and adding a subject."""

import re
from uuid import uuid4

import pytest

from couples import actions as couples
from people.actions import choose_veil
from tests.cast import client_of, join, make_person
from together import actions
from together.models import Subject
from vault.actions import destroy

pytestmark = pytest.mark.django_db
URL = "/talk-list/"


def add(client, text, **fields):
    return client.post(URL, {"text": text, **fields})


def main_of(client):
    return client.get(URL).text.partition("<main")[2].partition("</main>")[0]


def test_what_one_adds_both_see(as_alice, as_bob, couple):
    answer = add(as_alice, "  Who we tell   about this ")
    assert answer.status_code == 302
    assert answer.url == f"{URL}#subject-{Subject.unscoped.get().pk}"
    for client in (as_alice, as_bob):
        assert '<p class="words" translate="no">Who we tell about this</p>' in client.get(URL).text


def test_it_is_the_same_page_for_both_and_names_nobody(alice, bob, as_alice, as_bob, couple):
    actions.add(alice, "Sundays")
    actions.clear(bob, actions.add(bob, "Your mother").pk)
    pages = [re.sub(r'value="[^"]*"|(Alice|Bob) sees this', "", main_of(client)) for client in (as_alice, as_bob)]
    assert pages[0] == pages[1]
    assert "Alice" not in pages[0]
    assert "Bob" not in pages[0]
    assert re.search(r"\d", re.sub(r"^[^>]*>|<[^>]*>", "", pages[0])) is None, "it counts nothing and dates nothing"


def test_before_one_types_it_says_who_will_see(as_alice, couple):
    assert "Bob sees this as soon as you save." in as_alice.get(URL).text


def test_the_form_sent_twice_makes_one_subject(as_alice, couple):
    sent = {"subject": str(uuid4())}
    assert add(as_alice, "Sundays", **sent).url == add(as_alice, "Sundays", **sent).url
    assert Subject.unscoped.count() == 1
    add(as_alice, "Mondays", **sent)
    assert Subject.unscoped.count() == 2, "other words are another subject"


def test_an_id_of_somebody_elses_is_not_taken(as_charlie, alice, charlie, couple):
    theirs = actions.add(alice, "Sundays")
    assert add(as_charlie, "Sundays", subject=str(theirs.pk)).status_code == 302
    mine = Subject.objects.visible_to(charlie).get()
    assert mine.pk != theirs.pk
    assert Subject.objects.visible_to(alice).get() == theirs


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_one_is_asked_for(as_alice, couple, text):
    answer = add(as_alice, text)
    assert answer.status_code == 422
    assert "Type a subject, in a few words." in answer.text
    assert not Subject.unscoped.exists()


def test_a_long_one_keeps_what_was_typed(as_alice, couple):
    answer = add(as_alice, "x" * 201)
    assert answer.status_code == 422
    assert "x" * 201 in answer.text


def test_a_full_list_takes_no_more(as_alice, alice, couple, monkeypatch):
    monkeypatch.setattr("together.actions.talk_list.MOST_SUBJECTS", 1)
    first = actions.add(alice, "Sundays")
    answer = add(as_alice, "Mondays")
    assert answer.status_code == 422
    assert "There’s no room for another subject." in answer.text
    actions.clear(alice, first.pk)
    assert add(as_alice, "Mondays").status_code == 302


def test_on_ones_own_there_is_no_list_and_what_was_typed_stays(as_dana, dana):
    couples.invite(dana)
    assert "It begins once your partner has joined." in as_dana.get(URL).text
    answer = add(as_dana, "Sundays")
    assert answer.status_code == 409
    assert "A talk list takes two" in answer.text
    assert "Sundays" in answer.text
    assert not Subject.unscoped.exists()


def test_a_stranger_sees_nothing_of_it(as_charlie, alice, couple):
    actions.add(alice, "Sundays")
    assert "Sundays" not in as_charlie.get(URL).text


def test_a_veil_lies_over_words_of_ones_own(as_alice, alice, couple):
    actions.add(alice, "Sundays")
    choose_veil(alice, True)
    assert "data-veil" in main_of(as_alice)


def test_it_is_reached_from_today_and_more(as_alice, as_dana, couple):
    for page in ("/today/", "/more/"):
        assert f'href="{URL}"' in as_alice.get(page).text
        assert f'href="{URL}"' not in as_dana.get(page).text


def test_today_is_the_same_whatever_is_on_it(as_alice, as_bob, alice, couple):
    before = as_bob.get("/today/").text
    actions.add(alice, "Sundays")
    after = as_bob.get("/today/").text
    masked = [re.sub(r'value="[^"]*"|"X-CSRFToken": ?"[^"]*"|csrf="?\w+', "", page) for page in (before, after)]
    assert masked[0] == masked[1]


def test_with_another_partner_it_begins_empty(alice, bob, couple, as_alice):
    actions.add(alice, "Sundays")
    couples.leave(alice)
    join(alice, make_person("Frank"))
    assert "Sundays" not in as_alice.get(URL).text
    assert "Sundays" not in client_of(bob).get(URL).text


def test_words_whose_key_is_gone_can_still_be_cleared(as_bob, alice, couple):
    subject = actions.add(alice, "Sundays")
    destroy(alice.key)
    page = as_bob.get(URL).text
    assert "This one can’t be read any more." in page
    assert f"/talk-list/{subject.pk}/clearing/" in page
