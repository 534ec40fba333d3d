"""A host destroyed somebody's key by hand while their space is open: everybody's pages stay calm."""

from typing import Any

import pytest

from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples import actions
from couples.export import document
from couples.us import us_of
from people.models import Person
from sealed import actions as sealed
from sealed import reading as sealed_reading
from tests.cast import at
from tests.matrix.asking import Answer, ask
from tests.matrix.canaries import WORD
from tests.matrix.rows import ROWS
from tests.matrix.standing import standing
from tests.matrix.world import World
from vault.actions import destroy

pytestmark = pytest.mark.django_db

GETS = [row for row in ROWS if row.method == "GET" and row.answers]
OF_THE_COUPLE = ("text0zq", "topic0zq")
"""How the words of an agreement's lines end, which are under the couple's key."""


@pytest.fixture(scope="module", params=["before", "after"])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Any:
    with standing(django_db_blocker, request.param) as found:
        yield found


@pytest.fixture
def gone(world: World) -> World:
    bob = world.people["bob"]
    with at(world.now):
        for check_in in CheckIn.objects.visible_to(bob):
            if sealed_reading.written_of(us_of(bob), CheckInPiece(check_in)).reveal:
                sealed.mark_opened(bob, CheckInPiece(check_in))
    destroy(world.people["alice"].key)
    return world


def hers(text: str) -> set[str]:
    return {word for word in WORD.findall(text) if word.startswith("zqalice0") and not word.endswith(OF_THE_COUPLE)}


def page(world: World, who: str, path: str) -> Answer:
    with at(world.now):
        return ask(world, who, "GET", path)


@pytest.mark.parametrize("who", ["bob", "frank", "charlie"])
def test_every_page_of_others_is_as_calm_as_before_and_says_nothing_of_hers(gone: World, who: str) -> None:
    for row in GETS:
        answer = page(gone, who, row.at(gone))
        assert answer.response.status_code not in (410, 500), row.path
        assert hers(answer.page()) == set(), row.path


def test_her_own_pages_say_that_the_words_are_erased(gone: World) -> None:
    found = {row.path: page(gone, "alice", row.at(gone)).response.status_code for row in GETS}
    assert [path for path, status in found.items() if status >= 500] == []
    assert found["today/"] == 200
    assert found["plan/9/"] == 410


def test_what_has_opened_says_erased_beside_ones_own_words(gone: World) -> None:
    text = page(gone, "bob", f"check-ins/{gone.places['FIRST-CHECK-IN']}/opening/").response.text
    assert "zqbob0firstcheckinthanks0zq" in text
    assert "[erased]" in text
    assert "former partner" in text


def test_the_export_of_her_partner_names_nobody(gone: World) -> None:
    with at(gone.now):
        rooms = actions.gather_export(Person.objects.get(pk=gone.people["bob"].pk), anew=True).rooms
    for text in (document.as_json(rooms, gone.now.date()), document.as_page(rooms, gone.now.date())):
        assert hers(text) == set()
        assert "[erased]" in text
        assert "zqbob0firstcheckinthanks0zq" in text
