"""Two browsers: alice takes her words along, asks to be deleted, thinks better of it, leaves, and goes. bob stays."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import clock
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Version, document_of
from agreement.reading import clauses_of
from couples import actions
from couples.models import Couple
from people.models import Person
from tests.browser.conftest import DESK, PHONE, Clock, Meet
from tests.browser.test_keyboard import tabs_to
from tests.browser.visitor import Visitor, what_axe_finds
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _ledger(settings: Any, tmp_path: Path) -> None:
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "deletions.jsonl"


def signed_by_both(alice: Person, bob: Person) -> Version:
    agreement.add_clause(alice, LineWords("We tell each other the same day."))
    version = agreement.offer(alice)
    for person in (alice, bob):
        document = document_of(version, clauses_of(person, version), version.review_day(clock.today(person.tz)))
        agreement.sign(person, version.pk, document.sha256(), person.name)
    return version


def presses(who: Visitor, name: str) -> None:
    """By keyboard."""
    tabs_to(who, name)
    who.page.keyboard.press("Enter")
    who.page.wait_for_load_state()


def types(who: Visitor, label: str, words: str) -> None:
    tabs_to(who, label)
    who.page.keyboard.type(words)


def takes_along(who: Visitor, folder: Path) -> Path:
    who.opens("/export/")
    who.reads("Confirm it’s you")
    types(who, "Your password, an app code or your paper key", PASSWORD)
    who.page.keyboard.press("Enter")
    who.reads("Take your writing with you")
    who.judges()
    presses(who, "Prepare my file")
    who.sees("It’s ready")
    who.judges(once=False)
    tabs_to(who, "A page to read and print")
    with who.page.expect_download() as download:
        who.page.keyboard.press("Enter")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def judge_file(page: Page, file: Path, shots: Path | None) -> None:
    """As it is opened from a folder, without this server."""
    for scheme in ("light", "dark"):
        for width in (360, 1280):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(file.as_uri())
            assert page.get_by_text("We tell each other the same day.").first.is_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert what_axe_finds(page) == []
            if shots:
                page.screenshot(path=shots / f"file-{width}-{scheme}.png", full_page=True)


def test_taking_along_and_going(
    visitor: Meet,
    browser: Browser,
    house_clock: Clock,
    alice: Person,
    bob: Person,
    couple: Couple,
    tmp_path: Path,
) -> None:
    signed_by_both(alice, bob)
    her = visitor("Alice", person=alice, screen=PHONE)
    his = visitor("Bob", person=bob, screen=DESK)
    file = takes_along(her, tmp_path)
    assert file.name.startswith("export-")
    judge_file(browser.new_page(), file, her.shots)

    her.opens("/settings/account/")
    her.reads("Delete your account")
    her.judges()
    types(her, "Your password", PASSWORD)
    her.page.keyboard.press("Enter")
    her.reads("Your account will be deleted")
    her.judges()
    his.opens("/today/")
    his.sees_nothing_of("This shared space is closed.")
    presses(her, "Keep my account")
    her.sees("Your account stays.")

    her.opens("/more/")
    presses(her, "Leave the shared space")
    her.reads("Leave the shared space")
    types(her, "Your password", PASSWORD)
    her.page.keyboard.press("Enter")
    her.reads("You’ve left the shared space")
    her.judges()
    his.opens("/today/")
    his.sees("This shared space is closed.")

    her.opens("/settings/account/")
    types(her, "Your password", PASSWORD)
    her.page.keyboard.press("Enter")
    her.reads("Your account will be deleted")
    house_clock.set(clock.now() + timedelta(days=8))
    assert actions.carry_out_deletions() == 1
    her.page.goto(her.page.url)
    her.reads("Sign in")
    his.opens("/agreement/versions/")
    his.page.get_by_role("main").get_by_role("link").first.click()
    his.sees("former partner")
