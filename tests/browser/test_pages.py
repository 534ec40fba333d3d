"""Every page that anybody can open, from all sides: on a phone and at a desk, in light and dark.

The addresses come from the URL resolver. What a page shows only at other moments is looked at below.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import ViewportSize

import clock
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Version
from agreement.paper import paper_of
from checkins import actions as checkins
from checkins.models import CheckIn
from couples import actions as couples
from couples.models import Couple, Person
from couples.sealed import actions as sealed
from couples.us import us_of
from recovery import catalogue
from recovery.actions import keep_reflection
from recovery.pieces import piece_of
from reminders.actions import subscribe
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from tests.browser.conftest import DESK, PHONE, Clock, Meet
from tests.browser.visitor import Scheme, Visitor

EVENING = datetime(2027, 5, 13, 20, tzinfo=UTC)
Ids = dict[str, list[Any]]
It = Callable[[datetime], None]
PRIVATE = ("Alice", "Bob", "Dana", "canary")

SIDES: tuple[tuple[ViewportSize, tuple[Scheme, ...]], ...] = ((PHONE, ("light",)), (DESK, ("dark",)))

# What takes only a POST, and has no page of its own.
POST_ONLY = {
    "agreement:clause-removal",
    "agreement:clauses",
    "agreement:draft",
    "agreement:offer",
    "agreement:own-line-removal",
    "agreement:review-day",
    "agreement:signature-removal",
    "checkins:answer-removal",
    "checkins:closing",
    "checkins:draft",
    "checkins:look-again",
    "couples:folds",
    "couples:hand-over",
    "couples:invitation-ending",
    "couples:keeping-account",
    "couples:quiet-ending",
    "couples:staying",
    "couples:where-ending",
    "couples:session-ending",
    "couples:sessions-ending",
    "recovery:answer-removal",
    "recovery:done",
    "recovery:draft",
}
LEADS_AWAY = {"couples:out"}  # tests/browser/test_out.py
IN_A_LOCAL_RUN = {"reminders:mailbox", "reminders:letter"}
# What anybody may open without signing in. Every other address leads to the sign-in.
OPEN = {
    "account_complete_password_reset",
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_password_reset_completed",
    "account_reset_password",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "couples:about",
    "couples:front",
    "couples:help",
    "couples:host-sees",
    "couples:how-leaving-works",
    "couples:join",
    "couples:no-thank-you",
    "couples:not-now",
    "couples:partner-sees",
    "couples:safety",
    "recovery:library",
    "recovery:library-page",
    "reminders:stop",
}


@pytest.fixture(autouse=True)
def it_is(house_clock: Clock) -> Callable[[datetime], None]:
    """An evening, until a test says otherwise."""
    house_clock.set(EVENING)
    return house_clock.set


def addresses(patterns: list[Any] | None = None, route: str = "", space: str = "") -> Iterator[tuple[str, list[str]]]:
    """The name of every address, and what its path is made with."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from addresses(each.url_patterns, route + str(each.pattern), space + inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", list(each.pattern.converters)


def paths(name: str, takes: list[str], ids: Ids) -> list[str]:
    """The paths of one address. An address that takes something new has to be told here what it may be."""
    if not takes:
        return [reverse(name)]
    (one,) = takes
    return [reverse(name, args=[value]) for value in ids.get(f"{name} {one}", ids.get(one, []))]


def walk(who: Visitor, ids: Ids, *, but: set[str] = LEADS_AWAY) -> dict[str, int]:
    """Opens every address, and returns the statuses that are not 200."""
    unusual: dict[str, int] = {}
    for name, takes in addresses():
        for path in paths(name, takes, ids) if name not in but else []:
            if name in POST_ONLY:
                assert (path, who.context.request.get(path).status) == (path, 405)
            elif status := looks_at(who, path):
                unusual[name] = status
    return unusual


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


def said(**values: Any) -> dict[str, dict[str, Any]]:
    return {question: {"value": value, "in_person": False} for question, value in values.items()}


def why() -> Any:
    return piece_of(catalogue.activity("why-i-am-here"))


def hopes(person: Person) -> None:
    sealed.seal(person, why(), said(hope=f"a canary of {person.name}", give="Ten minutes on Sunday"))


def now_and_then(person: Person) -> dict[str, dict[str, Any]]:
    five = said(us=7, needs=["time"], thanks=f"a canary of {person.name}")
    return {**five, "us-words": {"value": "Better than in spring", "in_person": False}}


def checks_in(person: Person, check_in: CheckIn) -> None:
    draft = checkins.keep(person, check_in, now_and_then(person))
    checkins.seal(person, check_in, draft.revision)


