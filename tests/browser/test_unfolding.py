"""What has opened unfolds once, in less than half a second, and only where things may move."""

from typing import Literal

import pytest

from couples.models import Couple
from people.models import Person
from sealed import actions as sealed
from tests.browser.conftest import Meet
from tests.browser.looking import hopes, why

# What is set to move, and not what is moving: that is over in half a second.
MOVES = """() => [...document.querySelectorAll("*")].map((each) => getComputedStyle(each))
  .filter((style) => style.animationName !== "none")
  .map((style) => [style.animationName, style.animationDuration, style.animationIterationCount])"""


@pytest.mark.parametrize(("wish", "moves"), [("no-preference", [["unfold", "0.48s", "1"]] * 2), ("reduce", [])])
def test_two_leaves_unfold_where_things_may_move(
    visitor: Meet,
    alice: Person,
    bob: Person,
    couple: Couple,
    wish: Literal["no-preference", "reduce"],
    moves: list[list[str]],
) -> None:
    for person in (alice, bob):
        hopes(person)
    sealed.mark_opened(alice, why())
    who = visitor("Alice", person=alice, reduced_motion=wish)
    who.opens("/plan/3/opening/?question=1")
    assert who.page.evaluate(MOVES) == moves
    who.opens("/plan/3/opening/")
    assert who.page.evaluate(MOVES) == []
