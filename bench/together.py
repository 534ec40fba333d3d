"""How long it is from a tap on one screen of a sitting until the other shows it, while a hundred other couples sit.

    python -m bench.together

It starts Twofold as `make run` does, in a folder of its own. A couple go through their draft before two screens: one
taps at a moment of no pattern, the other's page says when it is different. First alone; then with 200 other screens
that ask at the slowest rate of `static/js/together.js`, from a process beside it; then alone again, which says how far
two series of the same thing differ on this machine. And what it costs the web server, and what an hour moves.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, Locator, Page

from bench.first_paint import browser
from bench.pages import cpu_seconds
from bench.served import ROOT, House, running, told
from tests.machines import die_with_parent

OTHERS, LINES, TAPS = 100, 12, 60
AIM_SECONDS, AIM_CORES = 0.8, 0.5
ALONE, WITH, AGAIN = "alone", f"with {OTHERS} other couples", "alone again"
PAGE, ASKS = "/review/", "/review/state/"
HOUR, CHANGES = 3600, 60
SCRIPT = (ROOT / "static/js/together.js").read_text()

NOTE_TAPS = "addEventListener('click', () => localStorage.setItem('tapped', Date.now()), { capture: true })"
# Whoever saved words elsewhere is on their way back.
TAPPED = "() => document.getElementById('live') && Number(localStorage.getItem('tapped'))"
WATCH = """words => {
  window.shown = new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (document.getElementById("live").textContent.includes(words)) resolve(Date.now());
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    setTimeout(() => reject(new Error(`It never showed: ${words}`)), 30000);
  });
}"""
SHOWN = "() => window.shown"


@dataclass
class Poll:
    """One question of a screen: the headers it went with; bytes with headers, there and back; how it was answered."""

    headers: dict[str, str] = field(default_factory=dict)
    address: str = ""
    status: int = 0
    came: int = 0

    @property
    def sent(self) -> int:
        lines = [f"GET {self.address} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers.items()), ""]
        return sum(len(line) + 2 for line in lines)


@dataclass
class Screen:
    """One of the two, before the page; `polls` fills as the page asks."""

    name: str
    page: Page
    polls: dict[str, Poll] = field(default_factory=dict)

    def listen(self) -> None:
        wire = self.page.context.new_cdp_session(self.page)
        wire.on("Network.requestWillBeSent", lambda event: self._poll(event, address=_address_in(event)))
        wire.on("Network.requestWillBeSentExtraInfo", lambda event: self._poll(event, headers=event["headers"]))
        wire.on("Network.responseReceivedExtraInfo", lambda event: self._poll(event, status=event["statusCode"]))
        wire.on("Network.loadingFinished", lambda event: self._poll(event, came=event["encodedDataLength"]))
        wire.send("Network.enable")

    def answered(self, status: int) -> list[Poll]:
        found = (poll for poll in self.polls.values() if poll.address.startswith(ASKS))
        return [poll for poll in found if poll.status == status and poll.came and poll.headers]

    def _poll(self, event: dict[str, Any], **said: Any) -> None:
        poll = self.polls.setdefault(event["requestId"], Poll())
        for name, value in said.items():
            setattr(poll, name, value)


@dataclass
class Series:
    """What was found in one series: the taps in seconds by kind; cores that the web server and all of this machine were
    busy with; the load of the machine at its end; and what the other screens were answered."""

    taps: dict[str, list[float]]
    web: float = 0.0
    machine: float = 0.0
    load: str = ""
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def all_taps(self) -> list[float]:
        return [seconds for taps in self.taps.values() for seconds in taps]


def main() -> None:
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        couples = json.loads(told(data, f"from bench.sittings import tell; tell({OTHERS + 1}, {LINES})"))
        with running(data) as house, browser() as chrome:
            pair = [screen_of(chrome, house, told_of) for told_of in couples[0]]
            found = {ALONE: series(house, pair)}
            tell_bytes(pair)
            with others(house, pair[0], [screen for couple in couples[1:] for screen in couple]) as crowd:
                found[WITH] = series(house, pair)
            found[WITH].others = crowd
            found[AGAIN] = series(house, pair)
    print(f"load of this machine in the last 1, 5 and 15 minutes: before the first series {before}\n")
    tell_taps(found)
    tell_costs(found)
    tell_aims(found[WITH])


def load() -> str:
    return " ".join(f"{each:.2f}" for each in os.getloadavg())


# -- The two screens


def screen_of(chrome: Browser, house: House, said: dict[str, Any]) -> Screen:
    """A browser of one of the two, signed in and before the page."""
    context = chrome.new_context()
    context.add_init_script(NOTE_TAPS)
    context.add_cookies([{"name": name, "value": value, "url": house.root} for name, value in said["cookies"].items()])
    screen = Screen(said["name"], context.new_page())
    screen.listen()
    screen.page.goto(house.root + PAGE)
    return screen


def _address_in(event: dict[str, Any]) -> str:
    parts = urlsplit(event["request"]["url"])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


# -- Taps


def change_words(tapping: Screen, _: Screen, number: int) -> tuple[Locator, str]:
    """The words of the line, changed on the page of the line: what saves them, and what the other then reads."""
    words = f"We both put our phones away, for the {number}th time, until we go to bed."
    tapping.page.get_by_role("link", name="Change the words").click()
    tapping.page.locator("textarea[name=text]").fill(words)
    return tapping.page.get_by_role("button", name="Save", exact=True), words


def mark_second(tapping: Screen, watching: Screen, _: int) -> tuple[Locator, str]:
    """The other has said what they think of the line. What has just changed under their thumb takes no press yet."""
    watching.page.locator("#live:not([data-moved])").wait_for()
    watching.page.locator("#fits").click()
    watching.page.get_by_text("Only you see this until").wait_for()
    return tapping.page.locator("#talk"), f"{tapping.name}:"


def move(tapping: Screen, _: Screen, number: int) -> tuple[Locator, str]:
    """Down the draft to its last line, and up again."""
    here = int(re.findall(r"\d+", tapping.page.locator("#here").inner_text())[0])
    is_down = number // (3 * (LINES - 1)) % 2 == 0
    return tapping.page.locator("#next" if is_down else "#previous"), f"Line {here + (1 if is_down else -1)} of {LINES}"


Kind = Callable[[Screen, Screen, int], tuple[Locator, str]]
KINDS: dict[str, Kind] = {"words changed elsewhere": change_words, "second mark": mark_second, "another line": move}
numbers = iter(range(sys.maxsize))


def series(house: House, pair: Sequence[Screen]) -> Series:
    """`TAPS` at least: on each line one of each kind, and who taps takes turns by the line."""
    found = Series({kind: [] for kind in KINDS})
    tapping, watching = pair
    for screen in pair:
        screen.polls.clear()
    with measured(house, found):
        while len(found.all_taps) < TAPS:
            for kind, prepare in KINDS.items():
                found.taps[kind].append(tap(tapping, watching, next(numbers), prepare))
            tapping, watching = watching, tapping
    return found


def tap(tapping: Screen, watching: Screen, number: int, prepare: Kind) -> float:
    """Seconds until the other's page shows it. The moment has nothing to do with when either page asks."""
    button, words = prepare(tapping, watching, number)
    watching.page.evaluate(WATCH, words)
    time.sleep(random.uniform(1, 2.5))
    button.click()
    shown: float = watching.page.evaluate(SHOWN)
    tapped: float = tapping.page.wait_for_function(TAPPED).json_value()
    return (shown - tapped) / 1000


