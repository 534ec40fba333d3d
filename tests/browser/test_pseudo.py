"""In a language whose every word is accented and 40 % longer (tests/pseudo.py), nothing on a page stays plain English,
nothing is cut off, and nothing is wider than a narrow phone."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from people.models import Person
from tests.browser import test_evening as evening_of_two
from tests.browser import test_pages
from tests.browser.conftest import Clock, Meet
from tests.browser.looking import is_asked_nothing
from tests.browser.test_evening import CHECK_IN, EVENING, Evening
from tests.browser.test_narrow import SCREEN, pages_of, too_wide
from tests.browser.test_pages import Ids
from tests.browser.visitor import Visitor
from tests.machines.mail import Sink
from tests.pseudo import bare_words, pseudo_but

pytestmark = pytest.mark.usefixtures("in_pseudo")

everything = test_pages.everything

# What is read and what is read out, folded or not; but for what people wrote, and the zones of the world.
ALL_WORDS = """() => {
  const page = document.documentElement.cloneNode(true);
  const unread = "script, style, noscript, code, [translate=no], option[value*='/'], textarea";
  page.querySelectorAll(unread).forEach((each) => each.remove());
  const said = ["aria-label", "alt", "title", "placeholder"];
  const attributes = [...page.querySelectorAll(said.map((name) => `[${name}]`).join())]
    .flatMap((each) => said.map((name) => each.getAttribute(name)));
  return [page.textContent, ...attributes].join("\\n");
}"""
# Words that do not fit into what holds them: cut off, or to be pushed sideways.
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => !["TEXTAREA", "INPUT"].includes(each.tagName) && !each.closest(".unseen, .skip"))
  .filter((each) => getComputedStyle(each).overflowX !== "visible")
  .map((each) => `cut off: ${each.outerHTML.slice(0, 120)}`)"""


def hosts_words() -> list[str]:
    """What the host sets stands on pages as it is."""
    lines = Path(settings.TWOFOLD_HELP_LINES).read_text("utf-8")
    return [settings.TWOFOLD_SITE_NAME, settings.TWOFOLD_HOST_NAME, settings.TWOFOLD_MAIL_FROM, lines, "UTC"]


def looks_foreign(who: Visitor, *wrote: str) -> list[str]:
    """What is wrong with the page as it stands, each thing with its address."""
    found = bare_words(who.page.evaluate(ALL_WORDS), *hosts_words(), *wrote)
    found += who.page.evaluate(CUT_OFF)
    found += [str(each) for each in too_wide(who)[1:]]
    return [f"{who.page.url}: {each}" for each in dict.fromkeys(found)]


class Foreigner(Visitor):
    """Reads every page in that language, and finds it whole."""

    def judges(self, *_private: str, **_options: object) -> None:
        self.page.wait_for_load_state()
        assert looks_foreign(self, *self.wrote) == []


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch, visitor: Meet, real_mail: Sink, house_clock: Clock) -> Evening:
    """Robin and Alex, each on a narrow phone."""
    monkeypatch.setattr("tests.browser.conftest.Visitor", Foreigner)
    zone = "Europe/Berlin"
    robin, alex = (visitor(name, screen=SCREEN, timezone_id=zone) for name in ("Robin", "Alex"))
    alex.wrote = robin.wrote
    for who in (robin, alex):
        who.translate = lambda text: pseudo_but(text, "Twofold", *robin.wrote)
    return Evening(robin, alex, real_mail, house_clock, ZoneInfo(zone))


def test_two_browsers_walk_the_evening(evening: Evening) -> None:
    robin, alex = evening.robin, evening.alex
    evening.it_is(EVENING, 20)
    evening_of_two.spend_the_evening(evening)
    evening.it_is(CHECK_IN, 18, 5)
    evening_of_two.check_in(robin, "7", "The evening on the balcony")
    evening_of_two.check_in(alex, "6", "That you asked, and waited")
    evening.it_is(CHECK_IN.replace(day=CHECK_IN.day + 1), 10)
    evening_of_two.read_the_check_in(robin, "That you asked, and waited")


def test_every_page(visitor: Meet, alice: Person, everything: Ids, it_is: object) -> None:
    who = visitor("Alice", person=alice, screen=SCREEN)
    who.translate = pseudo_but
    is_asked_nothing(who)
    wrong = []
    for path in pages_of(everything):
        answer = who.page.goto(path)
        if answer and answer.status >= 400:
            who.forgives(f"status of {answer.status}")
        who.page.wait_for_load_state()
        wrong += looks_foreign(who, *WRITTEN)
    assert wrong == []


WRITTEN = (
    "Alice Bob Dana alice bob example org a canary A canary line if K. writes I tell you the same day",
    "Ten minutes on Sunday phones in the drawer that both of them see was cleared for nobody else",
    "we are always respectful",
)
"""What the fixture `everything` wrote, and what stands in an address."""
