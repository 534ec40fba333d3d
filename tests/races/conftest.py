from itertools import cycle

import pytest

from .together import Together, lock_by_lock, together


@pytest.fixture
def rounds(long: bool) -> list[tuple[int, Together]]:
    """How often each race is run, and in which way: all at once, and all at their locks."""
    return list(zip(range(50 if long else 4), cycle([together, lock_by_lock]), strict=False))
