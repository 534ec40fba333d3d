"""GET /plan/: the one thing that comes next, and the five stones with what there is in each."""

import re
from datetime import UTC, datetime, timedelta

import pytest

import checkins.actions as checkins
from agreement import actions as agreement
from agreement.actions import LineWords
from recovery import actions
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.cast import at

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 5, 14, 12, tzinfo=UTC)


def plan(client):
    return client.get("/plan/").text


def next_of(page):
    return re.search(r'<h2 id="next">Next for you: (.*?)</h2>', page)[1]


def step(page, name):
    return page.split(f'<li id="{name}"')[1].split("</div></li>")[0]


def finish(person, *ids):
    for activity_id in ids:
        actions.finish(person, catalogue.activity(activity_id))


def test_what_comes_next_stands_first_with_the_one_filled_button(as_alice, couple):
    page = plan(as_alice)
    assert next_of(page) == "Why I’m here"
    assert "About 7 minutes." in page
    assert page.index("Next for you") < page.index('<ol class="path"')
    assert page.count('class="button"') == 1
    assert re.search(r'class="button" href="/plan/3/">Begin<', page)


def test_begun_it_is_to_be_continued(as_alice, alice, couple):
    sealed.keep(alice, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "begun"}})
    page = plan(as_alice)
    assert "You began this, and your words are saved." in page
    assert re.search(r'class="button" href="/plan/3/">Continue<', page)


def test_it_is_the_same_as_on_today(as_alice, as_dana, alice, dana, couple):
    for client, person in ((as_alice, alice), (as_dana, dana)):
        for _ in range(3):
            leaf = client.get("/today/").context["page"].leaf
            assert client.get("/plan/").context["leaf"].action_url == leaf.action_url
            finish(person, *(piece.id for piece in catalogue.activities() if f"/plan/{piece.page}/" == leaf.action_url))


def test_an_agreement_to_sign_comes_before_the_next_piece(as_alice, as_bob, alice, couple):
    agreement.add_clause(alice, LineWords("We tell each other the same day."))
    before = plan(as_bob)
    assert "There’s a draft. It counts once you’ve both signed." in step(before, "agree")
    agreement.offer(alice)
    for client in (as_alice, as_bob):
        page = plan(client)
        assert next_of(page) == "Read and sign your agreement"
        assert "It’s ready to sign." in step(page, "agree")


def test_a_check_in_that_is_open_comes_next_too(as_alice, alice, couple):
    with at(NOON):
        checkins.set_rhythm(alice, 1, NOON.date())
        page = plan(as_alice)
    assert next_of(page) == "Your check-in"
    assert "One’s open until Sunday 13 June." in step(page, "support")


def test_what_has_opened_comes_first(as_alice, alice, bob, couple):
    for person in (alice, bob):
        sealed.seal(person, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "words"}})
    page = plan(as_alice)
    assert next_of(page) == "Open your answers"
    assert 'class="button" href="/plan/3/opening/"' in page
    assert "ready to open" in page


def test_the_step_one_stands_on_is_unfolded_and_the_others_are_one_line(as_alice, couple):
    page = plan(as_alice)
    here = step(page, "talk")
    assert 'aria-current="step"' in here
    assert "2 pieces left for you · about 17 minutes" in here
    assert here.index("/plan/9/") < here.index("<summary>More in this step</summary>") < here.index("/plan/10/")
    there = step(page, "show")
    in_order = ["1 piece left for you · about 6 minutes", "<summary>Show the pieces</summary>", "/plan/21/"]
    places = [there.index(each) for each in in_order]
    assert places == sorted(places)


def test_when_all_is_done_it_says_so(as_alice, alice, couple):
    finish(alice, *(piece.id for piece in catalogue.activities() if piece.built))
    page = plan(as_alice)
    assert "Next for you" not in page
    assert "You’ve done what’s here for now." in page
    assert 'aria-current="step"' in step(page, "support")


def test_check_ins_are_not_listed_for_one_alone(as_dana):
    page = plan(as_dana)
    assert 'href="/check-ins/">Check-ins</a> <span class="note">' not in page
    assert "You can already write lines for yourself." in step(page, "agree")


def test_two_begin_with_the_same_piece_for_three_days(as_bob, couple, bob):
    opened = datetime.combine(couple.opened_on, datetime.min.time(), UTC) + timedelta(hours=12)
    for days, title in ((0, "You’ve both joined"), (2, "You’ve both joined"), (3, "The first days")):
        with at(opened + timedelta(days=days)):
            assert as_bob.get("/today/").context["page"].leaf.title == title


def test_put_off_it_leaves_the_next_piece(as_bob, couple):
    as_bob.post("/today/folds/", {"leaf": "two-now"})
    page = as_bob.get("/today/").context["page"]
    assert page.leaf.title == "The first days"
    assert [leaf.key for leaf in page.folded] == ["two-now"]
