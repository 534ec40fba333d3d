"""Every page that anybody can open, from all sides: on a phone and at a desk, in light and dark.

The addresses come from the URL resolver. What a page shows only at other moments is looked at in test_moments.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agreement import actions as agreement
from agreement.actions import LineWords
from checkins import actions as checkins
from couples import actions as couples
from couples.models import Couple
from letters import actions as letters
from people.models import Person
from recovery.plan import catalogue
from recovery.plan.kinds import all_kinds
from reminders.actions import subscribe
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from reviews import actions as reviews
from tests.browser.conftest import EVENING, Meet
from tests.browser.looking import agree, first_check_in, hopes, is_asked_nothing, looks_at, rates, said
from tests.browser.visitor import Visitor
from tests.writing import reflect, show
from together import actions as together

pytestmark = pytest.mark.usefixtures("it_is")

Ids = dict[str, list[Any]]

# The addresses by room, in three parts: so the workers can share them.
ROOMS = {
    "sign-in": {""},
    "people": {"people"},
    "couples": {"couples"},
    "below": {"agreement", "checkins", "letters", "recovery", "reminders", "reviews", "together"},
}


# What takes only a POST, and has no page of its own.
POST_ONLY = {
    "people:browser-ending",
    "undoing",
    "people:aside-removal",
    "people:going-quiet",
    "people:mail-ending",
    "people:reset-ending",
    "agreement:card-answer-removal",
    "agreement:card-draft",
    "agreement:card-earlier",
    "agreement:card-opening-talk-list",
    "agreement:card-own-draft",
    "agreement:card-own-removal",
    "agreement:clause-draft",
    "agreement:clause-mark-draft",
    "agreement:clause-place",
    "agreement:clause-removal",
    "agreement:draft",
    "letters:draft",
    "letters:yes",
    "agreement:offer",
    "agreement:own-line-draft",
    "agreement:own-line-removal",
    "agreement:review-day",
    "agreement:review-line",
    "agreement:signature-removal",
    "checkins:answer-removal",
    "checkins:closing",
    "checkins:draft",
    "checkins:opening-talk-list",
    "couples:folds",
    "people:hand-over",
    "couples:invitation-ending",
    "people:keeping-account",
    "people:quiet-ending",
    "people:staying",
    "people:where-ending",
    "people:session-ending",
    "people:sessions-ending",
    "recovery:answer-removal",
    "recovery:done",
    "recovery:draft",
    "recovery:opening-talk-list",
    "recovery:sharing-removal",
    "reviews:break",
    "reviews:line-removal",
    "reviews:line-return",
    "reviews:mark",
    "reviews:note-draft",
    "reviews:note-removal",
    "reviews:offer",
    "reviews:place",
    "reviews:removal",
    "reviews:subject",
    "together:clearing",
    "together:return",
}
# What is no page but a file to keep.
FILES = {"agreement:document", "agreement:earlier-document", "agreement:review-day-calendar"}
OF_WHAT_OPENS = ("answer", "guesses", "look-again", "opening", "own", "seal", "sealed")
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
    "mfa_login_webauthn",
    "account_request_login_code",
    "second_proof",
    "couples:about",
    "couples:open-link",
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


@pytest.fixture(params=list(ROOMS.values()), ids=list(ROOMS))
def rooms(request: pytest.FixtureRequest) -> set[str]:
    known = set().union(*ROOMS.values())
    assert {room_of(name) for name, _ in addresses()} == known, "a new room joins one of the parts in ROOMS"
    found: set[str] = request.param
    return found


def room_of(name: str) -> str:
    return name.rpartition(":")[0]


def within(rooms: set[str], unusual: dict[str, int]) -> dict[str, int]:
    return {name: status for name, status in unusual.items() if room_of(name) in rooms}


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


def walk(who: Visitor, ids: Ids, rooms: set[str], *, but: set[str] = LEADS_AWAY) -> dict[str, int]:
    """Opens every address of these rooms, and returns the statuses that are not 200."""
    unusual: dict[str, int] = {}
    for name, takes in addresses():
        for path in paths(name, takes, ids) if name not in but and room_of(name) in rooms else []:
            if name in POST_ONLY:
                assert (path, who.context.request.get(path).status) == (path, 405)
            elif name in FILES:
                answer = who.context.request.get(path)
                assert (path, answer.ok) == (path, "attachment" in answer.headers.get("content-disposition", ""))
                unusual |= {} if answer.ok else {name: answer.status}
            elif status := looks_at(who, path):
                unusual[name] = status
    return unusual


def one_of_each(*kinds: str) -> list[Any]:
    """A piece of each of these kinds that has one: they look the same, but for their words."""
    built = {activity.kind: activity.id for activity in reversed(catalogue.activities()) if activity.built}
    return [built[kind] for kind in kinds if kind in built]


PIECES: Ids = {
    "recovery:library-page activity_id": ["the-first-days"],
    "recovery:piece activity_id": one_of_each(*(kind.name for kind in all_kinds())),
    "recovery:kept activity_id": one_of_each("reflect"),
    "recovery:removal activity_id": one_of_each("reflect"),
    "recovery:shared activity_id": one_of_each("shared", "message"),
    "recovery:sharing activity_id": one_of_each("write", "shared"),
    "recovery:ending activity_id": one_of_each("message"),
    "activity_id": one_of_each("sealed"),
}


@pytest.fixture
def everything(alice: Person, bob: Person, couple: Couple) -> Ids:
    """Alice and Bob have something of everything. Returns what stands in the addresses."""
    reflect(alice, catalogue.activity("what-happened"), said(happened="a canary"))
    for person in (alice, bob):
        hopes(person)
        subscribe(person)
        for piece in one_of_each("shared", "message"):
            activity = catalogue.activity(piece)
            show(person, activity, said(**{activity.questions[0].id: "a canary"}))
    reflect(alice, catalogue.activity(*one_of_each("write")), said(need="a canary"))
    rates(alice, bob)
    version = agree(alice, bob)
    agreement.begin_draft(alice)
    line = agreement.add_clause(bob, LineWords("Ten minutes on Sunday, phones in the drawer."))
    agreement.offer(bob)
    checkins.set_rhythm(alice, 1, EVENING.date())
    subject = together.add(bob, "A canary that both of them see")
    together.clear(alice, together.add(alice, "A canary that was cleared").pk)
    own = agreement.write_own_line(alice, LineWords("A canary line for nobody else: we are always respectful."))
    letter = letters.write_letter(alice, version.pk, "A canary letter that nobody reads for a year")
    note = agreement.note_signing(alice, "A canary note for nobody else", about=version.pk)
    reviews.write_note(alice, line.pk, "A canary beside a line, for nobody else")
    reviews.begin(bob)
    return PIECES | {
        "sitting": ["1-1", "2-1"],
        "letter_id": [letter.pk],
        "note_id": [note.pk],
        "clause_id": [line.pk],
        "line_id": [own.pk],
        "reviews:note line_id": [line.pk],
        "reviews:note-removal note_id": [uuid.UUID(int=0)],
        "aside_id": [uuid.UUID(int=0)],
        "browser_id": [uuid.UUID(int=0)],
        "change_id": [uuid.UUID(int=0)],
        "name": ["no-such-letter"],
        "number": [version.number],
        "public_id": [uuid.UUID(int=0)],
        "subject_id": [subject.pk],
        "pk": [first_check_in(couple).pk],
        "version_id": [version.pk],
        "token": [unsubscribe_token(Subscription.unscoped.get(person=alice).pk), "no-such-link"],
    }


def test_every_page_of_a_partner(visitor: Meet, alice: Person, everything: Ids, rooms: set[str]) -> None:
    without = [name for name, takes in addresses() if not paths(name, takes, everything)]
    assert without == [], "the fixture `everything` says what stands in these addresses"
    who = visitor("Alice", person=alice)
    is_asked_nothing(who)
    assert walk(who, everything, rooms) == within(
        rooms,
        {
            "agreement:comparison": 404,  # there is one text: tests/browser/test_lines.py has two
            "couples:invitation": 409,  # there are two already
            "couples:invitation-look-again": 409,
            "couples:join": 404,
            "couples:joining": 404,
            "mfa_deactivate_totp": 404,  # she has no app, no passkey
            "mfa_remove_webauthn": 404,
            "reminders:letter": 404,
            "reminders:mailbox": 404,
            "reminders:stop": 404,
        },
    )


def test_every_page_of_a_person_on_her_own(visitor: Meet, dana: Person, alice: Person, rooms: set[str]) -> None:
    reflect(dana, catalogue.activity("what-happened"), said(happened="a canary"))
    line = agreement.write_own_line(dana, LineWords("Ten minutes on Sunday, phones in the drawer."))
    token = couples.invite(alice).body["token"]
    ids = PIECES | {
        "sitting": ["1-0"],
        "line_id": [line.pk],
        "couples:join token": [token],
        "couples:joining token": [token],
    }
    # What anybody may open is the same for her as for Alice.
    assert walk(visitor("Dana", person=dana), ids, rooms, but=LEADS_AWAY | OPEN) == within(
        rooms,
        {
            # Rated on one's own, there is nothing of what opens.
            **dict.fromkeys((f"agreement:card-{name}" for name in OF_WHAT_OPENS), 404),
            "agreement:comparison": 404,  # nothing is signed
            "agreement:draft-removal": 409,  # there is no draft
            "agreement:review": 409,  # nothing is in force
            "agreement:review-day-calendar": 409,
            "agreement:own-line-sharing": 409,  # there is nobody to share with
            "agreement:signing": 409,  # nothing is offered
            "checkins:rhythm": 409,  # it takes two
            "reviews:note": 404,  # so does a line to go through together
            "mfa_deactivate_totp": 404,
            "reminders:mailbox": 404,
        },
    )


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
