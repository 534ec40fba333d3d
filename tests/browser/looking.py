"""Looking at a page from all sides, and bringing two people to where there is something to look at."""

from typing import Any

from playwright.sync_api import ViewportSize

import clock
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Version
from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from agreement.version_page import version_page_of
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from couples.us import us_of
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Scheme, Visitor
from tests.cast import PASSWORD

PRIVATE = ("Alice", "Bob", "Dana", "canary")
SIDES: tuple[tuple[ViewportSize, tuple[Scheme, ...]], ...] = ((PHONE, ("light",)), (DESK, ("dark",)))


def looks_at(who: Visitor, path: str, heading: str = "") -> int:
    """Opens a page and looks at it from all sides. Returns its status, where that is not 200."""
    answer = who.page.goto(path)
    assert answer
    if answer.status >= 400:
        who.forgives(f"status of {answer.status}")
    if heading:
        assert (path, who.page.get_by_role("heading", level=1).inner_text()) == (path, heading)
    from_all_sides(who)
    return 0 if answer.status == 200 else answer.status


def from_all_sides(who: Visitor) -> None:
    """On a phone in the light, and at a desk in the dark; axe has been everywhere in both in the evening."""
    for screen, schemes in SIDES:
        who.page.set_viewport_size(screen)
        who.judges(*PRIVATE, schemes=schemes, once=False)


def is_asked_nothing(who: Visitor) -> None:
    """For five minutes "Is it you?" does not stand before a page."""
    who.opens("/account/reauthenticate/")
    who.writes("Your password, an app code or your paper key", PASSWORD)
    who.presses("Continue")


def said(**values: Any) -> dict[str, dict[str, Any]]:
    return {question: {"value": value, "in_person": False} for question, value in values.items()}


def why() -> Any:
    return piece_of(catalogue.activity("why-i-am-here"))


def hopes(person: Person) -> None:
    sealed.seal(person, why(), said(hope=f"a canary of {person.name}", give="Ten minutes on Sunday"))


def rated(person: Person, *ratings: str) -> Any:
    """Ratings of the first cards of a topic, each with a note that names its writer."""
    cards = TopicPiece(topic(1), 1).cards
    return said(
        **{
            card.id: {"rating": rating, "note": f"a canary of {person.name}"}
            for card, rating in zip(cards, ratings, strict=False)
        }
    )


def rates(alice: Person, bob: Person) -> None:
    """A topic has opened: apart, close, the same and left out. Of the next, Alice has sealed hers."""
    sealed.seal(alice, TopicPiece(topic(1), 1), rated(alice, "fine", "depends", "not-ok", "fine"))
    sealed.seal(bob, TopicPiece(topic(1), 1), rated(bob, "not-ok", "fine", "not-ok"))
    sealed.mark_opened(alice, TopicPiece(topic(1), 1))
    sealed.seal(alice, TopicPiece(topic(2), 1), said(**{"first-to-like": {"rating": "depends"}}))


def now_and_then(person: Person) -> dict[str, dict[str, Any]]:
    five = said(us=7, needs=["time"], thanks=f"a canary of {person.name}")
    return {**five, "us-words": {"value": "Better than in spring", "in_person": False}}


def checks_in(person: Person, check_in: CheckIn) -> None:
    draft = sealed.keep(person, CheckInPiece(check_in), now_and_then(person))
    sealed.seal_draft(person, CheckInPiece(check_in), draft.fingerprint)


def agree(alice: Person, bob: Person) -> Version:
    """A text in force between the two."""
    agreement.add_clause(alice, LineWords("A canary line: if K. writes, I tell you the same day.", "K."))
    version = agreement.offer(bob)
    sign(alice, version)
    return sign(bob, version)


def sign(person: Person, version: Version) -> Version:
    us = us_of(person)
    today = clock.today(person.tz)
    return agreement.sign(person, version.pk, version_page_of(us, version, today).document.sha256(), person.name)


def first_check_in(couple: Couple) -> CheckIn:
    found = CheckIn.unscoped.filter(couple=couple).order_by("day").first()
    assert found
    return found