# -- What it costs


@contextmanager
def measured(house: House, found: Series) -> Iterator[None]:
    """Notes how many cores the web server, and everything on this machine, were busy with within the block."""
    web = web_processes(house)
    begun, spent, busy = time.monotonic(), web_seconds(web), busy_seconds()
    yield
    seconds = time.monotonic() - begun
    found.web, found.machine = (web_seconds(web) - spent) / seconds, (busy_seconds() - busy) / seconds
    found.load = load()


def web_processes(house: House) -> list[int]:
    """gunicorn and its workers."""
    below = psutil.Process(house.process).children(recursive=True)
    found = [process.pid for process in below if any("gunicorn" in word for word in process.cmdline())]
    assert len(found) > 1
    return found


def web_seconds(processes: list[int]) -> float:
    return sum(map(cpu_seconds, processes))


def busy_seconds() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0))


# -- The other couples


@contextmanager
def others(house: House, screen: Screen, screens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Within the block all these screens ask at the slowest rate, with the headers of a browser; afterwards it holds
    what they were answered."""
    said: dict[str, Any] = {}
    line = [sys.executable, "-m", "bench.screens"]
    with subprocess.Popen(
        line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent()
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{json.dumps(what_they_do(house, screen, screens))}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "here\n"
        yield said
        process.stdin.close()
        said |= json.loads(process.stdout.readline())


def what_they_do(house: House, screen: Screen, screens: list[dict[str, Any]]) -> dict[str, Any]:
    headers = screen.answered(204)[-1].headers
    return {
        "port": urlsplit(house.root).port,
        "pause": pause("SLOWEST"),
        "headers": {name: value for name, value in headers.items() if name not in ("Cookie", "Connection")},
        "screens": screens,
    }


def pause(name: str) -> float:
    """Seconds between two questions of a screen, as its script has them."""
    found = re.search(rf"^const {name} = (\d+);$", SCRIPT, re.MULTILINE)
    assert found
    return int(found[1]) / 1000


# -- What was found


def tell_bytes(pair: list[Screen]) -> None:
    """What goes over the line in an hour before the page. With a change a minute a screen stays at the quick rate."""
    nothing, news = (middle([poll for each in pair for poll in each.answered(status)]) for status in (204, 200))
    print("bytes there and back, headers included:", end=" ")
    print(f"nothing new {nothing[0]} and {nothing[1]}, something new {news[0]} and {news[1]}\n")
    print(f"{'an hour of sitting, a screen':48} {'questions':>9} {'bytes':>10}")
    for rate, name, changes in (
        ("at the slowest rate", "SLOWEST", 0),
        ("at the quick rate", "QUICK", 0),
        ("at the quick rate, with a change a minute", "QUICK", CHANGES),
    ):
        asked = round(HOUR / pause(name))
        print(f"{rate:48} {asked:9} {asked * sum(nothing) + changes * (sum(news) - sum(nothing)):10}")
    print()


def middle(polls: list[Poll]) -> tuple[int, int]:
    """There and back: the median of each."""
    return round(statistics.median(poll.sent for poll in polls)), round(statistics.median(poll.came for poll in polls))


def tell_taps(found: dict[str, Series]) -> None:
    print(f"{'from a tap until the other shows it':48} {'taps':>4} {'median':>9} {'ratio':>6} {'p95':>9} {'ratio':>6}")
    tell_kind("every kind", {name: each.all_taps for name, each in found.items()})
    for kind in KINDS:
        tell_kind(kind, {name: each.taps[kind] for name, each in found.items()})
    print()


def tell_kind(kind: str, found: dict[str, list[float]]) -> None:
    base = found[ALONE]
    for name, taps in found.items():
        half, most = statistics.median(taps), p95(taps)
        ratios = half / statistics.median(base), most / p95(base)
        label = f"{kind}, {name}"
        print(f"{label:48} {len(taps):4} {1000 * half:6.0f} ms {ratios[0]:6.2f} {1000 * most:6.0f} ms {ratios[1]:6.2f}")


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def tell_costs(found: dict[str, Series]) -> None:
    print(f"{'busy meanwhile, in cores':32} {'web':>6} {'ratio':>6} {'all of this machine':>20} {'load after it':>16}")
    for name, each in found.items():
        ratio = each.web / found[ALONE].web
        print(f"{name:32} {each.web:6.3f} {ratio:6.2f} {each.machine:20.2f} {each.load:>16}")
    crowd = found[WITH].others
    answers = ", ".join(f"{count} times {status}" for status, count in crowd["statuses"].items())
    print(f"\nthe others: {len(crowd['took']) / crowd['seconds']:.1f} questions a second; answered {answers}", end="; ")
    print(f"median {1000 * statistics.median(crowd['took']):.0f} ms, p95 {1000 * p95(crowd['took']):.0f} ms\n")


def tell_aims(loaded: Series) -> None:
    aims = (
        ("p95 of every kind, in seconds", p95(loaded.all_taps), AIM_SECONDS),
        ("web, in cores", loaded.web, AIM_CORES),
    )
    for what, found, aim in aims:
        print(f"{what}, {WITH}: {found:.2f}, aim {aim}: {'met' if found < aim else 'not met'}")


if __name__ == "__main__":
    main()
