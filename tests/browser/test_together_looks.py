"""Every moment of a sitting from all sides, on her phone and at his desk; and on a narrow phone, with words and names
that have no place to break."""

from collections.abc import Iterator
from uuid import uuid4

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import SITTING
from couples import actions as couples
from couples.models import Couple
from couples.us import us_of
from people.actions import choose_veil
from people.models import Person
from reviews import actions
from reviews.reading import lines_to_note
from tests.browser.conftest import DESK, Clock, Meet
from tests.browser.looking import PRIVATE, sign
from tests.browser.reviewing import LINES, REVIEW, in_force, in_force_for_a_month
from tests.browser.test_narrow import LATIN, SCREEN, THAI, WIDE, somebody, too_wide
from tests.browser.visitor import Visitor
from together import actions as together
from together.models import Sitting

NOTES = "/review/notes/"
HERS = [
    "Review it together",
    "Line 1 of 4",
    "Line 1 of 4",
    "Line 1 of 4",
    "Line 1 of 4",
    "A break",
    "Line 1 of 4",
    "You’ve come to the end",
    "Ready to sign",
    "You’ve signed this",
    "In force from today",
]
HIS = [heading.replace("You’ve signed this", "Ready to sign") for heading in HERS]


def moments(her: Person, him: Person, words: str) -> Iterator[None]:
    """One deed after another; it stops wherever there is something else to see."""
    yield
    actions.begin(her)
    lines = lines_to_note(us_of(her))
    yield
    for person in (her, him):
        agreement.mark_line(person, lines[0].pk, "talk", words, seen=1)
    yield
    choose_veil(her, True)
    actions.write_note(her, lines[0].pk, words)
    agreement.edit_clause(him, lines[0].pk, LineWords(words, topic=words, repair=words), seen=1)
    agreement.mark_line(her, lines[0].pk, "fits", words, seen=2)
    yield
    actions.put_on_talk_list(him, lines[0].pk)
    actions.let_go(her, lines[0].pk, seen=2)
    yield
    together.take_break(him, SITTING)
    yield
    Sitting.unscoped.update(break_until=None)
    actions.bring_back(him, lines[0].pk)
    agreement.set_aside(him)
    yield
    actions.let_go(him, lines[1].pk, seen=1)
    for person in (her, him):
        actions.mark(person, lines[0].pk, "talk", seen=2)
    actions.move(him, seen=str(lines[0].pk), to=actions.END)
    yield
    actions.make_ready(him)
    version = agreement.begin_draft(her)
    yield
    sign(her, version)
    yield
    sign(him, version)
    yield


def looks(who: Visitor) -> str:
    """At the page where both are; its heading."""
    who.opens(REVIEW)
    who.judges(*PRIVATE, once=False)
    return heading(who)


def heading(who: Visitor) -> str:
    return who.page.get_by_role("heading", level=1).inner_text().partition(" until")[0]


def test_every_moment_from_all_sides(
    visitor: Meet, alice: Person, bob: Person, couple: Couple, house_clock: Clock
) -> None:
    in_force_for_a_month(alice, bob, house_clock)
    her, him = visitor("Alice", person=alice), visitor("Bob", person=bob, screen=DESK)
    found = [(looks(her), looks(him)) for _ in moments(alice, bob, "A canary that sings on Sundays.")]
    assert found == list(zip(HERS, HIS, strict=True))


def test_notes_from_all_sides(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    her, him = visitor("Alice", person=alice), visitor("Bob", person=bob, screen=DESK)
    for who in (her, him):
        who.opens(NOTES)
        who.reads("Private notes")
        who.sees("There are no lines yet.")
    in_force(alice, bob, 4)
    actions.write_note(alice, uuid4(), "A canary about a line that is gone.")
    for who in (her, him):
        who.opens(NOTES)
        who.presses("Write a private note", within=who.page.locator(".line", has_text=LINES[0]))
        who.reads("A private note")
        who.writes("Private note", "x" * 2_001)
        who.presses("Save")
        who.sees("Check one thing")
        who.forgives("status of 422")
        who.judges(*PRIVATE, once=False)
        who.writes("Private note", f"A canary of {who.name}.")
        who.presses("Save")
        who.sees(f"A canary of {who.name}.")
        who.judges(*PRIVATE, once=False)
    her.unfolds("Notes on lines that are gone")
    her.judges(*PRIVATE, once=False)
    him.sees_nothing_of("canary of Alice", "canary about a line")
    her.presses("Delete")
    her.sees_nothing_of("canary about a line")


def test_wide_words_and_names_on_a_narrow_phone(visitor: Meet, house_clock: Clock) -> None:
    robin, kim = somebody(LATIN, "robin"), somebody(THAI, "kim")
    couples.accept(kim, couples.invite(robin).body["token"])
    in_force_for_a_month(robin, kim, house_clock)
    screens = visitor("Robin", person=robin, screen=SCREEN), visitor("Kim", person=kim, screen=SCREEN)
    found = []
    for _ in moments(robin, kim, WIDE):
        for who in screens:
            for path in (REVIEW, NOTES):
                who.opens(path)
                found.append((heading(who), too_wide(who)))
    assert [page for page in found if page[1]] == []
    assert len(found) == len(HERS) * 4
