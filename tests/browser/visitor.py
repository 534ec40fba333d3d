"""One person before a browser of their own: what they do, and what every page must be wherever they stand."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, WebError, expect

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# Fetching the style sheets and sounds once more (preload) serves two rules only: one that axe has off, and one about
# sound, of which no page has any.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, "preload": False}
AXE_ITSELF = Axe().axe_script

# What Chromium says of its own accord, and no page could keep it from saying.
HINTS = ("Clear-Site-Data header on",)  # which data it has cleared, as /out asked

WIDER_THAN_THE_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 120));
}"""


# The sizes of type in which anything is set: of a title, of headings, of the text, and of what is said beside it.
SIZES = """() => {
  const isSet = (element) => element.checkVisibility() && !element.closest(".unseen")
    && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const sizes = [...document.querySelectorAll("main *")].filter(isSet).map((each) => getComputedStyle(each).fontSize);
  return [...new Set(sizes)];
}"""
FILLED = """() => [...document.querySelectorAll("main .button:not(.quiet)")]
  .filter((each) => each.checkVisibility()).length"""

# What a reader reads, what is folded among it.
WORDS = """() => {
  const folded = [...document.querySelectorAll("main details:not([open])")];
  folded.forEach((each) => { each.open = true; });
  const words = document.querySelector("main").innerText;
  folded.forEach((each) => { each.open = false; });
  return words;
}"""


def shots_folder(test: str) -> Path | None:
    """Where pictures of the pages go: into $SHOTS, when it is set. (tests.services clears all TWOFOLD_…)"""
    root = os.environ.get("SHOTS")
    if not root:
        return None
    folder = Path(root, re.sub(r"\W+", "-", test).strip("-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Visitor:
    """A context with one page. `troubles` is what the console said and which addresses elsewhere were asked.

    A test says everything in English; `translate` makes of it what stands on the page. `wrote` is what people put into
    fields, which is translated nowhere.
    """

    def __init__(
        self, name: str, context: BrowserContext, at_home: tuple[str, ...], shots: Path | None, *, javascript: bool
    ) -> None:
        self.name, self.context, self.shots, self.javascript = name, context, shots, javascript
        self.at_home = (*at_home, "data:", "about:")
        self.troubles: list[str] = []
        self.schemes: tuple[Scheme, ...] = SCHEMES
        self.asked: list[str] = []
        self.judged: list[str] = []
        self.wrote: list[str] = []
        self.translate: Callable[[str], str] = str
        self.page: Page = context.new_page()
        context.on("console", self._hears)
        context.on("weberror", self._breaks)
        context.on("request", self._asks)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.text.startswith(HINTS):
            return
        self.troubles.append(f"{self.name}: {message.type}: {message.text} ({message.location.get('url', '')})")

    def _breaks(self, error: WebError) -> None:
        self.troubles.append(f"{self.name}: {error.error}")

    def _asks(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(self.at_home):
            self.troubles.append(f"{self.name}: asked for {request.url}")

    def forgives(self, words: str) -> None:
        """The console has said this, or is about to, as it had to; and forgets it."""
        # The page may be there before its console's word is: both come over the same wire, in no fixed order.
        if not any(words in trouble for trouble in self.troubles):
            self.page.wait_for_event("console", lambda message: words in message.text)
        kept = [trouble for trouble in self.troubles if words not in trouble]
        assert len(kept) < len(self.troubles), f"Nothing with {words!r} in {self.troubles}"
        self.troubles[:] = kept

    # -- What a person does

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def presses(self, name: str, *, within: Locator | None = None) -> None:
        """A button or a link of exactly that name."""
        place = within or self.page
        name = self.translate(name)
        button = place.get_by_role("button", name=name, exact=True)
        button.or_(place.get_by_role("link", name=name, exact=True)).click()

    def writes(self, label: str, text: str) -> None:
        self.wrote.append(text)
        self.field(label).fill(text)

    def ticks(self, label: str) -> None:
        self.field(label).check()

    def unfolds(self, summary: str) -> None:
        self.page.locator("summary", has_text=self.translate(summary)).click()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.translate(label), exact=True)

    # -- What a person finds

    def reads(self, heading: str) -> None:
        """The page with that heading has come; it is looked at from all sides."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.translate(heading))
        self.judges()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(self.translate(text)).first).to_be_visible()

    def sees_nothing_of(self, *texts: str) -> None:
        """Not on the page, not in its source, not in its title."""
        source = self.page.content() + self.page.title()
        assert [text for text in texts if self.translate(text) in source] == []

    # -- What every page must be

    def judges(self, *private: str, schemes: tuple[Scheme, ...] = (), once: bool = True) -> None:
        """In light and dark: axe finds nothing; nothing is wider than the screen. Few sizes of type,
        and one filled button at most. The title gives nothing away."""
        schemes = schemes or self.schemes
        self.page.wait_for_load_state()  # the words are there before the stylesheet
        width = self.page.evaluate("innerWidth") if self.javascript else 0
        heading = self.page.get_by_role("heading", level=1).first.inner_text()
        where = f"{self.page.url} at {width}: {heading}"
        pattern = re.sub(r"[0-9a-f-]{36}|:\d+/", "", where)
        if once and pattern in self.judged:
            return
        self.judged.append(pattern)
        title = self.page.title()
        assert re.fullmatch(r"(Error: )?[A-Z].{2,40} · Twofold", title), f"{where}: {title!r}"
        assert [word for word in private if word in title] == [], where
        self.takes_pictures(f"{width} {heading[:40]}")
        if self.javascript:
            assert (where, self.page.evaluate(WIDER_THAN_THE_SCREEN)) == (where, [])
            sizes = self.page.evaluate(SIZES)
            assert len(sizes) <= 4, (where, sizes)
            assert self.page.evaluate(FILLED) <= 1, f"{where}: more than one button says that it is the next thing"
            for scheme in schemes:
                self.page.emulate_media(color_scheme=scheme)
                found = what_axe_finds(self.page)
                assert (where, scheme, found) == (where, scheme, [])
            self.page.emulate_media(color_scheme="light")

    def takes_pictures(self, name: str) -> None:
        if self.shots is None:
            return
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            picture = re.sub(r"\W+", "-", f"{len(self.judged):03} {self.name} {name} {scheme}") + ".png"
            self.page.screenshot(path=self.shots / picture, full_page=True)
        words = self.page.evaluate(WORDS) if self.javascript else ""
        (self.shots / picture).with_suffix(".txt").write_text(f"{self.page.title()}\n\n{words}\n", "utf-8")
        self.page.emulate_media(color_scheme="light")


def what_axe_finds(page: Page, **options: Any) -> list[str]:
    """The rules of axe that the page breaks, each with the elements that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_ITSELF)
    found = page.evaluate("(how) => axe.run(how).then((said) => said.violations)", {**AXE, **options})
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes']]}" for each in found]
