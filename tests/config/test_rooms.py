"""A room is named wherever rooms are named, and what it has to say is registered: or nothing looks at it."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import reminders.sources
from couples import parts
from couples.parts import Part
from reminders.sources import Source
from sealed import pieces
from sealed.piece import Piece
from tests.rooms import ROOMS, ROOT

Lists = dict[str, list[list[str]]]

NO_ROOMS = {"bench", "config", "tests"}
PLACES = ("packages of mypy", "root_packages", "layers", "containers", "ancestors", "source_modules")


def lists_in(project: dict[str, Any]) -> Lists:
    """By place, the lists of pyproject.toml that name rooms."""
    contracts = project["tool"]["importlinter"]["contracts"]
    found: Lists = {
        "packages of mypy": [project["tool"]["mypy"]["packages"]],
        "root_packages": [project["tool"]["importlinter"]["root_packages"]],
        "layers": [contract["layers"] for contract in contracts if "vault" in contract.get("layers", ())],
    }
    for name in ("containers", "ancestors", "source_modules"):
        found[name] = [contract[name] for contract in contracts if name in contract]
    return found


def amiss(project: dict[str, Any]) -> dict[str, set[str]]:
    """By place, the rooms that are only there, or only in INSTALLED_APPS."""
    named = {place: {name for names in lists for name in names} for place, lists in lists_in(project).items()}
    named["containers"] |= {room for room in ROOMS if not (ROOT / room / "urls.py").exists()}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named["ROOMS of the Makefile"] = set(re.findall(r"^ROOMS := (.*)$", makefile, re.MULTILINE)[0].split())
    named["folders with an apps.py"] = {path.parent.name for path in ROOT.glob("*/apps.py")}
    return {place: rooms for place, names in named.items() if (rooms := (names - NO_ROOMS) ^ set(ROOMS))}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_room_is_named_wherever_rooms_are_named() -> None:
    assert amiss(pyproject()) == {}


@pytest.mark.parametrize("place", PLACES)
def test_a_room_that_is_forgotten_is_noticed(place: str) -> None:
    project = pyproject()
    for names in lists_in(project)[place]:
        if "sealed" in names:
            names.remove("sealed")
    assert "sealed" in amiss(project)[place]


def said_by_rooms(base: type, file: str) -> Iterator[type]:
    """Every class of that sort in the file of that name of any room."""
    for room in ROOMS:
        if (ROOT / room / f"{file}.py").exists():
            module = import_module(f"{room}.{file}")
            for each in vars(module).values():
                if isinstance(each, type) and issubclass(each, base) and each.__module__ == module.__name__:
                    yield each


def unregistered() -> set[str]:
    """What rooms say and nobody asks: `ready` in their apps.py registers it."""
    missing = {*said_by_rooms(Part, "part")} - {type(part) for part in parts.all_parts()}
    missing |= {*said_by_rooms(Source, "sources")} - {Source} - {type(each) for each in reminders.sources.all_sources()}
    missing |= {piece for piece in said_by_rooms(Piece, "pieces") if getattr(piece, "room", "") not in pieces.rooms()}
    return {f"{each.__module__}.{each.__name__}" for each in missing}


def test_what_a_room_has_to_say_is_registered() -> None:
    assert unregistered() == set()


def test_what_is_not_registered_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_parts", [part for part in parts.all_parts() if part.__module__ != "recovery.part"])
    monkeypatch.setattr(reminders.sources, "_sources", [])
    monkeypatch.delitem(pieces._finders, "checkins")
    assert unregistered() >= {
        "recovery.part.RecoveryPart",
        "agreement.sources.AgreementSource",
        "checkins.sources.CheckInsSource",
        "couples.sources.JoinedSource",
        "sealed.sources.SealedSource",
        "checkins.pieces.CheckInPiece",
    }