def agree(alice: Person, bob: Person) -> Version:
    """A text in force between the two."""
    agreement.add_clause(alice, LineWords("A canary line: if K. writes, I tell you the same day.", "K."))
    version = agreement.offer(bob)
    sign(alice, version)
    return sign(bob, version)


def sign(person: Person, version: Version) -> Version:
    us = us_of(person)
    today = clock.today(person.tz)
    return agreement.sign(person, version.pk, paper_of(us, version, today).document.sha256(), person.name)


def first_check_in(couple: Couple) -> CheckIn:
    found = CheckIn.unscoped.filter(couple=couple).order_by("day").first()
    assert found
    return found


# -- Everything, once, in the middle of it


def readable(*kinds: str) -> list[Any]:
    """The pieces of these kinds that are there to be opened."""
    return [activity.id for activity in catalogue.activities() if activity.built and activity.kind in kinds]


PIECES: Ids = {
    "recovery:library-page activity_id": ["the-first-days"],
    "recovery:piece activity_id": readable("read", "reflect", "sealed"),
    "recovery:kept activity_id": readable("reflect"),
    "recovery:removal activity_id": readable("reflect"),
    "activity_id": readable("sealed"),
}


@pytest.fixture
def everything(alice: Person, bob: Person, couple: Couple) -> Ids:
    """Alice and Bob have something of everything. Returns what stands in the addresses."""
    keep_reflection(alice, catalogue.activity("what-happened"), said(happened="a canary"))
    for person in (alice, bob):
        hopes(person)
        subscribe(person)
    version = agree(alice, bob)
    agreement.begin_draft(alice)
    line = agreement.add_clause(bob, LineWords("Ten minutes on Sunday, phones in the drawer."))
    agreement.offer(bob)
    checkins.set_rhythm(alice, 1, EVENING.date())
    own = agreement.write_own_line(alice, LineWords("A canary line for nobody else: we are always respectful."))
    return PIECES | {
        "clause_id": [line.pk],
        "line_id": [own.pk],
        "name": ["no-such-letter"],
        "number": [version.number],
        "pk": [first_check_in(couple).pk],
        "version_id": [version.pk],
        "token": [unsubscribe_token(Subscription.unscoped.get(person=alice).pk), "no-such-link"],
    }


def test_every_page_of_a_partner(visitor: Meet, alice: Person, everything: Ids) -> None:
    assert walk(visitor("Alice", person=alice), everything) == {
        "couples:invitation": 409,  # there are two already
        "couples:invitation-look-again": 409,
        "couples:join": 404,
        "couples:joining": 404,
        "mfa_deactivate_totp": 404,  # she has no app
        "reminders:letter": 404,
        "reminders:mailbox": 404,
        "reminders:stop": 404,
    }


def test_every_page_of_a_person_on_her_own(visitor: Meet, dana: Person, alice: Person) -> None:
    keep_reflection(dana, catalogue.activity("what-happened"), said(happened="a canary"))
    line = agreement.write_own_line(dana, LineWords("Ten minutes on Sunday, phones in the drawer."))
    token = couples.invite(alice).body["token"]
    ids = PIECES | {"line_id": [line.pk], "couples:join token": [token], "couples:joining token": [token]}
    # What anybody may open is the same for her as for Alice.
    assert walk(visitor("Dana", person=dana), ids, but=LEADS_AWAY | OPEN) == {
        "agreement:own-line-sharing": 409,  # there is nobody to share with
        "agreement:signing": 409,  # nothing is offered
        "checkins:rhythm": 409,  # it takes two
        "mfa_deactivate_totp": 404,
        "reminders:mailbox": 404,
    }


def test_every_page_of_who_is_not_signed_in(visitor: Meet, alice: Person) -> None:
    subscribe(alice)
    stop = unsubscribe_token(Subscription.unscoped.get(person=alice).pk)
    ids = PIECES | {"couples:join token": [couples.invite(alice).body["token"]], "reminders:stop token": [stop]}
    who = visitor("Somebody")
    for name, takes in addresses():
        for path in paths(name, takes, ids) if name not in LEADS_AWAY | IN_A_LOCAL_RUN else []:
            if name in OPEN:
                assert (path, looks_at(who, path)) == (path, 0)
            else:
                answer = who.context.request.get(path, max_redirects=0)
                assert (path, answer.status, answer.headers["location"]) == (path, 302, f"/account/login/?next={path}")


# -- What shows only at some moments


