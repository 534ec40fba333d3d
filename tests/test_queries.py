"""What a page asks of the database: at most so many queries, and the same however much a couple has."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

import agreement.actions as agreement
import checkins.actions as checkins
import sealed.actions as sealed
import together.actions as together
from agreement.reading import clauses_of
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from people.models import Person
from recovery.kinds.monthly import of_month
from recovery.pieces import piece_of
from recovery.plan import catalogue
from tests.agreement.conftest import sign
from tests.cast import at, client_of
from tests.matrix.conftest import world  # noqa: F401 - the fixture
from tests.matrix.rows import ROWS
from tests.matrix.world import World
from tests.writing import reflect, seal_check_in

pytestmark = pytest.mark.django_db

TODAY, ANY_OTHER = 13, 10
MONTHLY = "my-month"
# allauth asks for each kind of second step twice, and keeps its challenge in the session.
ALLAUTHS_OWN = {"account/reauthenticate/passkey/": 12}


MAIN_PAGES = {
    "/today/": 9,
    "/plan/": 8,
    "/plan/1/": 3,
    "/plan/3/opening/": 8,
    "/agreement/": 6,
    "/agreement/own-lines/": 7,
    "/agreement/versions/": 5,
    "/check-ins/": 8,
    "/check-ins/THE-NEXT/": 8,
    "/check-ins/THE-FIRST/opening/": 10,
    "/talk-list/": 5,
    "/settings/": 3,
    "/sign-in/sessions/": 6,
    "/more/": 3,
}


@pytest.mark.parametrize("world", ["before", "after"], indirect=True)
@pytest.mark.parametrize("who", ["alice", "bob", "frank", "dana"])
def test_no_page_asks_for_more(world: World, who: str) -> None:  # noqa: F811
    with at(world.now):
        world.client(who).get("/more/")  # the first visit after a while also says in the session that somebody was here
        found = {row.path: cost(world.client(who), "/" + row.at(world)) for row in ROWS if row.method == "GET"}
        # The first page of a sitting says in the session that somebody is in one; so it is asked for once more.
        world.client(who).get("/review/")
        found["review/"] = cost(world.client(who), "/review/")
    allowed = {**dict.fromkeys(found, ANY_OTHER), "today/": TODAY, **ALLAUTHS_OWN}
    assert {path: queries for path, queries in found.items() if queries > allowed[path]} == {}


@pytest.mark.parametrize("months", [1, 30])
def test_a_page_asks_the_same_however_much_there_is(months: int, alice: Person, bob: Person, couple: Couple) -> None:
    days = [date(2026 + number // 12, number % 12 + 1, 5) for number in range(months + 1)]
    with at(noon(days[0])):
        checkins.set_rhythm(alice, 1, days[0])
        for person in (alice, bob):
            sealed.seal(person, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "words"}})
        sealed.mark_opened(alice, piece_of(catalogue.activity("why-i-am-here")))
    for day in days[:-1]:
        with at(noon(day)):
            a_month_of(alice, bob, couple, day)
    with at(noon(days[-1])):
        checkins.roll(couple)
        for _ in range(months):
            client = client_of(alice)
        client.get("/more/")
        first, *_, upcoming = CheckIn.unscoped.filter(couple=couple).order_by("day").values_list("pk", flat=True)
        ids = {"THE-FIRST": str(first), "THE-NEXT": str(upcoming)}
        found = {page: cost(client, "/".join(ids.get(part, part) for part in page.split("/"))) for page in MAIN_PAGES}
    assert found == MAIN_PAGES


def a_month_of(alice: Person, bob: Person, couple: Couple, day: date) -> None:
    """A new text in force, a line of one's own, a page for oneself, a check-in that has opened, and subjects to talk
    about: one of each one's own, and a question."""
    checkins.roll(couple)
    for person in (alice, bob):
        agreement.add_clause(person, agreement.LineWords(f"A line of {day}"))
        agreement.write_own_line(person, agreement.LineWords(f"A line for myself, {day}"))
        reflect(person, of_month(catalogue.activity(MONTHLY), day), {"q": {"value": "words"}})
    agreement.offer(alice)
    for person in (alice, bob):
        sign(person)
    check_in = CheckIn.unscoped.get(couple=couple, day=day)
    for person in (alice, bob):
        seal_check_in(person, check_in, {"thanks": {"value": "words"}})
        together.add(person, f"A subject of {day}")
    with at(noon(day + timedelta(days=1))):
        sealed.mark_opened(alice, CheckInPiece(check_in))
        together.put_question(alice, check_in.piece, "thanks")


@pytest.mark.parametrize("texts", [2, 30])
def test_signed_texts_cost_the_same_however_many_there_are(
    texts: int, alice: Person, bob: Person, couple: Couple
) -> None:
    for number in range(texts):
        agreement.add_clause(alice, agreement.LineWords(f"Line {number}"))
        agreement.offer(bob)
        for person in (alice, bob):
            sign(person)
    client = client_of(alice)
    client.get("/more/")
    pages = {
        "/agreement/versions/": 5,
        f"/agreement/versions/{texts}/": 7,
        f"/agreement/versions/comparison/?from=1&to={texts}": 6,
        "/agreement/versions/comparison/": 4,
    }
    assert {page: cost(client, page) for page in pages} == pages


@pytest.mark.parametrize("lines", [1, 200])
def test_a_text_costs_the_same_however_many_lines_it_has(
    lines: int, alice: Person, bob: Person, couple: Couple
) -> None:
    for number in range(lines):
        agreement.add_clause(alice, agreement.LineWords(f"Line {number}", repair="We talk that evening."))
    agreement.offer(bob)
    for person in (alice, bob):
        sign(person)
    draft = agreement.begin_draft(alice)
    copies = clauses_of(alice, draft)
    for copy in copies:
        for person in (alice, bob):
            agreement.mark_line(person, copy.pk, "fits", seen=1)
    client = client_of(alice)
    client.get("/more/")
    line = f"/agreement/clauses/{copies[0].pk}/"
    pages = {
        "/agreement/": 9,
        "/agreement/review/": 5,
        "/agreement/clauses/": 6,
        line: 5,
        f"{line}mark/": 6,
        "/agreement/versions/1/": 6,
        "/agreement/versions/1/document.pdf": 6,
    }
    assert {page: cost(client, page) for page in pages} == pages


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def cost(client: Client, address: str) -> int:
    """How many queries it takes to get that page; what they change is undone."""
    cache.clear()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
        transaction.set_rollback(True)
    assert status < 500
    return len(queries)
