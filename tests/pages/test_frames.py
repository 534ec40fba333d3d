"""Pages that anybody may read keep the frame of the page that led to them, and the way back to it."""

import re

import pytest

pytestmark = pytest.mark.django_db
HOUSE = "http://testserver"
OPEN = ["/help/", "/questions/", "/questions/not-now/", "/about/", "/who-sees-what/", "/library/"]


def back_on(client, page, came_from=""):
    answer = client.get(page, headers={"Referer": f"{HOUSE}{came_from}"} if came_from else {})
    assert answer.status_code == 200
    found = re.search(r'<a class="back" href="([^"]*)">.*?</svg>\s*([^<]*)</a>', answer.text, re.DOTALL)
    return (found[1], found[2].strip()) if found else None


def tab_on(client, page, came_from):
    text = client.get(page, headers={"Referer": f"{HOUSE}{came_from}"}).text
    found = re.search(r'<a [^>]*href="([^"]*)"[^>]*aria-current="page"', text)
    return found[1] if found else None


@pytest.mark.parametrize("page", OPEN)
def test_from_a_piece_it_leads_back_to_the_piece(as_alice, couple, page):
    assert back_on(as_alice, page, "/plan/3/?question=2") == ("/plan/3/?question=2", "Back")


@pytest.mark.parametrize("page", OPEN)
@pytest.mark.parametrize("room", ["/today/", "/plan/", "/agreement/", "/check-ins/", "/more/"])
def test_from_a_room_it_keeps_the_tabs(as_alice, couple, page, room):
    assert tab_on(as_alice, page, room) == room
    assert back_on(as_alice, page, room) is None


@pytest.mark.parametrize(
    "came_from",
    ["", "/help/", "/questions/", "/out", "/no/such/page/", "//evil.example/", "/plan/" + "x" * 300, "]/"],
)
def test_from_nowhere_that_one_may_go_back_to_it_leads_to_today(as_alice, couple, came_from):
    assert back_on(as_alice, "/help/", came_from) == ("/today/", "Today")


@pytest.mark.parametrize("referrer", ["http://[", "http://testserver:99999999/", "\x00", "x" * 5000])
def test_what_is_no_address_leads_nowhere(as_alice, couple, referrer):
    answer = as_alice.get("/help/", headers={"Referer": referrer})
    assert (answer.status_code, back_on(as_alice, "/help/")) == (200, ("/today/", "Today"))
    assert '<a class="back" href="/today/">' in answer.text


def test_another_house_is_no_way_back(as_alice, couple):
    answer = as_alice.get("/help/", headers={"Referer": "http://evil.example/plan/3/"})
    assert 'href="/today/"' in answer.text
    assert "evil" not in answer.text


def test_who_is_not_signed_in_goes_back_to_what_they_read(client):
    assert back_on(client, "/questions/", "/join/") == ("/join/", "Back")
    assert back_on(client, "/questions/", "/today/") == ("/today/", "Back")
    assert back_on(client, "/questions/") is None
