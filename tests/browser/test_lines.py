"""Lines in a browser: a pattern leads to the field, half a line is kept, a deleted one comes back, a text prints."""

import re

import pytest
from playwright.sync_api import expect

from agreement import actions
from agreement.actions import LineWords
from agreement.reading import clauses_of
from couples.models import Couple
from people.models import Person
from sealed.models import Draft
from tests.browser.conftest import Meet
from tests.browser.looking import agree, from_all_sides, looks_at, sign

HOME, ADD, FIELD = "/agreement/", "/agreement/clauses/", "Your line"
PATTERN = "If … writes, I tell you the same day."
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@WITH_AND_WITHOUT
def test_a_pattern_leads_to_the_field(visitor: Meet, alice: Person, couple: Couple, scripts: bool) -> None:
    actions.add_clause(alice, LineWords("We put the phones away at ten. " * 20))
    who = visitor("Alice", person=alice, java_script_enabled=scripts)
    who.opens(ADD)
    who.presses(PATTERN)
    field = who.page.get_by_label(FIELD, exact=True)
    expect(field).to_have_value(PATTERN)
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    expect(who.page.get_by_text(FIELD, exact=True).first).to_be_in_viewport()


@WITH_AND_WITHOUT
def test_a_deleted_line_comes_back(visitor: Meet, alice: Person, couple: Couple, scripts: bool) -> None:
    actions.add_clause(alice, LineWords("We put the phones away at ten."))
    who = visitor("Alice", person=alice, java_script_enabled=scripts)
    who.opens(HOME)
    who.presses("Delete line")
    who.sees("Line deleted.")
    who.presses("Undo")
    who.sees("We put the phones away at ten.")
    expect(who.page.get_by_text("Line deleted.")).to_have_count(0)


def test_half_a_line_is_there_again_and_gone_once_it_is_added(visitor: Meet, alice: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    who.page.clock.install()
    who.opens(ADD)
    who.writes(FIELD, "We put the pho")
    who.page.clock.fast_forward(31_000)
    expect(who.page.locator("[data-kept]")).to_have_text("Saved for you only, until you press the button.")
    who.opens(ADD)
    who.sees("You hadn’t finished this line. Only you can see it.")
    expect(who.page.get_by_label(FIELD, exact=True)).to_have_value("We put the pho")
    who.writes(FIELD, "We put the phones away at ten.")
    who.presses("Save line")
    who.sees("Proposed by you on")
    who.opens(ADD)
    expect(who.page.get_by_label(FIELD, exact=True)).to_have_value("")
    assert not Draft.unscoped.exists()


def test_half_a_change_is_there_again_and_can_be_cancelled(visitor: Meet, alice: Person, couple: Couple) -> None:
    line = actions.add_clause(alice, LineWords("We put the phones away at ten.", topic="Phones"))
    who = visitor("Alice", person=alice)
    who.page.clock.install()
    url = f"{HOME}clauses/{line.pk}/"
    who.opens(url)
    who.writes(FIELD, "We put the phones away at n")
    who.page.clock.fast_forward(31_000)
    expect(who.page.locator("[data-kept]")).to_have_text("Saved for you only, until you press the button.")
    who.opens(url)
    expect(who.page.get_by_label(FIELD, exact=True)).to_have_value("We put the phones away at n")
    expect(who.page.get_by_label("Topic", exact=True)).to_have_value("Phones")
    who.presses("Cancel")
    who.sees("We put the phones away at ten.")
    assert not Draft.unscoped.exists()


def test_print_prints_the_text_and_its_fingerprint(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    version = agree(alice, bob)
    who = visitor("Alice", person=alice)
    who.page.add_init_script("window.print = () => { document.title += ' printed'; }")
    who.opens(f"{HOME}versions/1/")
    fingerprint = who.page.get_by_text(version.sha256)
    assert [each.is_visible() for each in fingerprint.all()] == [False, False]
    who.unfolds("For the record")
    assert [each.is_visible() for each in fingerprint.all()] == [True, False]
    who.presses("Print")
    assert who.page.title().endswith("printed")
    who.page.emulate_media(media="print")
    assert [each.is_visible() for each in fingerprint.all()] == [False, True]
    expect(who.page.get_by_role("button", name="Print")).to_be_hidden()


def test_without_scripts_no_button_says_print(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    agree(alice, bob)
    who = visitor("Alice", person=alice, java_script_enabled=False)
    who.opens(f"{HOME}versions/1/")
    expect(who.page.get_by_role("button", name="Print")).to_have_count(0)
    who.sees("Print in your browser’s menu does the same")


def test_the_text_in_force_stands_open_beside_its_draft_where_there_is_room(
    visitor: Meet, alice: Person, bob: Person, couple: Couple
) -> None:
    agree(alice, bob)
    actions.begin_draft(alice)
    for width, is_open in ((390, False), (1280, True)):
        who = visitor("Alice", person=alice, screen={"width": width, "height": 800})
        who.opens(HOME)
        who.sees("In force since")
        assert who.page.locator("details[data-open-wide]").evaluate("each => each.open") == is_open


def agrees_again(alice: Person, bob: Person, words: LineWords) -> None:
    """A further text in force, in which the last line has those words; one more line where there is but one."""
    lines = clauses_of(alice, actions.begin_draft(alice))
    if len(lines) == 1:
        actions.add_clause(bob, words)
    else:
        actions.edit_clause(bob, lines[-1].pk, words, seen=lines[-1].revision)
    offered = actions.offer(alice)
    for person in (alice, bob):
        sign(person, offered)


@WITH_AND_WITHOUT
def test_two_signed_texts_are_compared(
    visitor: Meet, alice: Person, bob: Person, couple: Couple, scripts: bool
) -> None:
    agree(alice, bob)
    agrees_again(alice, bob, LineWords("We put the phones away at ten.", "Phones"))
    agrees_again(alice, bob, LineWords("We put the phones away at nine, on Sundays at ten.", "Evenings"))
    who = visitor("Alice", person=alice, java_script_enabled=scripts)
    who.opens(f"{HOME}versions/")
    who.unfolds("Compare two versions")
    who.page.get_by_label("Compare", exact=True).select_option(index=2)
    who.presses("Show changes")
    who.reads("From version 1 to version 3")
    who.presses("Compare the other way round")
    who.reads("From version 3 to version 1")
    who.page.get_by_label("Compare", exact=True).select_option(index=1)
    who.page.get_by_label("With", exact=True).select_option(index=1)
    who.presses("Show changes")
    who.forgives("status of 422")
    who.reads("Compare two versions")
    who.sees("Error: Choose another version here.")
    expect(who.field("With").locator("option:checked")).to_have_text(re.compile("version 2"))
    if scripts:
        from_all_sides(who)
        looks_at(who, f"{HOME}versions/comparison/?from=2&to=3")
        looks_at(who, f"{HOME}versions/", "Everything you both signed")
        who.unfolds("Compare two versions")
        from_all_sides(who)
        looks_at(who, f"{HOME}versions/3/", "Our agreement")
        who.unfolds("For the record")
        who.unfolds("What this can’t prove")
        who.unfolds("What changed since version 2")
        from_all_sides(who)
