"""Every model says what becomes of its rows when a person is deleted."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from couples.models import Couple, Invitation
from people.models import Person
from sealed.models import Answer, Opening, Reveal
from tests.rooms import ROOMS
from vault import fate
from vault.fate import fate_of, goes_with, going_with, stays
from vault.key import Key

OURS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def belongs_to(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a row of `model` has a key to a person or a couple, however far."""
    if model in (Person, Couple):
        return True
    if model in seen:
        return False
    keys = [field for field in model._meta.get_fields() if isinstance(field, ForeignKey)]
    return any(belongs_to(key.related_model, seen | {model}) for key in keys)


def without_fate(models: list[type[Model]]) -> list[str]:
    return [model._meta.label for model in models if fate_of(model) is None]


def test_every_model_of_ours_and_every_one_with_a_key_to_a_person_says_its_fate() -> None:
    assert without_fate([*OURS, *(model for model in apps.get_models() if belongs_to(model))]) == []


def test_a_model_without_a_fate_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Person, "fate")
    assert without_fate(OURS) == ["people.Person"]


def test_the_walk_finds_keys_of_keys() -> None:
    assert belongs_to(Opening)
    assert not belongs_to(apps.get_model("sessions.Session"))


def test_a_fate_leads_to_a_person_or_a_couple_or_gives_its_reason() -> None:
    for model in OURS:
        found = fate_of(model)
        assert found is not None
        assert found.target(model) in ((Person, Couple) if found.way else (None,))
        assert bool(found.why) != bool(found.way)


def test_who_points_at_another_goes_first() -> None:
    order = [model._meta.label for model, _ in going_with(Person)]
    assert order.index("account.EmailConfirmation") < order.index("account.EmailAddress")
    assert dict(going_with(Person))[Invitation] == "invited_by"
    assert dict(going_with(Couple)).keys() >= {Answer, Reveal}


def test_a_fate_by_way_of_others() -> None:
    assert goes_with("couple__key").target(Reveal) is Key
    assert stays("because").target(Reveal) is None
    assert fate.goes_with("reveal__couple").target(Opening) is Couple
