"""Would the matrix notice? Each door in turn is left open, and somebody must see more than they should.

A mutant is one model whose `visibility` lets everybody see everything. The doors themselves must notice each of them.
The pages must notice too, by a cell that is another, a canary in the wrong hands, or bytes that tell of alice: but for
those that no page asks, and those whose every asker asks for its own rows anyway.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import Q

import couples.actions as couples
import recovery.actions as recovery
import reminders.actions as reminders
from agreement.models import State, Version
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.marks import persons_with_marks
from people.models import HasRead
from people.proofs import Proof
from recovery.models import SharedPage, SharedRead
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.cast import make_person, signed_in_by
from tests.matrix.asking import ask
from tests.matrix.canaries import everything_in
from tests.matrix.doors import DOORS, too_wide
from tests.matrix.rows import ROWS, Row
from tests.matrix.standing import standing
from tests.matrix.world import World, light
from tests.writing import seal_what_is_kept

pytestmark = pytest.mark.django_db

LOOKERS = ("alice", "bob", "charlie", "frank", "dana")
# Not those that are the same for everybody, whoever sees which rows.
GETS = [
    row
    for row in ROWS
    if row.method == "GET" and row.answers and row.cells[0] == ">login" and "account" not in row.path
]
Visit = tuple[Row, str]
EVERY_VISIT = tuple((row, who) for row in GETS for who in LOOKERS)

TELLING = {
    "today/",
    "plan/",
    "reminders/",
    "plan/3/look-again/",
    "plan/3/sealed/",
    "plan/3/opening/",
    "plan/13/shared/",
    "check-ins/CHECK-IN/",
    "check-ins/FIRST-CHECK-IN/opening/",
}
ASKED_FOR_ONES_OWN = {
    "agreement.Signature": "a version's signatures are read only once both have signed, one's own by the person",
    "letters.Letter": "one's own, by the person; the other's of a text of which both have said yes",
    "letters.LetterYes": "one's own, by the person",
    "agreement.Guess": "one's own, by the person",
    "agreement.Mark": "the other's is shown beside one's own only, of the same words, and then it is there by the door",
    "agreement.OwnSituation": "one's own by the person; else of the couple one is in now, of a round that has opened",
    "agreement.TopicChoice": "one's own, by the person",
    "agreement.Removal": "those of the lines and drafts that one sees anyway",
    "agreement.SetAside": "that of the couple one is in now",
    "checkins.Rhythm": "that of the couple one is in now",
    "people.PaperKey": "whether one has one: then it is not offered",
    "people.Change": "whether one has any comes by the door; which, by the person",
    "couples.Invitation": "those of the couple one is in now",
    "together.Sitting": "that of the couple one is in now; what polls by the door gets a page of one's own couple",
    "together.Subject": "those of the couple one is in now, of which both may read each",
    "recovery.SharedPage": "those of the couple one is in now, of which both may read each",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing(django_db_blocker, "before") as found:
        yield found


def pages_of(world: World, who: str) -> dict[str, str]:
    rows = [row for row in GETS if row.path in TELLING]
    return {row.path: ask(world, who, "GET", row.at(world)).page() for row in rows}


@pytest.fixture(scope="module")
def askers(world: World) -> Mapping[Any, set[Visit]]:
    """By model, the visits that go through its door: only what these find can change when it is left open."""
    through: set[Any] = set()

    def noting(model: Any) -> Any:
        visibility = model.visibility.__func__

        def noted(cls: type, person: Any) -> Q:
            through.add(model)
            narrowed: Q = visibility(cls, person)
            return narrowed

        return classmethod(noted)

    found = defaultdict(set)
    with pytest.MonkeyPatch.context() as patch:
        for model in DOORS:
            patch.setattr(model, "visibility", noting(model))
        for row, who in EVERY_VISIT:
            through.clear()
            ask(world, who, "GET", row.at(world))
            for model in through:
                found[model].add((row, who))
    return found


def noticed(world: World, visits: Collection[Visit] = EVERY_VISIT) -> Iterator[str]:
    """What the pages give away."""
    yield from a_newcomer_reads_of_others(world)
    for row, who in visits:
        answer = ask(world, who, "GET", row.at(world))
        if answer.short != row.expected(who, world.state):
            yield f"{row.path} as {who} is {answer.short}"
        yield from world.canaries.leaked(everything_in(answer.response), who)
    yield from charlie_reads_of_alices_day(world)
    yield from bob_reads_of_alices_day(world)
    yield from alice_reads_of_what_bob_has_read(world)


def a_newcomer_reads_of_others(world: World) -> Iterator[str]:
    """Of a space that closed, a leaf that was folded, mail that is on: none of it is hers."""
    newcomer = world.client("nobody")
    gina = make_person("Gina")
    HasRead.unscoped.filter(person=gina).delete()
    signed_in_by(gina, Proof.PASSWORD, Proof.INBOX, client=newcomer)
    cache.clear()
    today, mail = newcomer.get("/today/"), newcomer.get("/reminders/")
    day, plan = main_of(today), main_of(newcomer.get("/plan/"))
    if (
        today.status_code != 200
        or "closed" in day
        or "folded" in day
        or "Reminders are paused" in day
        or "is kept" in plan
    ):
        yield "a newcomer reads of somebody's day"
    if "Someone signed in" in day:
        yield "a newcomer reads of somebody's sign-in"
    newcomer.post("/invitation/")
    if "23 March" in main_of(newcomer.get("/invitation/")):
        yield "a newcomer reads on which day somebody else wants to bring it up again"
    if "signs you out and shows something harmless" not in newcomer.get("/plan/9/").text:
        yield "a newcomer writes without having read how to leave the page, as somebody else has"
    if mail.text.replace("Gina", "") != mail.text or "Turn email off" in mail.text:
        yield "a newcomer reads of somebody's mail"


def main_of(page: Any) -> str:
    return str(page.text.partition("<main")[2].partition("</main>")[0])


def charlie_reads_of_alices_day(world: World) -> Iterator[str]:
    """He has sealed the same piece, in another couple, and wants no day. Then alice alone chooses one."""
    for person in world.people.values():
        sealed.look_again(person, light(), None)
    day = date(2027, 4, 1)
    yield from told_by(world, "charlie", lambda: sealed.look_again(world.people["alice"], light(), day))


def bob_reads_of_alices_day(world: World) -> Iterator[str]:
    """Both have sealed their check-ins, bob has put aside what comes first; then alice has a day of her own."""
    alice, bob = world.people["alice"], world.people["bob"]
    now, first = (CheckIn.unscoped.get(pk=world.places[name]) for name in ("CHECK-IN", "FIRST-CHECK-IN"))
    seal_what_is_kept(bob, CheckInPiece(now))
    sealed.look_again(bob, CheckInPiece(now), None)
    for version in Version.unscoped.filter(state=State.OFFERED):
        couples.fold_leaf(bob, f"offered-{version.pk}")
    couples.fold_leaf(bob, f"check-in-opened-{first.pk}")
    reminders.unsubscribe(alice)

    def a_day() -> None:
        reminders.subscribe(alice)
        for piece in (CheckInPiece(now), light()):
            sealed.look_again(alice, piece, world.now.date())
        sealed.mark_opened(alice, CheckInPiece(first))
        recovery.finish(alice, catalogue.activity("what-it-is-and-isnt"))

    yield from told_by(world, "bob", a_day)
    sealed.seal(bob, light(), {"hope": {"value": "to open it"}})
    yield from told_by(world, "bob", lambda: sealed.mark_opened(alice, light()))


def alice_reads_of_what_bob_has_read(world: World) -> Iterator[str]:
    """He is done reading what she shares with him, and she has his still before her."""
    hers = SharedPage.unscoped.get(person=world.people["alice"], couple=world.couples["ours"])
    SharedRead.unscoped.filter(page=hers).delete()
    yield from told_by(world, "alice", lambda: recovery.mark_read(world.people["bob"], hers))


def told_by(world: World, who: str, deed: Callable[[], Any]) -> Iterator[str]:
    before = pages_of(world, who)
    deed()
    after = pages_of(world, who)
    yield from (f"{path} tells {who} of alice's day" for path in before if before[path] != after[path])


@pytest.fixture(autouse=True)
def _marks_are_put_together_anew() -> Iterator[None]:
    """They are put together once, and would go by the door as it was."""
    persons_with_marks.cache_clear()
    yield
    persons_with_marks.cache_clear()


def test_the_house_as_it_is_passes(world: World) -> None:
    assert list(noticed(world)) == []
    assert list(too_wide(world)) == []


@pytest.mark.parametrize("model", DOORS, ids=lambda model: model._meta.label)
def test_an_open_door_is_noticed(
    world: World, askers: Mapping[Any, set[Visit]], model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def everything(cls: type, person: Any) -> Q:
        asked.append(person)
        return Q()

    monkeypatch.setattr(model, "visibility", classmethod(everything))
    if model.unscoped.exists():
        assert next(too_wide(world), None) is not None, "the doors do not notice"
    if model._meta.label in ASKED_FOR_ONES_OWN:
        return
    asked.clear()
    by_pages = next(noticed(world, askers[model]), None)
    assert (by_pages is not None) == bool(asked), by_pages or "the pages do not notice"
