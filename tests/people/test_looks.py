"""The veil over private writing, and light or dark."""

import pytest

from people import actions
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.writing import reflect

pytestmark = pytest.mark.django_db

VEIL = '<details class="veil" data-veil><summary>Tap to read</summary>'
PIECE = "/plan/9/"
SEAL = "/plan/3/"


@pytest.fixture
def written(alice, couple):
    reflect(alice, catalogue.activity("what-happened"), {"happened": {"value": "a canary"}})
    sealed.seal(alice, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "a canary"}})


def open_pair(alice, bob):
    found = piece_of(catalogue.activity("why-i-am-here"))
    sealed.seal(bob, found, {"hope": {"value": "a canary"}})
    sealed.mark_opened(alice, found)


def test_who_wants_it_finds_private_writing_behind_a_line(as_alice, alice, bob, written):
    open_pair(alice, bob)
    pages = (PIECE, f"{SEAL}opening/")
    assert [VEIL in as_alice.get(path).text for path in pages] == [False, False]
    assert as_alice.post("/looks/", {"veil": "on", "theme": ""})["Location"] == "/looks/"
    for path in pages:
        before, _, after = as_alice.get(path).text.partition(VEIL)
        assert ("canary" in before, "canary" in after) == (False, True), path
    as_alice.post("/looks/", {"theme": ""})
    assert [VEIL in as_alice.get(path).text for path in pages] == [False, False]


def test_a_form_with_nothing_in_it_has_no_veil(as_alice, alice, couple):
    actions.choose_veil(alice, True)
    assert VEIL not in as_alice.get(PIECE).text


def test_what_is_to_be_mended_is_not_veiled(as_alice, alice, written):
    actions.choose_veil(alice, True)
    page = as_alice.post(PIECE, {"happened": "x" * 100_000, "revision": "1"})
    assert page.status_code == 422
    assert '<details class="veil" data-veil open>' in page.text


def test_it_is_ones_own(as_bob, alice, bob, couple):
    actions.choose_veil(alice, True)
    reflect(bob, catalogue.activity("what-happened"), {"happened": {"value": "x"}})
    assert VEIL not in as_bob.get(PIECE).text


@pytest.mark.parametrize(
    ("theme", "shown"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("", "")]
)
def test_light_or_dark_is_kept_in_this_browser(as_alice, as_bob, couple, theme, shown):
    as_alice.post("/looks/", {"theme": "dark"})
    as_alice.post("/looks/", {"theme": theme})
    assert f'<html lang="en"{shown}>' in as_alice.get("/help/").text
    assert '<html lang="en">' in as_bob.get("/help/").text


def test_a_theme_that_is_none_is_refused_and_a_cookie_that_is_none_is_ignored(as_alice):
    assert as_alice.post("/looks/", {"theme": '"><script>'}).status_code == 422
    as_alice.cookies["theme"] = "<script>"
    assert '<html lang="en">' in as_alice.get("/help/").text
