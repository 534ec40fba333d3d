"""GET /out: leave this page."""

import pytest

from tests.cast import signs_in

pytestmark = pytest.mark.django_db


def test_it_ends_the_session_and_leads_away(as_alice, settings):
    settings.TWOFOLD_EXIT_URL = "https://weather.example/"
    answer = as_alice.get("/out")
    assert (answer.status_code, answer["Location"]) == (303, "https://weather.example/")
    assert '"storage"' in answer["Clear-Site-Data"]
    assert answer["Cache-Control"] == "no-store"
    assert as_alice.get("/today/").status_code == 302


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"])
@pytest.mark.parametrize("value", ["prefetch", "prefetch;prerender", "preview"])
def test_a_prefetch_does_nothing(as_alice, header, value):
    assert as_alice.get("/out", headers={header: value}).status_code == 204
    assert as_alice.get("/today/").status_code == 200


def test_asking_for_its_head_does_nothing(as_alice):
    assert as_alice.head("/out").status_code == 204
    assert as_alice.get("/today/").status_code == 200


@pytest.mark.parametrize("page", ["/how-it-ends/"])
def test_where_it_is_explained_it_says_what_can_be_lost(as_alice, page):
    assert "What you typed in the last few seconds may be lost." in as_alice.get(page).text


ELSEWHERE = ("/out", "/out?from=here", "//weather.example/", "https://weather.example/", "/\\weather", "/no-page/", "")
ADDRESS = {"private": "yes", "mail": "some", "mail_hour": "12", "zone": "UTC"}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nothing_leads_on_to_it_or_to_another_house(as_alice, client, alice, place):
    """By an address or a form, wherever a page goes on to what it was told."""
    assert as_alice.post("/address/", {**ADDRESS, "next": place}).url == "/today/"
    assert signs_in(client, alice, next=place).url == "/"
    as_alice.post("/hand-over/", {"back": place})
    assert signs_in(as_alice, alice).url == "/today/"


def test_it_works_for_who_is_not_signed_in(client):
    assert client.get("/out").status_code == 303


def test_a_link_to_it_stands_on_every_page(as_alice, client):
    for page in (client.get("/"), client.get("/questions/"), client.get("/account/login/"), as_alice.get("/today/")):
        assert 'href="/out"' in page.text
