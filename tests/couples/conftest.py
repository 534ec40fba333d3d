from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def ledger_file(settings: Any, tmp_path: Path) -> Path:
    """A deletion ledger of this test's own."""
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "kept" / "deletions.jsonl"
    return tmp_path / "kept" / "deletions.jsonl"
