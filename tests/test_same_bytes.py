"""Sealed means sealed: what alice does for herself, or seals, or signs alone, changes no byte of any page of bob's.

Every GET of the matrix is asked, with its headers and its number of queries; and every POST, which is undone again.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator

import agreement.actions as agreement
import couples.actions as couples
import letters.actions as letters
import people.actions as people
import recovery.actions as recovery
import reminders.actions as reminders
import reviews.actions as reviews
from agreement.models import Clause
from agreement.pieces import changed_line, mark_of, new_line, situation_beside
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from letters.pieces import LetterPiece
from people.actions import paper_keys, signing_in, ways_in
from people.models import Person
from people.proofs import Proof
from recovery.plan import catalogue
from reminders.sources import Owed, all_sources
from reviews.pieces import NotePiece
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.folding import Words
from sealed.models import Opening
from tests.cast import at, later
from tests.matrix.asking import ask
from tests.matrix.deeds import cards, sign
from tests.matrix.rows import ROWS
from tests.matrix.sent import sent_to
from tests.matrix.standing import standing
from tests.matrix.story import A_YEAR_ON
from tests.matrix.world import NOW, ONLY_YOU, SEALED, World, light, on
from tests.writing import reflect, seal_what_is_kept

pytestmark = pytest.mark.django_db

WORDS: Words = {"hope": {"value": "alice hopes"}, "give": {"value": "tea"}}
RATED: Words = {"old-photos": {"value": {"rating": "fine", "note": "alice notes"}}}
FIVE: Words = {"us": {"value": 3}, "thanks": {"value": "for the soup"}}
# Links that are not bob's, what ends his session, and pages that are the same for everybody.
NOT_HIS = (
    *("account/", "out", "u/ALICES-MAIL/", "join/", "mailbox/"),
    *("library/", "about/", "who-keeps-what/", "help/", "questions/"),
)


def check_in(world: World, name: str = "CHECK-IN") -> CheckIn:
    return CheckIn.unscoped.get(pk=world.places[name])


def take_all_back(world: World) -> None:
    """alice has not sealed or signed anything yet."""
    alice = world.people["alice"]
    sealed.take_back(alice, light())
    recovery.throw_away(alice, catalogue.activity(SEALED))
    sealed.take_back(alice, cards())
    sealed.take_back(alice, CheckInPiece(check_in(world)))
    agreement.withdraw_signature(alice)


BEGUN, SEALED_HIS = "bob has begun", "bob has sealed his check-in"


@pytest.fixture(scope="module", params=[BEGUN, SEALED_HIS])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Of the two answers to each thing, alice's is not there yet. bob's is a draft, or sealed where it opens later."""
    with standing(django_db_blocker, "before") as found:
        take_all_back(found)
        if request.param == SEALED_HIS:
            seal_what_is_kept(found.people["bob"], CheckInPiece(check_in(found)))
        yield found


@pytest.fixture(scope="module")
def untouched(world: World) -> dict[str, str]:
    return pages(world)


def pages(world: World, methods: tuple[str, ...] = ("GET", "POST")) -> dict[str, str]:
    """All that bob gets, at every address and for every form, with the number of queries that a page took."""
    found = {}
    for row in ROWS:
        if row.path.startswith(NOT_HIS) or not row.answers or row.method not in methods:
            continue
        data = sent_to(world, "bob", row.path) if row.method == "POST" else None
        answer = ask(world, "bob", row.method, row.at(world), data)
        found[f"{row.method} {row.path}"] = f"{answer.page()}\n{answer.queries if row.method == 'GET' else ''}"
    return found


