"""What becomes of a row when a person is deleted: said on its model, as `fate`. Plain values.

`goes_with("person")` names the key, or the way over keys, to the person or couple that a row goes with: with a person
it is deleted when they are, with a couple once nobody of the couple is left. `stays` gives the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model


@dataclass(frozen=True)
class Fate:
    """`way` is the look-up that leads to whoever it goes with; empty where it stays, because of `why`."""

    way: str = ""
    why: str = ""

    def target(self, model: type[Model]) -> type[Model] | None:
        """The model at the end of the way: whose deletion takes the row along; None where it stays."""
        found: Any = model
        for name in self.way.split("__") if self.way else ():
            found = found._meta.get_field(name).related_model
        return found if self.way else None


def goes_with(way: str) -> Fate:
    return Fate(way=way)


def stays(why: str) -> Fate:
    return Fate(why=why)


_of_others: dict[type[Model], Fate] = {}


def name_fate(model: type[Model], fate: Fate) -> None:
    """Says the fate of a model that is not ours. Called in `AppConfig.ready`."""
    _of_others[model] = fate


def fate_of(model: type[Model]) -> Fate | None:
    """What `model` says itself, or what was said for it; None where nobody has said anything."""
    return _of_others.get(model) or getattr(model, "fate", None)


def going_with(owner: type[Model]) -> list[tuple[type[Model], str]]:
    """Every model whose rows go with an `owner`, each with the way to it; whoever points at another goes first."""
    ways = {model: fate.way for model in apps.get_models() if (fate := fate_of(model)) and fate.target(model) is owner}
    return [(model, ways[model]) for model in _pointing_first(ways)]


def _pointing_first(models: Iterable[type[Model]]) -> list[type[Model]]:
    known = list(models)
    order: TopologicalSorter[type[Model]] = TopologicalSorter(dict.fromkeys(known, ()))
    for model in known:
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in known and field.related_model is not model:
                order.add(field.related_model, model)
    return list(order.static_order())
