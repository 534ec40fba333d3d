"""What one thinks the other has said: only the good news of it is ever shown, and only to who guessed."""

import pytest

from agreement import actions
from agreement.models import Guess
from agreement.part import AgreementPart
from couples import actions as couples
from couples.us import us_of
from tests.agreement.cards import AT, EXES, open_to, piece, rates, words_of
from tests.cast import client_of, join, make_person

pytestmark = pytest.mark.django_db


def test_only_the_good_news_of_a_guess_is_ever_shown(as_alice, as_bob, alice, bob, couple):
    rates(alice, "fine", "not-ok", "depends")
    answer = as_alice.post(f"{AT}guesses/", {EXES[0]: "not-ok", EXES[1]: "fine", EXES[2]: "depends"})
    assert answer["Location"] == f"{AT}sealed/"
    rates(bob, "fine", "fine", "fine")
    open_to(alice, bob)
    page = words_of(as_alice.get(f"{AT}opening/").text)
    news = page[page.index("You thought you differed") : page.index("Only you see this.")]
    assert "The shoebox" in news
    assert "Happy birthday from an ex" not in news
    assert "An ex’s page" not in news
    assert "You thought you differed" not in as_bob.get(f"{AT}opening/").text


def test_a_guess_comes_after_ones_own_rating_and_not_after_the_opening(as_alice, alice, bob, couple):
    assert as_alice.post(f"{AT}guesses/", {EXES[0]: "fine"})["Location"] == AT
    rates(alice, "fine")
    rates(bob, "fine")
    open_to(alice)
    assert as_alice.post(f"{AT}guesses/", {EXES[0]: "not-ok"})["Location"] == f"{AT}opening/"
    actions.guess(alice, piece().id, {EXES[0]: "not-ok"})
    assert Guess.unscoped.count() == 0


def test_three_guesses_at_most_and_none_takes_them_back(as_alice, alice, couple):
    rates(alice, "fine", "fine", "fine", "fine")
    four = dict.fromkeys(EXES[:4], "fine")
    assert "Guess three at most." in as_alice.post(f"{AT}guesses/", four).text
    with pytest.raises(ValueError, match="4 guesses"):
        actions.guess(alice, piece().id, four)
    as_alice.post(f"{AT}guesses/", dict.fromkeys(EXES[:3], "fine"))
    assert Guess.objects.visible_to(alice).get().words == {"guesses": dict.fromkeys(EXES[:3], "fine")}
    as_alice.post(f"{AT}guesses/", {})
    assert Guess.unscoped.count() == 0


def test_a_guess_about_one_partner_says_nothing_of_the_next(as_alice, alice, bob, couple):
    rates(alice, "fine")
    actions.guess(alice, piece().id, {EXES[0]: "not-ok"})
    couples.leave(bob)
    eve = make_person("eve")
    join(alice, eve)
    rates(alice, "fine")
    client = client_of(alice)
    assert 'value="not-ok" selected' not in client.get(f"{AT}guesses/").text
    client.post(f"{AT}guesses/", {})
    assert Guess.unscoped.count() == 1
    rates(eve, "fine")
    open_to(alice)
    assert "You thought you differed" not in client_of(alice).get(f"{AT}opening/").text


def test_an_export_says_what_was_guessed_by_the_names_of_the_cards(alice, couple):
    rates(alice, "fine")
    actions.guess(alice, piece().id, {EXES[0]: "not-ok"})
    items = [item for section in AgreementPart().export(us_of(alice)).sections for item in section.entries]
    assert [(said.prompt, said.text) for item in items if item.title == "What you guessed" for said in item.said] == [
        (str(piece().cards[0].title), "Not OK")
    ]