def different(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {address for address, page in after.items() if before[address] != page}


def owed_to(person: Person) -> set[Owed]:
    """All mail for him in these weeks, but that a pair which both have sealed will have opened."""
    return {
        owed
        for source in all_sources()
        for owed in source.owed(NOW.replace(day=1), NOW.replace(month=5))
        if owed.person_id == person.pk and not (owed.kind == "opened" and owed.due_at > NOW)
    }


def seal_and_look_again(alice: Person, world: World) -> None:
    sealed.seal(alice, light(), WORDS)
    sealed.look_again(alice, light(), date(2027, 3, 19))


def seal_check_in(alice: Person, world: World) -> None:
    draft = sealed.keep(alice, CheckInPiece(check_in(world)), FIVE)
    sealed.seal_draft(alice, CheckInPiece(check_in(world)), draft.fingerprint)


def look_at_everything(alice: Person, world: World) -> None:
    for row in ROWS:
        if row.method == "GET" and not row.path.startswith(NOT_HIS):
            world.client("alice").get("/" + row.at(world))


def open_the_first(alice: Person, world: World) -> None:
    piece = CheckInPiece(check_in(world, "FIRST-CHECK-IN"))
    Opening.unscoped.filter(person=alice).delete()
    sealed.mark_opened(alice, piece)


def half_a_change(alice: Person, world: World) -> None:
    line = Clause.objects.visible_to(alice).get(pk=world.places["LINE"])
    sealed.keep(alice, changed_line(line, seen=1), {"text": {"value": "half a change"}, "seen": {"value": 1}})


def half_a_mark(alice: Person, world: World) -> None:
    line = Clause.objects.visible_to(alice).get(pk=world.places["LINE"])
    words: Words = {"says": {"value": "talk"}, "note": {"value": "half a note"}, "seen": {"value": 1}}
    sealed.keep(alice, mark_of(line, seen=1), words)


def write_letter_anew(alice: Person, world: World) -> None:
    letters.delete_letter(alice, UUID(world.places["LETTER"]))
    with at(on(2, 7)):
        letters.write_letter(alice, UUID(world.places["OUR-TEXT"]), "Another letter to next year")


def take_yes_back(alice: Person, world: World) -> None:
    with at(A_YEAR_ON):
        letters.take_yes_back(alice, UUID(world.places["OUR-TEXT"]))


DEEDS: dict[str, Callable[[Person, World], Any]] = {
    "keeps a draft": lambda alice, _: sealed.keep(alice, light(), WORDS),
    "seals": lambda alice, _: sealed.seal(alice, light(), WORDS),
    "seals and chooses a look-again day": seal_and_look_again,
    "writes for herself": lambda alice, _: reflect(
        alice, catalogue.activity(ONLY_YOU), {"happened": {"value": "it happened"}}
    ),
    "throws it away": lambda alice, _: recovery.throw_away(alice, catalogue.activity(ONLY_YOU)),
    "is done with a reading": lambda alice, _: recovery.finish(alice, catalogue.activity("what-it-is-and-isnt")),
    "drafts a check-in": lambda alice, world: sealed.keep(alice, CheckInPiece(check_in(world)), FIVE),
    "seals a check-in": seal_check_in,
    "opens what has opened": open_the_first,
    "signs": lambda _, world: sign(world, "alice", "second"),
    "is hurt": lambda alice, _: people.choose_track(alice, "hurt"),
    "crossed a line": lambda alice, _: people.choose_track(alice, "crossed"),
    "wants her mail early": lambda alice, _: people.choose_time(alice, "UTC", 9),
    "wants no mail": lambda alice, _: reminders.unsubscribe(alice),
    "goes quiet": lambda alice, _: people.go_quiet(alice),
    "is signed out by itself": lambda alice, _: people.keep_where(alice, "/plan/", [("hope", "alice hopes")]),
    "has read a page": lambda alice, _: people.has_read(alice, "leaving-this-page"),
    "folds a leaf": lambda alice, _: couples.fold_leaf(alice, "next-why-i-am-here"),
    "wants a veil": lambda alice, _: people.choose_veil(alice, True),
    "writes a line of her own": lambda alice, _: agreement.write_own_line(alice, agreement.LineWords("my own")),
    "rates a topic": lambda alice, _: sealed.keep(alice, cards(), RATED),
    "seals a topic": lambda alice, _: sealed.seal(alice, cards(), RATED),
    "guesses": lambda alice, _: agreement.guess(alice, cards().id, {cards().questions[0]: "fine"}),
    "adds a situation": lambda alice, _: agreement.add_situation(alice, cards().id, "A title", "One of us."),
    "chooses topics": lambda alice, _: agreement.choose_topics(alice, ["work"]),
    "wants to talk about a line": lambda alice, world: agreement.mark_line(
        alice, UUID(world.places["LINE"]), "talk", "alice notes", seen=1
    ),
    "says nothing of it": lambda alice, world: agreement.mark_line(alice, UUID(world.places["LINE"]), "", seen=1),
    "notes something beside a line": lambda alice, world: reviews.write_note(
        alice, UUID(world.places["LINE"]), "alice notes"
    ),
    "types half a line": lambda alice, _: sealed.keep(alice, new_line(), {"text": {"value": "half a line"}}),
    "types half a change": half_a_change,
    "types half a note on a line": half_a_mark,
    "types half a private note": lambda alice, world: sealed.keep(
        alice, NotePiece(UUID(world.places["LINE"])), {"note": {"value": "half a note"}}
    ),
    "deletes her letter": lambda alice, world: letters.delete_letter(alice, UUID(world.places["LETTER"])),
    "writes another letter": write_letter_anew,
    "types half a situation": lambda alice, _: sealed.keep(
        alice, situation_beside(cards()), {"title": {"value": "half a title"}, "text": {"value": "One of us wri"}}
    ),
    "types half a letter": lambda alice, _: sealed.keep(alice, LetterPiece(), {"text": {"value": "half a letter"}}),
    "says no after all": take_yes_back,
    "notes that she did not sign freely": lambda alice, _: agreement.note_signing(alice, "He stood behind me."),
    "hands the phone over": lambda alice, _: people.hand_over(alice, "/plan/"),
    "gathers what is hers": lambda alice, _: couples.gather_export(alice),
    "adds a second step": lambda alice, _: Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": ""}
    ),
    "sets a password by email": lambda alice, _: ways_in.keep_reset(alice, "another calm long phrase", alice.email),
    "signs in with one proof": lambda alice, _: signing_in.note_small(alice, "inbox"),
    "makes a paper key": lambda alice, _: paper_keys.make_key(alice, Proof.PASSWORD),
    "asks to be deleted": lambda alice, _: people.ask_deletion(alice),
    "looks at everything": look_at_everything,
}


