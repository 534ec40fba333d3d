"""What is made of the stylesheets says what they say: a real browser computes the same for every element."""

from typing import Literal

import pytest
from playwright.sync_api import ViewportSize

from agreement import actions as agreement
from agreement.actions import LineWords
from config import bundles
from tests.browser.conftest import DESK, PHONE, Meet
from tests.browser.visitor import Scheme, Visitor

LOOKS: tuple[tuple[ViewportSize, Scheme, Literal["screen", "print"]], ...] = (
    (PHONE, "light", "screen"),
    (DESK, "dark", "screen"),
    (DESK, "light", "print"),
)
# Every property of every element, and of what stands before and after it, that comes out otherwise by the texts given.
# `background: none` may become `0 0`: a position without a picture.
OTHERWISE = """(texts) => {
  const names = [...getComputedStyle(document.body)].filter((name) => !/^--|^background-position/.test(name));
  const computed = () => [...document.querySelectorAll("body, body *")].flatMap((element) =>
    ["", "::before", "::after"].flatMap((part) => {
      const style = getComputedStyle(element, part);
      const what = `${element.tagName} ${element.className}${part}`;
      return names.map((name) => `${what} ${name}: ${style.getPropertyValue(name)}`);
    }));
  const made = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.sheet);
  const before = computed();
  made.forEach((sheet) => { sheet.disabled = true; });
  document.adoptedStyleSheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const after = computed();
  made.forEach((sheet) => { sheet.disabled = false; });
  document.adoptedStyleSheets = [];
  return after.filter((value, at) => value !== before[at]).slice(0, 20);
}"""


@pytest.fixture
def written(alice, couple) -> None:
    agreement.add_clause(alice, LineWords("We tell each other the same day."))
    agreement.offer(alice)


@pytest.mark.parametrize("path", ["/today/", "/plan/3/", "/agreement/"])
def test_every_element_looks_as_its_stylesheets_say(visitor: Meet, alice, written, path: str) -> None:
    who = visitor("Alice", person=alice)
    who.opens(path)
    assert otherwise(who) == []


def test_what_is_to_be_mended_too(visitor: Meet) -> None:
    who = visitor("Somebody")
    who.opens("/account/signup/")
    who.presses("Continue")
    who.page.locator("[data-mending]").wait_for()
    who.page.wait_for_load_state()
    assert otherwise(who) == []


def otherwise(who: Visitor) -> list[str]:
    """What the browser computes from the bundle and not from the files as they are written."""
    has_paper = who.page.locator('link[href*="paper"]').count()
    names = (*bundles.STYLES, *(bundles.PAPER_STYLES if has_paper else ()))
    texts = [bundles.source(name) for name in names]
    found = []
    for size, scheme, media in LOOKS:
        who.page.set_viewport_size(size)
        who.page.emulate_media(color_scheme=scheme, media=media)
        found += who.page.evaluate(OTHERWISE, texts)
    return found
