"""The agreement of two people in two browsers: from the map to eight lines with two repairs, what each says of them,
two rounds of changes, signed, set aside and put back, read again with one line loosened and one let go, and a letter.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

import clock
from agreement.models import State, Version
from agreement.situations.deck import topic
from couples.models import Couple
from people.models import Person
from tests.browser.conftest import DESK, Clock, Meet
from tests.browser.looking import rates
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

HOME = "/agreement/"
HERS = (
    "I tell you the same evening if an ex writes.",
    "Sunday from ten to twelve is ours.",
    "Neither of us reads over the other’s shoulder.",
)
HIS = (
    "I say so if I’m late, before I’m late.",
    "We don’t go through each other’s phones.",
    "Photos of us two go online when we’ve both said yes.",
    "I don’t write to K. until we’ve talked.",
)
REPAIR = "I say so by the next evening. You ask for half an hour. Then we eat."
FINAL = "Sunday from ten to eleven is ours."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_the_map_to_a_text_that_has_grown_lighter(
    visitor: Meet, house_clock: Clock, alice: Person, bob: Person, couple: Couple, scripts: bool
) -> None:
    rates(alice, bob)
    her = visitor("Alice", person=alice, java_script_enabled=scripts)
    him = visitor("Bob", person=bob, screen=DESK, java_script_enabled=scripts)
    begins_from_the_map(her)
    for who, lines in ((her, HERS), (him, HIS)):
        for text in lines:
            adds(who, text, repair=REPAIR if text == lines[0] else "")
    marks_and_changes(her, him)
    puts_in_another_place(him, scripts=scripts)
    make_ready_and_sign(her, him)
    sets_aside_and_puts_back(her, him)
    writes_a_letter(her)
    day = Version.unscoped.get(state=State.IN_FORCE).review_on
    assert day is not None
    house_clock.set(clock.now() + (day - clock.now().date()) + timedelta(hours=1))
    her = visitor("Alice", person=alice, java_script_enabled=scripts)
    him = visitor("Bob", person=bob, java_script_enabled=scripts)
    goes_through_it(her)
    make_ready_and_sign(him, her)
    her.opens(f"{HOME}versions/2/")
    paper = her.page.locator("article.paper")
    expect(paper).to_contain_text("Sunday, when we’re both at home.")
    expect(paper).not_to_contain_text("Photos of us two")
    assert list(Version.unscoped.order_by("number").values_list("state", flat=True)) == ["superseded", "in-force"]


def begins_from_the_map(who: Visitor) -> None:
    who.opens("/agreement/cards/1-1/opening/")
    card = who.page.locator("section.leaf", has_text=topic(1).cards[0].title)
    card.locator("summary").first.click()
    who.presses("Write a line", within=card)
    who.reads("Write a first line")
    who.writes("Your line", "I look at no ex’s page.")
    who.presses("Save line")
    who.sees("I look at no ex’s page.")


def adds(who: Visitor, text: str, *, repair: str = "") -> None:
    who.opens(HOME)
    who.presses("Add another line")
    who.writes("Your line", text)
    who.ticks("Until we change it" if repair else "For now")
    if repair:
        who.unfolds("Add a topic, who it’s for, or what you’ll do if it happens anyway")
        who.writes("If it happens anyway", repair)
    who.presses("Save line")
    who.sees(text)


def leaf(who: Visitor, text: str) -> Locator:
    return who.page.locator("section.line", has_text=text)


def marks_and_changes(her: Visitor, him: Visitor) -> None:
    """He wants to talk about one; she changes it, he changes it again, and now it fits both."""
    text = HERS[1]
    him.opens(HOME)
    him.presses("Let’s talk", within=leaf(him, text))
    him.reads("Does this line fit?")
    him.ticks("Let’s talk")
    him.writes("A note, if you like", "What about rehearsals?")
    him.judges(once=False)
    him.presses("Save")
    him.sees("Only you see this until you’ve both answered.")
    her.opens(HOME)
    her.sees_nothing_of("What about rehearsals?")
    her.presses("It fits", within=leaf(her, text))
    her.sees("What about rehearsals?")
    for who, before, after in ((him, text, "Sunday from ten is ours."), (her, "Sunday from ten is ours.", FINAL)):
        who.opens(HOME)
        who.presses("Change", within=leaf(who, before))
        who.reads("Change this line")
        who.writes("Your line", after)
        who.presses("Save")
        who.sees("What you changed")
    for who in (her, him):
        who.opens(HOME)
        who.presses("It fits", within=leaf(who, FINAL))
    # His note was about other words: one press does not write over it.
    him.reads("Does this line fit?")
    him.ticks("It fits")
    him.presses("Save")
    him.sees("Our agreement")
    expect(leaf(him, FINAL).get_by_text("Alice:")).to_be_visible()
    him.opens(HOME)
    him.judges(once=False)


def order(who: Visitor) -> list[str]:
    lines = who.page.locator("section.line .words").all_inner_texts()
    return [text for text in lines if text in (*HERS, *HIS, FINAL)]


def puts_in_another_place(who: Visitor, *, scripts: bool) -> None:
    who.opens(HOME)
    before = order(who)
    last = leaf(who, HIS[-1])
    if scripts:
        handle, above = last.locator("[data-handle]"), leaf(who, HIS[-2])
        handle.evaluate("each => each.scrollIntoView({ block: 'center' })")
        box, top = handle.bounding_box(), above.bounding_box()
        assert box
        assert top
        who.page.mouse.move(box["x"] + 5, box["y"] + 5)
        who.page.mouse.down()
        who.page.mouse.move(box["x"] + 5, top["y"] + top["height"] / 2 - 5, steps=5)
        with who.page.expect_navigation():
            who.page.mouse.up()
    else:
        who.presses("Move this line up", within=last)
    assert order(who) == [*before[:-2], before[-1], before[-2]]


def make_ready_and_sign(first: Visitor, second: Visitor) -> None:
    first.opens(HOME)
    first.presses("Make ready to sign")
    for who in (first, second):
        who.opens("/agreement/signing/")
        who.sees("Words to compare aloud, if you’d like to check:")
        who.ticks("I’ve read these words and I’m signing them.")
        who.writes("Your name", who.name)
        who.writes("Your password", PASSWORD)
        who.presses("Sign")
    for who in (first, second):
        who.opens(HOME)
        who.sees("In force since")
    first.judges(once=False)


def sets_aside_and_puts_back(her: Visitor, him: Visitor) -> None:
    her.presses("Set it aside")
    her.presses("Set it aside")
    him.opens(HOME)
    him.sees("It doesn’t count for now.")
    her.opens("/agreement/setting-aside/")
    her.presses("Put it back in force")
    him.opens(HOME)
    him.sees_nothing_of("It doesn’t count for now.")


def writes_a_letter(who: Visitor) -> None:
    who.opens("/letters/")
    who.writes("Your letter", "I hope we still have Sundays.")
    who.judges(once=False)
    who.presses("Seal letter")
    who.sees("Your letter is sealed")
    who.sees_nothing_of("I hope we still have Sundays.")
    who.opens("/letters/")
    who.sees_nothing_of("I hope we still have Sundays.")


def goes_through_it(who: Visitor) -> None:
    who.opens("/today/")
    who.sees("It’s your agreement’s review date")
    who.presses("Go through it")
    who.reads("Line by line")
    who.presses("Begin")
    who.presses("Loosen", within=leaf(who, FINAL))
    who.reads("Loosen this line")
    who.writes("Your line", "Sunday, when we’re both at home.")
    who.presses("Save")
    who.sees("Line by line")
    expect(leaf(who, FINAL).get_by_text("Loosened")).to_be_visible()
    who.presses("Let go", within=leaf(who, HIS[2]))
    expect(leaf(who, HIS[2]).get_by_text("You wrote this when you needed it.")).to_be_visible()
    for text in ("I look at no ex’s page.", HERS[0], HERS[2], HIS[0], HIS[1], HIS[3]):
        who.presses("Keep", within=leaf(who, text))
    who.opens("/agreement/review/")
    who.sees("You’ve been through every line.")
    who.judges(once=False)
