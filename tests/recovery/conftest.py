"""For the tests of the plan's content."""

from pathlib import Path

import pytest

from tests.recovery.folders import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)
