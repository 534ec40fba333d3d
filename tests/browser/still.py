"""A screen of a sitting whose clock stands still until the test moves it."""

from datetime import timedelta

from playwright.sync_api import Route, expect

from tests.browser.conftest import EVENING
from tests.browser.reviewing import REVIEW, told
from tests.browser.visitor import Visitor

STATE = "**/review/state/**"
QUICK = 600
# How many requests of htmx have gone out, and of how many the page has heard and is done with. And a form to sign in
# has no place in what both see, however briefly.
COUNTS = """
  const count = (what) => {
    const { dataset } = document.documentElement;
    dataset[what] = Number(dataset[what] ?? 0) + 1;
  };
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...given) {
    count("sent");
    this.addEventListener("loadend", () => count("heard"));
    return send.apply(this, given);
  };
  new MutationObserver(() => {
    const isOurs = location.pathname === "/review/";
    if (isOurs && document.querySelector("input[type=password]")) console.error("A form to sign in, in what both see");
  }).observe(document, { childList: true, subtree: true });
"""
LOOKS_AWAY = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


class Screen:
    """Her screen, and how often it has asked."""

    def __init__(self, who: Visitor) -> None:
        self.who, self.page, self.root = who, who.page, who.page.locator("html")
        self.page.add_init_script(COUNTS)
        self.page.clock.install(time=EVENING)
        self.gone = 0  # since it was done with the last answer
        self.page.clock.pause_at(EVENING + timedelta(hours=1))  # before a page of ours is there
        who.opens(REVIEW)

    @property
    def sent(self) -> int:
        return int(self.root.get_attribute("data-sent") or 0)

    def has_sent(self, number: int) -> None:
        """So many requests since the page was opened."""
        expect(self.root).to_have_attribute("data-sent", str(number))

    def has_heard(self, number: int, *, sent: int | None = None) -> None:
        """The page is done with so many of them; with all, if nothing else is said."""
        expect(self.root).to_have_attribute("data-heard", str(number))
        self.gone = 0
        assert self.sent == (sent or number)

    def passes(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)
        self.gone += milliseconds

    def asks_after(self, milliseconds: int) -> None:
        """That long after the last answer, and not a moment sooner; and waits for the next one."""
        sent = self.sent
        self.passes(milliseconds - self.gone - 1)
        assert self.sent == sent
        self.passes(1)
        self.has_heard(sent + 1)

    def is_told(self, sentence: str) -> None:
        """By the next poll."""
        self.asks_after(QUICK)
        self.passes(50)
        expect(told(self.who)).to_have_text(sentence)

    def asks_nothing_for(self, milliseconds: int) -> None:
        sent = self.sent
        self.passes(milliseconds)
        assert self.sent == sent

    def looks(self, *, away: bool) -> None:
        self.page.evaluate(LOOKS_AWAY, away)

    def is_judged(self) -> None:
        """The last of a test: what looks at a page takes its time, by the page's clock."""
        self.page.clock.resume()
        self.who.judges(once=False)

    def holds(self, address: str) -> list[Route]:
        """What is asked at that address, and not let through before the test says so."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route(address, hold)
        return held

    def lets_through(self, held: list[Route], address: str) -> None:
        """The first of them; and the next ones are held no more."""
        while not held:  # it was sent, and its news comes over the same wire as any answer
            self.page.evaluate("() => 0")
        held[0].continue_()
        self.page.unroute(address)
