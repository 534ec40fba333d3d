"""The main pages with a system's own few colours, at twice the size, and with letters at twice the size."""

import pytest

from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from couples.models import Couple
from people.models import Person
from sealed import actions as sealed
from tests.browser.conftest import Meet
from tests.browser.looking import agree, hopes, rates, why
from tests.browser.visitor import WIDER_THAN_THE_SCREEN, Visitor, what_axe_finds

pytestmark = pytest.mark.usefixtures("it_is")

OPEN = ("/", "/library/", "/library/60/", "/help/", "/questions/", "/account/signup/")
SIGNED_IN = (
    "/today/",
    "/plan/",
    "/plan/3/opening/?question=1",
    "/plan/3/opening/",
    "/agreement/",
    "/agreement/in-force/",
    "/agreement/cards/map/",
    TopicPiece(topic(1), 1).address("opening"),
    TopicPiece(topic(2), 1).address("sealed"),
    TopicPiece(topic(3), 1).address(),
    "/check-ins/rhythm/",
    "/more/",
)
# What tells one state from another by more than its colour: each of these draws an edge where a system has its own.
EDGES = """(selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility())
  .map((each) => getComputedStyle(each).borderInlineStartWidth)"""
# The contrast is the system's own, and axe reads the colours that a page had before it.
WITHOUT_CONTRAST = {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}
TWICE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def two(alice: Person, bob: Person, couple: Couple) -> None:
    """They have answered each other, agreed, and rated a topic."""
    for person in (alice, bob):
        hopes(person)
    sealed.mark_opened(alice, why())
    rates(alice, bob)
    agree(alice, bob)


def pages(who: Visitor, paths: tuple[str, ...]):
    for path in paths:
        answer = who.page.goto(path)
        assert answer
        assert (path, answer.status) == (path, 200)
        who.page.wait_for_load_state()
        yield path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_a_systems_own_colours(visitor: Meet, alice: Person, two: None, scheme: str) -> None:
    for who, paths in ((visitor("Somebody"), OPEN), (visitor("Alice", person=alice), SIGNED_IN)):
        who.page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
        for path in pages(who, paths):
            assert (path, what_axe_finds(who.page, rules=WITHOUT_CONTRAST)) == (path, [])
            widths = who.page.evaluate(EDGES, ".stone, .button, .notice, .leaf, .care, .sees b, .field > input")
            assert "0px" not in widths
            assert widths, path


@pytest.mark.parametrize("how", ["the page", "the letters"])
def test_at_twice_the_size(visitor: Meet, alice: Person, two: None, how: str) -> None:
    """A window of 1280 px at 200 % is one of 640; larger letters leave it as wide as it is."""
    screen = {"width": 640, "height": 400} if how == "the page" else {"width": 1280, "height": 800}
    for who, paths in (
        (visitor("Somebody", screen=screen), OPEN),
        (visitor("Alice", person=alice, screen=screen), SIGNED_IN),
    ):
        for path in pages(who, paths):
            if how == "the letters":
                who.page.evaluate(TWICE)
            assert (path, who.page.evaluate(WIDER_THAN_THE_SCREEN)) == (path, [])


def test_on_paper_a_page_of_the_library_keeps_its_safety_line(visitor: Meet) -> None:
    who = visitor("Somebody")
    who.opens("/library/64/")
    who.page.emulate_media(media="print")
    who.sees("If talking could get you hurt", "This isn’t therapy")
    assert not who.page.get_by_role("link", name="Leave this page", exact=True).is_visible()
    assert not who.page.get_by_text("On this page").is_visible()
