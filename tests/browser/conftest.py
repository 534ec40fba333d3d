"""A real Chromium. Each partner gets a context, and so cookies, of their own: `people("alice")`."""

import os
from typing import Any

import pytest

from tests.machines import chromium

# Playwright's loop lives on the test's thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium.executable(), "args": chromium.FLAGS}
