"""What the check over the deck says of each mistake that somebody who writes or translates a card can make."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement.situations import checks, deck

NO_FIELDS = "It is not a list of fields with their values."
STRAY = ": the English file has no such thing."


def card(name: str = "a", **fields: Any) -> dict[str, Any]:
    told = {"id": name, "title": "A", "text": "One of us.", "covers": [], "notes": ["Fine.", "Not OK."], **fields}
    return {name: value for name, value in told.items() if value is not None}


def topic(number: int = 1, **fields: Any) -> dict[str, Any]:
    told = {"number": number, "title": "Exes", "cards": [card("a"), card("b"), card("c")], **fields}
    return {name: value for name, value in told.items() if value is not None}


def write(folder: Path, name: str, what: Any) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(what if isinstance(what, str) else yaml.safe_dump(what, allow_unicode=True), "utf-8")


def said(folder: Path) -> list[str]:
    return [f"{str(problem.id).removeprefix('agreement.')} {problem.msg}" for problem in checks.problems_in(folder)]


def test_our_own_deck_is_sound():
    assert checks.problems_in(deck.FOLDER) == []
    assert checks.check_deck() == []


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ("- a", "E001 exes.yaml: " + NO_FIELDS),
        (
            topic(cards=[card(), card("b"), "c"]),
            "E001 exes.yaml, cards 3: " + NO_FIELDS,
        ),
        (topic(title=None), "E002 exes.yaml: The field 'title' is missing."),
        (topic(motto="So."), "E003 exes.yaml: Nobody knows a field 'motto'."),
        (topic(number=0), "E004 exes.yaml: number: 0 will not do."),
        (topic(number=10_000), "E004 exes.yaml: number: 10000 will not do."),
        (topic(cards=[card(), card("b"), card("c", text=" ")]), "E004 exes.yaml, cards 3: text: ' ' will not do."),
        (topic(cards=[card(), card("b"), card("C d")]), "E004 exes.yaml, cards 3: id: 'C d' will not do."),
        (
            topic(cards=[card(), card("b"), card("c", notes=["Fine.", "Fine."])]),
            "E004 exes.yaml, cards 3: notes: ['Fine.', 'Fine.'] will not do.",
        ),
        (
            topic(cards=[card(), card("b"), card("c", covers=None)]),
            "E002 exes.yaml, cards 3: The field 'covers' is missing.",
        ),
        (topic(cards=[card(), card("b"), card("b")]), "E006 exes.yaml: It has two cards 'b'."),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, what: Any, problem: str):
    write(tmp_path, "work.yaml", topic(2))
    write(tmp_path, "exes.yaml", what)
    assert said(tmp_path) == [problem]


@pytest.mark.parametrize("count", [2, 6])
def test_a_topic_has_three_to_five_cards(tmp_path: Path, count: int):
    write(tmp_path, "exes.yaml", topic(cards=[card(f"c{number}") for number in range(count)]))
    [problem] = checks.problems_in(tmp_path)
    assert (problem.id, problem.hint) == ("agreement.E004", "Make it three to five cards.")


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path):
    write(tmp_path, "exes.yaml", "title: Exes: and more\n")
    [problem] = checks.problems_in(tmp_path)
    assert str(problem.msg).startswith("exes.yaml: It cannot be read: mapping values are not allowed here")


def test_a_file_is_named_like_an_id(tmp_path: Path):
    write(tmp_path, "Old Exes.yaml", topic())
    assert said(tmp_path) == ["E004 Old Exes.yaml: The name of the file will not do."]


def test_two_topics_have_two_numbers(tmp_path: Path):
    write(tmp_path, "exes.yaml", topic(1))
    write(tmp_path, "work.yaml", topic(1))
    assert said(tmp_path) == ["E005 exes.yaml, work.yaml: They have one number, 1."]


@pytest.mark.parametrize(
    ("name", "what", "problem"),
    [
        ("exes.yaml", {"title": "Verflossene", "cards": [{"id": "a", "text": "Eins."}]}, None),
        ("exe.yaml", {"title": "Verflossene"}, "E007 languages/de/exe.yaml: There is no English file of this name."),
        ("exes.yaml", "- a", "E001 languages/de/exes.yaml: " + NO_FIELDS),
        ("exes.yaml", {"cards": [{"id": "z", "text": "Z."}]}, "E008 languages/de/exes.yaml: cards, z" + STRAY),
        ("exes.yaml", {"cards": [{"id": "a", "notes": ["x"]}]}, "E008 languages/de/exes.yaml: cards, a, notes" + STRAY),
        ("exes.yaml", {"title": " "}, "E008 languages/de/exes.yaml: title" + STRAY),
    ],
)
def test_a_translated_file_gives_only_texts_of_the_english_one(
    tmp_path: Path, name: str, what: Any, problem: str | None
):
    write(tmp_path, "exes.yaml", topic())
    write(tmp_path, f"languages/de/{name}", what)
    assert said(tmp_path) == ([problem] if problem else [])