# In groups, which touch different things: what one deed changes, none after it takes back. Asking for every page after
# each would take ten times as long and see no more.
DRAFTS, HALVES, BESIDE, SETTINGS, QUIET, WAYS_IN = (
    "what she is typing",
    "her half of what takes two",
    "what is for herself",
    "how she wants it",
    "what she changes her mind about",
    "ways in",
)
GROUPS: dict[str, tuple[str, ...]] = {
    DRAFTS: (
        *("keeps a draft", "writes for herself", "drafts a check-in", "rates a topic", "types half a line"),
        *("types half a change", "types half a note on a line", "types half a private note", "types half a letter"),
        "types half a situation",
    ),
    HALVES: ("seals", "seals a topic", "seals a check-in", "signs"),
    BESIDE: (
        *("seals and chooses a look-again day", "throws it away", "is done with a reading", "opens what has opened"),
        *("guesses", "adds a situation", "chooses topics", "wants to talk about a line", "writes a line of her own"),
        *("notes something beside a line", "notes that she did not sign freely", "deletes her letter"),
    ),
    SETTINGS: (
        *("is hurt", "wants her mail early", "wants no mail", "has read a page", "folds a leaf", "wants a veil"),
        *("is signed out by itself", "gathers what is hers"),
    ),
    QUIET: ("crossed a line", "says nothing of it", "writes another letter", "says no after all", "goes quiet"),
    WAYS_IN: (
        *("adds a second step", "sets a password by email", "makes a paper key", "signs in with one proof"),
        "hands the phone over",
    ),
    "her going": ("asks to be deleted",),
    "what she reads": ("looks at everything",),
}
# That bob has sealed his check-in shows on his pages of it: these could tell alice's half of it, or of her going.
AFTER_HIS_CHECK_IN: dict[str, tuple[str, ...]] = {
    HALVES: GROUPS[HALVES],
    DRAFTS: ("drafts a check-in", "opens what has opened", "wants her mail early", "goes quiet"),
    "her going": ("asks to be deleted",),
    "what she reads": ("looks at everything",),
}


def test_every_deed_is_in_one_group() -> None:
    assert sorted(deed for group in GROUPS.values() for deed in group) == sorted(DEEDS)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("world", [BEGUN], indirect=True)
def test_no_byte_of_bobs_pages_changes_by(world: World, untouched: dict[str, str], group: str) -> None:
    no_byte_changes(world, untouched, GROUPS[group])


@pytest.mark.parametrize("group", AFTER_HIS_CHECK_IN)
@pytest.mark.parametrize("world", [SEALED_HIS], indirect=True)
def test_nor_after_his_check_in_by(world: World, untouched: dict[str, str], group: str) -> None:
    no_byte_changes(world, untouched, AFTER_HIS_CHECK_IN[group])


def no_byte_changes(world: World, untouched: dict[str, str], deeds: tuple[str, ...]) -> None:
    owed = owed_to(world.people["bob"])
    for deed in deeds:
        DEEDS[deed](world.people["alice"], world)
    # After her half of what takes two, what his own forms answer is compared as well.
    methods = ("GET", "POST") if deeds == GROUPS[HALVES] else ("GET",)
    assert different(untouched, pages(world, methods)) == set(), deeds
    assert owed_to(world.people["bob"]) == owed


def test_they_do_change_once_it_opens(world: World, untouched: dict[str, str]) -> None:
    """The proof that this test would see it: with bob's half there too, all three are on his pages."""
    alice, bob = world.people["alice"], world.people["bob"]
    sealed.seal(alice, light(), WORDS)
    sealed.seal(bob, light(), WORDS)
    sign(world, "alice", "second")
    sign(world, "bob", "second")
    now = different(untouched, pages(world))
    assert now >= {"GET today/", "GET plan/3/", "GET plan/3/opening/", "GET agreement/"}
    seal_check_in(alice, world)
    if sealed_reading.draft_of(bob, CheckInPiece(check_in(world))):
        seal_what_is_kept(bob, CheckInPiece(check_in(world)))
    asked = {"GET check-ins/CHECK-IN/opening/", "GET check-ins/CHECK-IN/"}
    with later(days=1):
        assert different(untouched, pages(world)) >= asked


def test_a_shared_thing_does_change_them(world: World, untouched: dict[str, str]) -> None:
    couples.rename(world.people["alice"], "Ally")
    with at(NOW):
        assert "GET agreement/" in different(untouched, pages(world))
