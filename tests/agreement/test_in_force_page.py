"""GET /agreement/in-force/: the moment at which a text counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from tests.agreement.conftest import PHONES, SAM, sign

from .test_signing_page import SIGNING, form_of_signing

pytestmark = pytest.mark.django_db
URL, HOME = "/agreement/in-force/", "/agreement/"


def test_whoever_signs_second_comes_there_and_the_first_does_not(as_alice, as_bob, offered):
    assert as_alice.post(SIGNING, form_of_signing(as_alice)).url == URL
    assert as_alice.get(URL).url == HOME
    assert as_bob.post(SIGNING, form_of_signing(as_bob)).url == URL
    assert "Your agreement is in force" in as_bob.get(URL).text


def test_it_shows_the_lines_both_names_and_the_day_and_one_way_on(as_alice, as_bob, in_force):
    for client in (as_alice, as_bob):
        page = client.get(URL).text
        main = page[page.index("<main") : page.index("</main>")]
        for words in (SAM, PHONES, "Alice A.", "Bob B.", "Its review date is"):
            assert escape(words) in main
        assert main.count("<a ") == main.count('class="button"') == 1
        assert f'<a class="button" href="{HOME}">Continue</a>' in main


def test_on_today_it_leads_there(as_alice, in_force):
    page = as_alice.get("/today/").text
    assert "Your agreement is in force" in page
    assert f'class="button" href="{URL}"' in page


@pytest.mark.parametrize("who", ["as_charlie", "as_dana"])
def test_a_stranger_sees_nothing_of_it(who, request, in_force):
    client = request.getfixturevalue(who)
    assert client.get(URL).url == HOME


def test_set_aside_it_is_no_moment(as_alice, bob, in_force):
    actions.set_aside(bob)
    assert as_alice.get(URL).url == HOME


def test_where_another_is_drafted_it_still_is(as_alice, bob, in_force):
    actions.add_clause(bob, LineWords("We eat without phones."))
    page = as_alice.get(URL).text
    assert escape(SAM) in page
    assert "We eat without phones." not in page


@pytest.mark.parametrize("lines", [1, 30])
def test_as_many_queries_however_many_lines(lines, as_alice, alice, bob, couple):
    for number in range(lines):
        actions.add_clause(alice, LineWords(f"Line {number}"))
    actions.offer(alice)
    sign(alice, "Alice")
    sign(bob, "Bob")
    as_alice.get("/more/")
    with CaptureQueriesContext(connection) as queries:
        as_alice.get(URL)
    assert len(queries) == 6
