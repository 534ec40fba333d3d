"""What is in an export, and what is not: asked in the world of the matrix, where every private field holds a word."""

import hashlib
import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.utils import translation

from couples import actions
from couples.export import document
from couples.export.shape import YOU
from people.models import Person
from tests.cast import at
from tests.matrix.canaries import WORD
from tests.matrix.standing import standing
from tests.matrix.world import World
from tests.pseudo import LANGUAGE, pseudo

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text())
MEMBERS = ("alice", "bob", "frank", "charlie", "dana")


@pytest.fixture(scope="module", params=["before", "after"])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Any:
    with standing(django_db_blocker, request.param) as found:
        yield found


def files_of(world: World, who: str) -> dict[str, str]:
    person = Person.objects.get(pk=world.people[who].pk)
    with at(world.now):
        rooms = actions.gather_export(person, anew=True).rooms
        return {"json": document.as_json(rooms, world.now.date()), "html": document.as_page(rooms, world.now.date())}


def papers(text: str) -> list[dict[str, Any]]:
    rooms = json.loads(text)["rooms"]
    return [
        entry["paper"]
        for room in rooms
        for section in room["sections"]
        for entry in section["entries"]
        if entry["paper"] is not None
    ]


@pytest.mark.parametrize("who", MEMBERS)
def test_all_of_ones_own_is_in_both_files_and_nothing_of_anybody_elses(world: World, who: str) -> None:
    own = {word for word in world.canaries.readers if word.startswith(f"zq{who}0")}
    assert len(own) > 5
    for kind, text in files_of(world, who).items():
        found = set(WORD.findall(text))
        assert world.canaries.leaked(text, who) == set(), kind
        assert own - found <= gone_for_good(world, who), kind


def gone_for_good(world: World, who: str) -> set[str]:
    """What its writer has nowhere any more: replaced by sealing again, or an unsigned draft of a closed space."""
    with at(world.now):
        person = Person.objects.get(pk=world.people[who].pk)
    there = still_stored(person)
    return {word for word in world.canaries.readers if word.startswith(f"zq{who}0") and word not in there}


def still_stored(person: Person) -> set[str]:
    from django.apps import apps

    from vault.models import EncryptedModel

    found = set(WORD.findall(person.email))
    for model in apps.get_models():
        if issubclass(model, EncryptedModel) and model._meta.label not in ("people.Export", "agreement.Clause"):
            manager: Any = getattr(model, "unscoped", None) or model._default_manager
            found |= {word for row in manager.all() for word in WORD.findall(repr(row.body))}
    return found


def test_what_has_opened_is_there_and_what_is_kept_for_saying_is_not(world: World) -> None:
    texts = files_of(world, "alice")
    for text in texts.values():
        assert "zqbob0firstcheckinthanks0zq" in text
        assert ("zqbob0drafthope0zq" in text) == (world.state == "after")
        assert "zqbob0drafthard0zq" not in text
        assert "zqfrank0earliersecondtext0zq" in text


@pytest.mark.parametrize("who", MEMBERS)
def test_it_is_as_the_schema_says(world: World, who: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(files_of(world, who)["json"]), SCHEMA)


def test_the_schema_refuses_another_shape(world: World) -> None:
    said = json.loads(files_of(world, "dana")["json"])
    said["rooms"][0]["sections"][0]["entries"][0]["token"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, SCHEMA)


@pytest.mark.usefixtures("in_pseudo")
def test_who_said_it_is_you_in_every_language(world: World) -> None:
    with translation.override(LANGUAGE):
        text = files_of(world, "alice")["json"]
    (couples,) = (room for room in json.loads(text)["rooms"] if room["room"] == "couples")
    said = [said for section in couples["sections"] for entry in section["entries"] for said in entry["said"]]
    joined = [each["by"] for each in said if each["prompt"] == pseudo("Joined")]
    assert joined.count(YOU) == len([each for each in said if each["prompt"] == pseudo("Your name there")]) > 0


def test_a_signed_text_can_be_checked_by_itself(world: World) -> None:
    found = papers(files_of(world, "alice")["json"])
    assert len(found) == (2 if world.state == "before" else 3)
    for paper in found:
        assert hashlib.sha256(paper["canonical"].encode()).hexdigest() == paper["sha256"]
        assert len(paper["signatures"]) == 2
    hashes = {paper["sha256"] for paper in found}
    assert {json.loads(paper["canonical"])["previous"] for paper in found} <= hashes | {None}


def test_the_check_by_hand_in_the_documents_does_what_it_says(world: World, tmp_path: Path) -> None:
    shown = (ROOT / "docs" / "history.md").read_text("utf-8").split("python3 -c '")[1].split("' export.json")[0]
    text = files_of(world, "alice")["json"]
    found = papers(text)
    altered = found[0]["canonical"].replace('"format":', '"format" :', 1)
    for name, export, fits in (("whole", text, "fits"), ("altered", altered_in(text, altered), "DOES NOT FIT")):
        (tmp_path / name).write_text(export, "utf-8")
        command = [sys.executable, "-c", textwrap.dedent("    " + shown), str(tmp_path / name)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        assert len(said) == len(found)
        assert said[0].endswith(f"{found[0]['sha256']} {fits}")
        assert all(line.endswith(" fits") for line in said[1:])


def altered_in(text: str, canonical: str) -> str:
    """The export with another first text in it."""
    export = json.loads(text)
    entries = (each for room in export["rooms"] for section in room["sections"] for each in section["entries"])
    next(each["paper"] for each in entries if each.get("paper"))["canonical"] = canonical
    return json.dumps(export)


def test_no_link_that_opens_anything_is_in_it(world: World) -> None:
    for text in files_of(world, "dana").values():
        assert world.places["DANAS-LINK"] not in text
    for text in files_of(world, "alice").values():
        assert world.places["ALICES-MAIL"] not in text
        assert "password" not in text
