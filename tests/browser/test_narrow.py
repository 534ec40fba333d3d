"""Nothing that a person can type makes a page wider than a narrow phone: names, addresses and words without a space."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import Settings

import couples.actions as couples
import people.actions as people
from agreement import actions as agreement
from agreement.actions import LineWords
from checkins import actions as checkins
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.accounts.forms import LONGEST_NAME
from people.models import Person
from recovery.plan import catalogue
from reminders.actions import subscribe
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from sealed import actions as sealed
from tests.browser.conftest import EVENING, Clock, Meet
from tests.browser.looking import first_check_in, is_asked_nothing, said, sign, why
from tests.browser.test_pages import FILES, LEADS_AWAY, PIECES, POST_ONLY, Ids, addresses, one_of_each, paths
from tests.browser.visitor import WIDER_THAN_THE_SCREEN, Visitor
from tests.cast import client_of, join, make_person
from tests.people.second_steps import adds_passkey
from tests.writing import reflect, show

pytestmark = pytest.mark.usefixtures("it_is")

NARROW = 320
SCREEN = {"width": NARROW, "height": 640}
LATIN = "W" * LONGEST_NAME
THAI = ("ความไว้วางใจกลับมาช้าๆทีละวัน" * 3)[:LONGEST_NAME]
GERMAN = "Vertrauenswiederherstellungsgesprächsvorbereitungsunterlagenverzeichnis"
ADDRESS = f"{'w' * 60}@{'w' * 60}.example.org"
WIDE = f"{GERMAN} {THAI} {ADDRESS} {LATIN}"

TOO_WIDE = f"() => [document.documentElement.scrollWidth, ...({WIDER_THAN_THE_SCREEN})()]"


@pytest.fixture
def robin() -> Person:
    return somebody(LATIN, "robin")


@pytest.fixture
def kim() -> Person:
    return somebody(THAI, "kim")


def somebody(name: str, mailbox: str) -> Person:
    """Somebody with that name, whose address has no place to break either."""
    person = make_person(f"{mailbox}{ADDRESS.partition('@')[0]}"[:LONGEST_NAME])
    couples.keep_settings(person, name, "America/Argentina/ComodRivadavia", 18)
    return person


def writes_everywhere(person: Person) -> None:
    """One piece of every kind, and a line, each full of words without a space."""
    reflect(person, catalogue.activity("what-happened"), said(happened=WIDE))
    reflect(person, catalogue.activity(*one_of_each("write")), said(need=WIDE))
    for piece in one_of_each("shared", "message"):
        activity = catalogue.activity(piece)
        show(person, activity, said(**{question.id: WIDE for question in activity.questions}))
    sealed.keep(person, why(), said(hope=WIDE, give=WIDE, hard=WIDE))
    agreement.write_own_line(person, LineWords(WIDE, LATIN))
    subscribe(person)


def seals(person: Person, piece: Any, words: Any) -> None:
    sealed.seal_draft(person, piece, sealed.keep(person, piece, words).fingerprint)


def agree(robin: Person, kim: Person) -> Any:
    """A text in force, the next one offered, each with a wide line."""
    agreement.add_clause(robin, LineWords(WIDE, LATIN))
    version = sign(kim, sign(robin, agreement.offer(kim)))
    agreement.begin_draft(robin)
    line = agreement.add_clause(kim, LineWords(f"We are always respectful. {WIDE}", THAI))
    sign(robin, agreement.offer(kim))
    return version, line


@pytest.fixture
def everything(settings: Settings, robin: Person, kim: Person) -> Ids:
    """Robin and Kim have wide words of everything. Returns what stands in the addresses."""
    settings.TWOFOLD_HOST_NAME = WIDE
    couple = join(robin, kim)
    for person in (robin, kim):
        writes_everywhere(person)
    version, line = agree(robin, kim)
    checkins.set_rhythm(robin, 1, EVENING.date())
    own = agreement.write_own_line(robin, LineWords(f"{WIDE} once more"))
    return PIECES | {
        "clause_id": [line.pk],
        "line_id": [own.pk],
        "name": ["no-such-letter"],
        "number": [version.number],
        "public_id": [],
        "pk": [first_check_in(couple).pk],
        "version_id": [version.pk],
        "token": [unsubscribe_token(Subscription.unscoped.get(person=robin).pk)],
    }


def too_wide(who: Visitor) -> list[Any]:
    """How wide the page is, and what stands out of it; nothing where nothing does."""
    who.page.wait_for_load_state()
    # What is folded or behind a line to tap counts as well.
    who.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    width, *wide = who.page.evaluate(TOO_WIDE)
    return [] if width <= NARROW else [who.page.url, width, wide]


def walks(who: Visitor, *pages: str) -> None:
    found = []
    for path in pages:
        answer = who.page.goto(path)
        if answer and answer.status >= 400:
            who.forgives(f"status of {answer.status}")
        found.append(too_wide(who))
    assert [each for each in found if each] == []


def pages_of(ids: Ids) -> list[str]:
    named = [(name, takes) for name, takes in addresses() if name not in POST_ONLY | LEADS_AWAY | FILES]
    return [path for name, takes in named for path in paths(name, takes, ids)]


def test_every_page(visitor: Meet, robin: Person, everything: Ids) -> None:
    client = client_of(robin)
    adds_passkey(client)
    who = visitor("Robin", client=client, screen=SCREEN)
    walks(who, *pages_of(everything))


def test_what_has_opened_and_what_is_to_be_sealed(
    visitor: Meet, house_clock: Clock, robin: Person, kim: Person, everything: Ids
) -> None:
    who = visitor("Robin", person=robin, screen=SCREEN)
    check_in = CheckInPiece(CheckIn.unscoped.get(pk=everything["pk"][0]))
    piece, five = why().address(), said(us=7, thanks=WIDE, mind={"when": WIDE, "feel": WIDE, "need": WIDE})
    words = {**five, "us-words": {"value": WIDE}, "agreement": {"value": {"line": WIDE}}}
    walks(who, f"{piece}seal/")
    for person in (robin, kim):
        seals(person, why(), said(hope=WIDE, give=WIDE, hard=WIDE))
        seals(person, check_in, words)
    walks(who, f"{check_in.address()}answer/")
    house_clock.set(EVENING + timedelta(days=1))
    walks(who, "/today/", f"{piece}opening/")
    sealed.mark_opened(robin, why())
    sealed.mark_opened(robin, check_in)
    walks(who, "/today/", f"{piece}opening/", f"{check_in.address()}opening/", "/agreement/", "/check-ins/")
    couples.leave(kim)
    walks(who, "/today/", f"{piece}opening/", piece, "/agreement/versions/", "/check-ins/")


def test_what_is_to_be_mended_and_what_another_tab_kept(visitor: Meet, robin: Person, everything: Ids) -> None:
    who = visitor("Robin", person=robin, screen=SCREEN)
    who.opens("/plan/9/?question=1")
    field = who.page.locator("[name=happened]")
    reflect(robin, catalogue.activity("what-happened"), said(happened=f"{WIDE} in another tab"))
    field.fill(WIDE)
    who.presses("Continue")
    expect(who.page.get_by_role("heading", name="These words changed in another tab")).to_be_visible()
    who.forgives("status of 409")
    assert too_wide(who) == []
    people.keep_where(robin, "/plan/9/", [("happened", WIDE)])
    walks(who, "/where-you-were/", "/plan/9/", "/today/")


def test_joining_somebody_with_a_wide_name(visitor: Meet, robin: Person, kim: Person) -> None:
    link = reverse("couples:join", args=[couples.invite(robin).body["token"]])
    walks(visitor("Somebody", screen=SCREEN), link)
    walks(visitor("Kim", person=kim, screen=SCREEN), link, f"{link}yes/", "/today/", "/more/", "/agreement/own-lines/")
    walks(visitor("Robin", person=robin, screen=SCREEN), "/invitation/", "/today/")


def test_signing_up_with_a_wide_name_and_address(visitor: Meet) -> None:
    who = visitor("Somebody", screen=SCREEN)
    who.opens("/account/signup/")
    who.writes("What should we call you here?", f"{GERMAN} {LATIN}")
    who.writes("Email address", ADDRESS)
    who.writes("Password", "short")
    who.presses("Continue")
    who.sees("Check ")
    assert too_wide(who) == []
    who.writes("What should we call you here?", LATIN)
    who.writes("Password", "a quiet long password")
    who.ticks("I’m 18 or over")
    who.presses("Continue")
    who.sees("code")
    assert too_wide(who) == []


def test_what_is_taken_along(visitor: Meet, robin: Person, everything: Ids) -> None:
    who = visitor("Robin", person=robin, screen=SCREEN)
    is_asked_nothing(who)
    who.opens("/export/")
    who.presses("Prepare my file")
    who.sees("It’s ready")
    assert too_wide(who) == []
    page = who.context.request.get(reverse("couples:export-page")).text()
    assert GERMAN in page
    who.page.goto("about:blank")
    who.page.set_content(page)
    assert too_wide(who) == []
