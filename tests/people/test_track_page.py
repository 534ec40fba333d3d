"""GET and POST /track/: where one stands in this, after reading what it changes. One's own and nobody else's."""

from typing import Any

import pytest

from people.models import Person
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
URL = "/track/"
LED = 'href="/track/"'


@pytest.fixture
def newcomer(db):
    """Somebody who has not said where they stand."""
    return Person.objects.create_user("finn@example.org", PASSWORD, name="Finn")


def test_the_choice_comes_first_with_what_it_changes_below_and_nothing_is_chosen_yet(newcomer):
    page = client_of(newcomer).get(URL).text
    assert page.index("Only you see it") < page.index('type="radio"') < page.index("What it changes")
    assert "checked" not in page


def test_the_first_today_leads_there_until_it_is_chosen(newcomer):
    client: Any = client_of(newcomer)
    assert LED in client.get("/today/").text
    answer = client.post(URL, {"track": "both"})
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert Person.objects.get(pk=newcomer.pk).track == "both"
    assert LED not in client.get("/today/").text
    assert LED in client.get("/more/").text


def test_it_can_be_changed(as_alice, alice, couple):
    assert 'value="hurt"' in next(part for part in as_alice.get(URL).text.split("<input") if "checked" in part)
    as_alice.post(URL, {"track": "crossed"})
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track) == ("Alice", "crossed")


@pytest.mark.parametrize("track", ["", "victim", "hurt\x00"])
def test_what_is_none_of_the_three_is_not_kept(as_alice, alice, couple, track):
    answer = as_alice.post(URL, {"track": track})
    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert Person.objects.get(pk=alice.pk).track == "hurt"


def test_the_partner_sees_the_same_before_and_after(as_alice, as_bob, couple):
    urls = ("/today/", "/plan/", "/who-sees-what/", "/agreement/", "/check-ins/")
    tokens = ("csrfmiddlewaretoken", 'name="clause"')

    def seen():
        pages = [as_bob.get(url).text.splitlines() for url in urls]
        return [[line for line in page if not any(token in line for token in tokens)] for page in pages]

    before = seen()
    as_alice.post(URL, {"track": "crossed"})
    assert seen() == before
