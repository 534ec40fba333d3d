"""After a deletion no word of the deleted can be read from any row, and everybody else's pages and exports go on."""

from typing import Any

import pytest
from django.apps import apps

import people.actions
from agreement.models import SIGNED, Clause
from couples import actions
from couples.export import document
from people.models import Person
from tests.cast import at, later
from tests.matrix.asking import ask, rows, tables
from tests.matrix.canaries import WORD
from tests.matrix.rows import ROWS
from tests.matrix.standing import standing
from tests.matrix.world import World
from vault.fate import going_with
from vault.keyring import Destroyed
from vault.models import EncryptedModel

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=["before", "after"])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Any:
    with standing(django_db_blocker, request.param) as found:
        yield found


def alice_is_gone(world: World) -> None:
    """erin asked before her, and goes at the same time."""
    with at(world.now):
        people.actions.ask_deletion(world.people["alice"])
        with later(days=8):
            actions.carry_out_deletions()


def readable() -> set[str]:
    """Every canary that whoever holds the keys of the server can still read."""
    found = {word for table in tables() for word in WORD.findall(repr(rows(table)))}
    for model in apps.get_models():
        if issubclass(model, EncryptedModel):
            manager: Any = getattr(model, "unscoped", None) or model._default_manager
            for row in manager.all():
                try:
                    found |= set(WORD.findall(repr(row.body)))
                except Destroyed:
                    continue
    return found


def of(who: str, words: set[str]) -> set[str]:
    return {word for word in words if word.startswith(f"zq{who}0")}


def test_of_her_words_only_what_both_signed_is_left(world: World) -> None:
    assert len(of("alice", readable())) > 20
    alice_is_gone(world)
    signed = Clause.unscoped.filter(version__state__in=SIGNED).select_related("version__couple")
    both = {word for clause in signed for word in WORD.findall(repr(clause.body))}
    assert of("alice", readable()) == of("alice", both)
    assert of("alice", both)


def test_nobody_elses_own_words_go_with_her(world: World) -> None:
    before = readable()
    alice_is_gone(world)
    unsigned_with_her = {word for word in before if "text" in word or "topic" in word}
    for who in ("charlie", "dana"):
        assert of(who, before) - unsigned_with_her <= of(who, readable())
    for who in ("bob", "frank"):
        gone = of(who, before) - of(who, readable()) - unsigned_with_her
        # A lone signature ends with the space, and what was sealed becomes a draft where there is none yet.
        assert all("signature" in word or "draft" in word or "answer" in word for word in gone), gone


def test_every_page_of_the_others_goes_on(world: World) -> None:
    alice_is_gone(world)
    left = of("alice", readable())
    with at(world.now), later(days=8):
        for row in (row for row in ROWS if row.method == "GET" and row.answers):
            for who in ("bob", "frank"):
                answer = ask(world, who, "GET", row.at(world))
                assert answer.response.status_code < 500, f"GET {row.path} as {who}"
                assert of("alice", set(WORD.findall(answer.page()))) <= left, row.path


def test_the_export_of_the_others_names_her_no_more(world: World) -> None:
    alice_is_gone(world)
    for who in ("bob", "frank"):
        rooms = actions.gather_export(Person.objects.get(pk=world.people[who].pk), anew=True).rooms
        for text in (document.as_json(rooms, world.now.date()), document.as_page(rooms, world.now.date())):
            assert "zqalice0name0zq" not in text
            assert "former partner" in text


def test_nothing_of_hers_is_left_in_any_room(world: World) -> None:
    alice_is_gone(world)
    assert list(actions.remains()) == []
    for model, way in going_with(Person):
        assert not model._default_manager.filter(**{way: world.people["alice"]}).exists(), model
