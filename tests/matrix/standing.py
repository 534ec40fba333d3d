"""A world that stands for all tests of a module: built once, and rolled back when the module is through."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from tests.cast import at

from .story import build
from .world import World


@contextmanager
def standing(blocker: Any, state: str) -> Iterator[World]:
    """pytest-django gives each test a savepoint within it."""
    with blocker.unblock(), transaction.atomic():
        world = build(state)
        with at(world.now):
            yield world
        transaction.set_rollback(True)
