"""A screen of a sitting whose question is still on its way when somebody presses: it goes on asking."""

from playwright.sync_api import Locator, Route, expect

from agreement import actions as agreement
from agreement.actions import LineWords
from couples.models import Couple
from people.models import Person
from reviews import actions
from tests.browser.conftest import Meet
from tests.browser.visitor import Visitor


def test_an_answer_that_comes_after_the_one_to_a_press_is_not_the_last(
    visitor: Meet, alice: Person, bob: Person, couple: Couple
) -> None:
    lines = [agreement.add_clause(alice, LineWords(f"Line {number}")) for number in range(3)]
    actions.begin(alice)
    her = visitor("Alice", person=alice)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    her.page.route("**/review/state/**", hold, times=1)
    with her.page.expect_request("**/review/state/**"):
        her.opens("/review/")
    her.presses("Next line")
    expect(here(her)).to_have_text("Line 2 of 3")
    with her.page.expect_response("**/review/state/**"):
        held[0].continue_()
    actions.move(bob, seen=str(lines[1].pk), to=str(lines[2].pk))
    expect(here(her)).to_have_text("Line 3 of 3")


def here(who: Visitor) -> Locator:
    return who.page.locator("#here")
