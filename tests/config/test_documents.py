"""What the documents say about the house is what the house does."""

import ast
import re
from pathlib import Path

import pytest

from tests.rooms import ROOMS, ROOT


def read_by_code() -> tuple[set[str], set[str]]:
    """The variables that config/ reads, and those among them that may stand in a file."""
    names, secrets = set(), set()
    for path in (ROOT / "config").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("env_"):
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    names.add(name.value)
                    if node.func.id == "env_secret":
                        secrets.add(name.value)
    return names, secrets


def test_every_variable_stands_in_the_table_and_no_other() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|.*?\|(.*)\|$", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE)
    names, secrets = read_by_code()
    assert {name for name, _ in rows} ^ names == set(), "docs/configuration.md has a row for each, and for no other"
    assert len(rows) == len(names)
    assert {name for name, says in rows if says.strip().startswith("*file*")} == secrets


def test_nobody_else_reads_the_environment() -> None:
    readers = [
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\b(os\.environ|getenv)\b", path.read_text())
    ]
    assert readers == []


def test_both_locks_pin_the_same_versions_by_hash_and_name_no_address() -> None:
    locks = {name: (ROOT / f"requirements/{name}.lock.txt").read_text() for name in ("prod", "dev", "uv")}
    pins = {name: set(re.findall(r"^[a-z0-9._-]+==[^ ;\\]+", text, re.MULTILINE)) for name, text in locks.items()}
    assert pins["prod"] - pins["dev"] == set()
    assert [name for name, text in locks.items() if "://" in text or "--hash=sha256:" not in text] == []


DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/content/README.md")]
FOLDERS = (*ROOMS, "bench", "config", "docs", "requirements", "static", "templates", "tests")


def named_paths(text: str) -> set[str]:
    """The files and folders of ours that a document names, by a link or between backticks; not those with a <gap>."""
    links = {
        link
        for link in re.findall(r"\]\(([^)#\s]+)", text)
        if "://" not in link and not link.startswith(("/", "piece:"))
    }
    quoted = {name for name in re.findall(r"`([\w./-]+/[\w./-]*)`", text) if name.split("/")[0] in FOLDERS}
    return links | quoted


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    named = named_paths(document.read_text("utf-8"))
    assert [
        name for name in sorted(named) if not any((place / name).exists() for place in (ROOT, document.parent))
    ] == []


def test_what_is_not_there_would_be_found() -> None:
    text = (
        "See [how](adding.md#a-kind), `vault/door.py`, `couples/old.py`, `<room>/urls.py`, `clock.now()` and `plan/3/`."
    )
    assert named_paths(text) == {"adding.md", "vault/door.py", "couples/old.py"}
