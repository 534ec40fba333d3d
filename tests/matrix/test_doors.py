"""The doors themselves, without any page."""

import pytest

from .doors import DOORS, too_wide
from .world import World

pytestmark = pytest.mark.django_db


def test_no_door_shows_anybody_a_row_that_is_not_theirs(world: World) -> None:
    assert list(too_wide(world)) == []


def test_every_door_has_something_behind_it(world: World) -> None:
    """An empty table would prove nothing."""
    empty = [model._meta.label for model in DOORS if not model.unscoped.exists()]
    assert empty == ["reminders.Reminder"], "tests/matrix/story.py gives each of the six one, with a canary in it"
