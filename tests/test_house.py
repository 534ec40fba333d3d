"""Rules of the house that can be read off the code, without running it."""

import ast
import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.rooms import ROOMS, ROOT

BEHIND_THE_DOOR = {"actions", "sources", "migrations", "management"}
# The door itself; what the doors of every room are built from, the couples of a person; and one's own marks, beside
# which the other's are there.
MAKES_QUERIES = {"vault/door.py", "couples/models/couple.py", "agreement/models/mark.py"}
CODE = [path for room in [*ROOMS, "config"] for path in sorted((ROOT / room).rglob("*.py"))]
PAGES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg", ".txt"})
OWN_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
    ("functions", "Now"),
}
NOT_IN_A_PAGE = {
    "words put out unescaped": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off"),
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=.(application/json|speculationrules))", re.IGNORECASE
    ),
    "a javascript: address": re.compile(r"(href|action|src)\s*=\s*.?\s*javascript:", re.IGNORECASE),
    "something from another site": re.compile(
        r"<(script|link|img|iframe|source)\b[^>]*(src|href)\s*=\s*.?(https?:)?//"
    ),
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def attributes(path: Path) -> list[ast.Attribute]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]


@pytest.mark.parametrize("path", CODE, ids=named)
def test_only_actions_sources_and_commands_go_around_the_door(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(ROOT).parts[1:]}
    if parts & BEHIND_THE_DOOR or named(path) == "vault/door.py":
        return
    lines = [node.lineno for node in attributes(path) if node.attr in {"unscoped", "_default_manager", "_base_manager"}]
    assert lines == [], f"{named(path)} goes around the door; look up by visible_to(person), or move it to actions"


def made_by_hand(tree: ast.AST) -> list[int]:
    """The lines that call QuerySet themselves: another way around the door. As a type it may be named anywhere."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if re.search(r"\bQuerySet(\[.*\])?$", ast.unparse(call.func))]


@pytest.mark.parametrize("path", CODE, ids=named)
def test_only_the_door_makes_queries_by_hand(path: Path) -> None:
    lines = made_by_hand(ast.parse(path.read_text(encoding="utf-8")))
    assert bool(lines) == (named(path) in MAKES_QUERIES), f"{named(path)}: {lines}; look up by visible_to(person)"


def test_a_query_made_by_hand_is_noticed() -> None:
    found = "models.QuerySet(Entry)\nQuerySet[Entry](Entry)\nQuerySet(model=Entry).all()"
    calm = "rows: QuerySet[Entry] = Entry.objects.visible_to(person)\nQuerySetLike(Entry)"
    assert made_by_hand(ast.parse(found)) == [1, 2, 3]
    assert made_by_hand(ast.parse(calm)) == []


def test_who_may_go_around_the_door_is_named_as_the_files_are_called() -> None:
    names = {part.removesuffix(".py") for path in CODE for part in path.relative_to(ROOT).parts[1:]}
    assert names >= BEHIND_THE_DOOR


@pytest.mark.parametrize("path", CODE, ids=named)
def test_only_the_clock_knows_the_time(path: Path) -> None:
    lines = [
        node.lineno for node in attributes(path) if (ast.unparse(node.value).rsplit(".", 1)[-1], node.attr) in OWN_CLOCK
    ]
    assert lines == [], f"{named(path)} reads a clock of its own; use clock.now() and clock.today(zone)"


def test_the_clock_stands_alone() -> None:
    tree = ast.parse((ROOT / "clock.py").read_text(encoding="utf-8"))
    modules = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    modules += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {module.split(".")[0] for module in modules} & {*ROOMS, "config"} == set()


def circle_in(imports: Mapping[str, set[str]]) -> list[str]:
    """The modules of one circle, from one of them back to itself; none where there is no circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_is_imported_by_what_it_imports() -> None:
    graph = grimp.build_graph(*ROOMS, "config", cache_dir=None)
    assert circle_in({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}) == []


def test_a_circle_is_noticed() -> None:
    assert circle_in({"models": set(), "actions": {"models"}, "views": {"actions", "models"}}) == []
    circle = circle_in({"actions": {"actions.a"}, "actions.a": {"ledger"}, "ledger": {"actions"}})
    assert set(circle) == {"actions", "actions.a", "ledger"}


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_holds_more_than_a_quarter_of_the_code(room: str) -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in CODE if "migrations" not in path.parts}
    held = sum(count for path, count in lines.items() if path.relative_to(ROOT).parts[0] == room)
    assert held <= sum(lines.values()) / 4, f"{room} means more than one thing by now; split it"


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_is_only_markup(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [what for what, pattern in NOT_IN_A_PAGE.items() if pattern.search(text)]
    assert found == [], f"{named(path)} holds {', '.join(found)}"


@pytest.mark.parametrize(
    ("sample", "found"),
    [
        ("{{ words|safe }}", "words put out unescaped"),
        ('<p style="color: red">', "an inline style"),
        ('<button type="button" onclick="go()">', "an inline handler"),
        ('<p hx-on:click="go()">', "an inline handler"),
        ("<script>go()</script>", "an inline script"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ('<img src="//elsewhere.example/a.png">', "something from another site"),
    ],
)
def test_the_rules_find_what_they_are_for(sample: str, found: str) -> None:
    assert NOT_IN_A_PAGE[found].search(sample)