def test_the_moments_of_a_sealed_piece(visitor: Meet, it_is: It, alice: Person, bob: Person, couple: Couple) -> None:
    who, piece = visitor("Alice", person=alice), "/plan/3/"
    looks_at(who, "/today/", "Good evening, Alice")  # You are two now
    sealed.keep(alice, why(), said(hope=""))
    looks_at(who, f"{piece}seal/", "Read it once more")
    who.sees("There is nothing to seal yet.")
    sealed.keep(alice, why(), said(hope="a canary"))
    looks_at(who, f"{piece}seal/", "Read it once more")
    hopes(alice)
    sealed.look_again(alice, why(), (EVENING + timedelta(days=7)).date())
    for path in ("sealed/", "look-again/", ""):
        looks_at(who, piece + path)
    it_is(EVENING + timedelta(days=7))
    looks_at(who, "/today/", "Good evening, Alice")
    who.sees("You wanted to look at this again")
    looks_at(who, f"{piece}look-again/", "You wanted to look at this again")
    hopes(bob)
    looks_at(who, f"{piece}opening/", "Both answers are in")
    sealed.mark_opened(alice, why())
    looks_at(who, f"{piece}opening/", "Why I am here")


def test_the_moments_of_an_agreement(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    looks_at(who, "/agreement/", "For now")
    line = agreement.add_clause(alice, LineWords("We are always respectful about passwords, a canary says."))
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("on a Tuesday evening", "Rules about this can be used to control someone.")
    agreement.edit_clause(bob, line.pk, LineWords("If K. writes, I tell you the same day."), seen=line.revision)
    version = agreement.offer(bob)
    looks_at(who, "/today/", "Good evening, Alice")
    looks_at(who, "/agreement/signing/", "Read it once more.")
    who.presses("Sign")
    who.forgives("status of 422")
    who.sees("2 things to mend")
    from_all_sides(who)
    sign(alice, version)
    looks_at(who, "/agreement/", "You have signed these words.")
    sign(bob, version)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("In force since")
    agreement.begin_draft(bob)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("stays in force until then")


def test_the_moments_of_a_check_in(visitor: Meet, it_is: It, alice: Person, bob: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, "/check-ins/rhythm/", "Choose a rhythm")
    checkins.set_rhythm(alice, 1, (EVENING + timedelta(days=14)).date())
    check_in = first_check_in(couple)
    own = f"/check-ins/{check_in.pk}/"
    looks_at(who, own, "Not open yet")
    it_is(EVENING + timedelta(days=14))
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, own, "Your check-in")
    checkins.keep(alice, check_in, now_and_then(alice))
    looks_at(who, f"{own}seal/", "Read it once more")
    checks_in(alice, check_in)
    looks_at(who, own, "Saved, and sealed")
    looks_at(who, f"{own}answer/", "Your check-in")
    checks_in(bob, check_in)
    it_is(EVENING + timedelta(days=15))
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, f"{own}opening/", "Both answers are in")
    who.presses("Open")
    who.sees("Better than in spring")
    from_all_sides(who)
    it_is(EVENING + timedelta(days=60))
    checkins.roll(couple)
    second = CheckIn.unscoped.filter(couple=couple).order_by("day")[1]
    checkins.keep(alice, second, now_and_then(alice))
    checkins.close(bob, second)
    looks_at(who, f"/check-ins/{second.pk}/", "This check-in has closed")
    looks_at(who, "/check-ins/", "Check-ins")


def test_the_moments_of_an_invitation_and_of_leaving(visitor: Meet, dana: Person, couple: Couple, alice, bob) -> None:
    who = visitor("Dana", person=dana)
    link = reverse("couples:join", args=[couples.invite(dana).body["token"]])
    looks_at(who, "/invitation/", "Ask your partner to join")
    who.sees("Your link is live until")
    assert looks_at(who, f"{link}yes/") == 409  # one's own
    couples.end_invitation(dana)
    looks_at(who, "/invitation/", "Ask your partner to join")
    who.sees("This invitation has ended.")
    assert looks_at(who, link, "This invitation does not open any more.") == 404
    agree(alice, bob)
    couples.leave(bob)
    stays = visitor("Alice", person=alice)
    looks_at(stays, "/today/")
    stays.sees("This shared space is closed.")
    stays.sees_nothing_of("Bob")
    looks_at(stays, "/agreement/versions/", "Everything you both signed")


def test_a_form_to_mend(visitor: Meet) -> None:
    who = visitor("Somebody")
    who.opens("/account/signup/")
    who.presses("Go on")
    who.sees("4 things to mend")
    from_all_sides(who)
