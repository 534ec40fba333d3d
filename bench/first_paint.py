"""How soon a first visit shows something, over a line on which each request takes 400 ms to be answered.

    python -m bench.first_paint

It starts Twofold as `make run` does, in a folder of its own with the demo couple, and visits each page several times in
a Chromium that has kept nothing. The ratio is to a bare page with one stylesheet, from the same server in the same run.
"""

import re
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize, sync_playwright

from bench.served import running
from tests.machines import chromium

LATENCY = 400
VISITS = 3
PHONE: ViewportSize = {"width": 360, "height": 740}
LINE = {"offline": False, "latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1}
BARE = "/static/bare/page.html"
BEFORE = ("/", "/account/login/", "/account/signup/", "/questions/", "/help/", "/who-sees-what/")
SIGNED_IN = ("/today/", "/plan/", "/agreement/", "/check-ins/", "/more/")
PAINTED = "() => performance.getEntriesByName('first-paint')[0]?.startTime"


@dataclass
class Visit:
    """What one visit asked for, by kind; what came, in bytes on the wire with headers; when it first painted, in ms."""

    kinds: dict[str, str] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)
    painted: float = 0.0

    def of(self, *kinds: str) -> int:
        return sum(size for request, size in self.came.items() if self.kinds.get(request) in kinds)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (root, password), browser() as chrome:
        state = signed_in(chrome, root, password)
        print(f"{LATENCY} ms a request, median of {VISITS} first visits; bytes with headers, as they travel\n")
        print(f"{'page':18} {'requests':>8} {'HTML':>7} {'CSS':>7} {'all':>7} {'first paint':>12} {'ratio':>6}")
        bare = middle(chrome, root + BARE, None)
        tell("a bare page", bare, bare)
        for path in BEFORE:
            tell(path, middle(chrome, root + path, None), bare)
        for path in SIGNED_IN:
            tell(path, middle(chrome, root + path, state), bare)


def tell(name: str, visit: Visit, bare: Visit) -> None:
    html, css, everything = visit.of("Document"), visit.of("Stylesheet"), sum(visit.came.values())
    ratio = visit.painted / bare.painted
    print(f"{name:18} {len(visit.kinds):8} {html:7} {css:7} {everything:7} {visit.painted:9.0f} ms {ratio:6.2f}")


@contextmanager
def server(data: Path) -> Iterator[tuple[str, str]]:
    """A running Twofold: its address, and the password of the demo couple."""
    put_bare_page(data / "static" / "bare")
    with running(data) as house:
        yield house.root, password_in(house.said)


def put_bare_page(folder: Path) -> None:
    """A heading and one stylesheet, where WhiteNoise finds them when it starts."""
    folder.mkdir(parents=True)
    (folder / "page.css").write_text("body { font: 1rem/1.5 serif }\n")
    head = '<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">'
    (folder / "page.html").write_text(f"<!doctype html><title>A bare page</title>{head}<h1>A bare page</h1>\n")


def password_in(said: str) -> str:
    found = re.search(r"password, for both: (\S+)", said)
    assert found
    return found[1]


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)
        yield chrome
        chrome.close()


def signed_in(chrome: Browser, root: str, password: str) -> StorageState:
    """The cookies of Robin, for contexts that have nothing else."""
    context = chrome.new_context()
    page = context.new_page()
    page.goto(f"{root}/account/login/")
    page.get_by_label("Email address").fill("robin@example.org")
    page.get_by_label("Password", exact=True).fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    state = context.storage_state()
    context.close()
    return state


def middle(chrome: Browser, address: str, state: StorageState | None) -> Visit:
    """The visit in the middle of several, by its first paint."""
    visits = [first_visit(chrome, address, state) for _ in range(VISITS)]
    return next(visit for visit in visits if visit.painted == statistics.median_low(each.painted for each in visits))


def first_visit(chrome: Browser, address: str, state: StorageState | None) -> Visit:
    context = chrome.new_context(viewport=PHONE, storage_state=state)
    page = context.new_page()
    visit = watched(context, page)
    page.goto(address, wait_until="networkidle")
    visit.painted = page.wait_for_function(PAINTED).json_value()
    context.close()
    return visit


def watched(context: BrowserContext, page: Page) -> Visit:
    """A visit that fills as the page loads over the slow line."""
    visit = Visit()
    wire = context.new_cdp_session(page)
    wire.on("Network.requestWillBeSent", lambda event: asked(visit, event))
    wire.on(
        "Network.loadingFinished", lambda event: visit.came.update({event["requestId"]: event["encodedDataLength"]})
    )
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    return visit


def asked(visit: Visit, event: dict[str, Any]) -> None:
    if not event["request"]["url"].startswith("data:"):
        visit.kinds[event["requestId"]] = event.get("type", "Other")


if __name__ == "__main__":
    main()
