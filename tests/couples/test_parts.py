"""Every row that belongs to a person or a couple is answered for by some room."""

from django.apps import apps
from django.db.models import ForeignKey, Model

from couples import parts
from couples.models import Couple
from people.models import Person


def belongs_to(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a row of `model` has a key to a person or a couple, however far."""
    if model in (Person, Couple):
        return True
    if model in seen:
        return False
    return any(
        isinstance(field, ForeignKey) and belongs_to(field.related_model, seen | {model})
        for field in model._meta.get_fields()
    )


def test_every_model_with_a_key_to_a_person_or_couple_is_named_by_a_part():
    held = {model for model in apps.get_models() if belongs_to(model)} - {Person, Couple}
    named = [model for part in parts.all_parts() for model in part.rows]
    assert {model._meta.label for model in held} - {model._meta.label for model in named} == set()
    assert len(named) == len(set(named))


def test_of_every_such_model_it_is_decided_whether_its_rows_go_with_a_person():
    for part in parts.all_parts():
        decided = [*part.erased, *part.kept]
        assert sorted(model._meta.label for model in decided) == sorted(model._meta.label for model in part.rows)
        assert all(part.kept.values())


def test_the_walk_finds_keys_of_keys():
    from recovery.models import Opening

    assert belongs_to(Opening)
    assert not belongs_to(apps.get_model("sessions.Session"))
