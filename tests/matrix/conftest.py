from collections.abc import Iterator
from typing import Any

import pytest

from .standing import standing
from .world import World


@pytest.fixture(scope="module", params=["before", "after"])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing(django_db_blocker, request.param) as found:
        yield found
