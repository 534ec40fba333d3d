"""The plan in another language: its texts from the translated files, everything else from the English ones."""

from pathlib import Path

import pytest
from django.utils import translation

from pages.content.translated import laid_over
from recovery.plan import catalogue, checks, folder
from recovery.plan.activities import TRACKS
from tests.recovery.folders import Content, front

READING = (
    "Für alle.\n\n## Wenn du verletzt wurdest {#hurt}\n\nWeh.\n\n## Zum Schluss\n\nEnde, und [Notizen](piece:notes).\n"
)


def write(content: Content, name: str, meta: object, body: str = "") -> None:
    place = content.root / "languages" / "de" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(front(meta, body), "utf-8")


def said(content: Content) -> list[str]:
    return [str(problem.msg) for problem in checks.problems_in(content.root)]


def test_a_translated_file_gives_its_texts_and_no_structure(content: Content) -> None:
    content.write()
    write(content, "pieces/why.md", {"questions": [{"id": "hope", "prompt": "Was ich hoffe"}]}, "Auf Deutsch.\n")
    write(content, "steps/1-talk.md", {"title": "Sag es", "number": 9, "pieces": [{"id": "why", "title": "Warum"}]})
    english, german = folder.load(content.root), folder.load(content.root, "de")
    assert [german.step("talk").title, german.step("talk").number] == ["Sag es", 1]
    why = german.activity("why")
    assert [why.title, why.kind, why.questions[0].prompts.on(None)] == ["Warum", "sealed", "Was ich hoffe"]
    assert why.questions[0].hints == english.activity("why").questions[0].hints
    assert "Auf Deutsch" in why.sections[0].html
    assert german.activity("breathe") == english.activity("breathe")
    assert folder.load(content.root, "fr") == english


def test_the_plan_is_in_the_language_that_is_spoken(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    content.write()
    write(content, "steps/1-talk.md", {"title": "Sag es"})
    monkeypatch.setattr(catalogue, "CONTENT", content.root)
    assert catalogue.step("talk").title == "Say it"
    with translation.override("de"):
        assert catalogue.step("talk").title == "Sag es"


def test_outcomes_are_known_by_their_two_choices_in_either_order() -> None:
    ours = {"outcomes": [{"of": ["yes", "no"], "title": "So", "text": "It is."}]}
    theirs = {"outcomes": [{"of": ["no", "yes"], "title": "Also"}]}
    assert laid_over(ours, theirs) == {"outcomes": [{"of": ["yes", "no"], "title": "Also", "text": "It is."}]}


@pytest.mark.parametrize(
    ("name", "meta", "problem"),
    [
        ("pieces/gone.md", {}, "There is no English file of this name."),
        ("pieces/why.md", {"opens": "next-morning"}, "opens: the English file has no such thing."),
        ("pieces/why.md", {"motto": "Mut"}, "motto: the English file has no such thing."),
        ("pieces/why.md", {"questions": [{"id": "hop"}]}, "questions, hop: the English file has no such thing."),
        ("pieces/why.md", {"questions": [{"prompt": "Was"}]}, "questions: the English file has no such thing."),
        (
            "pieces/why.md",
            {"questions": [{"id": "hope", "hint": "„So.“"}]},
            "questions, hope, hint: the English file has no such thing.",
        ),
        ("steps/1-talk.md", {"title": " "}, "title: the English file has no such thing."),
        (
            "pieces/why.md",
            {"questions": [{"id": "hope", "hint": {"hurt": None, "crossed": "„So.“", "both": "„So.“"}}]},
            "questions, hope, hint: the English file has no such thing.",
        ),
        (
            "pieces/why.md",
            {"questions": [{"id": "hope", "hint": {1: "„So.“", "crossed": "„So.“", "both": "„So.“"}}]},
            "questions, hope, hint: the English file has no such thing.",
        ),
        (
            "pieces/why.md",
            {"questions": [{"id": "hope", "prompt": "Was"}, {"id": "hope", "prompt": "Wer"}]},
            "questions, hope twice: the English file has no such thing.",
        ),
        ("README.md", {}, "There is no English file of this name."),
    ],
)
def test_what_has_no_place_in_the_english_file_is_named(
    content: Content,
    name: str,
    meta: object,
    problem: str,
) -> None:
    content.write()
    (content.root / "README.md").write_text("For who writes.\n")
    assert said(content) == []
    write(content, name, meta)
    assert said(content) == [f"{Path('languages/de', name)}: {problem}"]


def test_a_translated_file_that_cannot_be_read_is_named(content: Content) -> None:
    content.write()
    write(content, "pieces/why.md", {})
    (content.root / "languages/de/pieces/why.md").write_text("Nothing in front", "utf-8")
    assert said(content) == [
        "languages/de/pieces/why.md: It does not begin with front matter between two lines of ---."
    ]


def test_a_translated_file_in_another_encoding_is_named(content: Content) -> None:
    content.write()
    write(content, "pieces/why.md", {})
    (content.root / "languages/de/pieces/why.md").write_bytes("---\n{}\n---\nFür\n".encode("latin-1"))
    [problem] = checks.problems_in(content.root)
    assert problem.id == "recovery.E001"
    assert str(problem.msg).startswith("languages/de/pieces/why.md: ")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(" {#hurt}", ""), ("{#hurt}", "{#verletzt}"), ("{#hurt}", "{#both}"), ("## Zum Schluss\n\n", "")],
    ids=["a mark lost", "a mark translated", "another mark", "a heading lost"],
)
def test_a_translated_reading_has_the_sections_of_the_english_one(content: Content, right: str, wrong: str) -> None:
    """Else what is for one track would be read by all, or by nobody."""
    content.write()
    write(content, "pieces/breathe.md", {}, READING)
    assert said(content) == []
    write(content, "pieces/breathe.md", {}, READING.replace(right, wrong))
    assert said(content) == [
        "languages/de/pieces/breathe.md: Its second-level headings and their marks are not those of the English file."
    ]


def test_a_link_in_a_translated_reading_leads_somewhere(content: Content) -> None:
    content.write()
    write(content, "pieces/breathe.md", {}, READING.replace("piece:notes", "piece:notizen"))
    assert said(content) == [
        "languages/de, breathe: A link leads to 'notizen', where there is nothing to read.",
    ]


def test_a_translated_prompt_tells_no_partner_on_which_track_its_writer_is(content: Content) -> None:
    content.why["questions"][0]["prompt"] = dict.fromkeys(TRACKS, "What I hope for")
    content.write()
    worded = {"hurt": "Was ich merkte", "crossed": "Was ich tat", "both": "Was war"}
    write(content, "pieces/why.md", {"questions": [{"id": "hope", "prompt": worded}]})
    assert said(content) == [
        "languages/de, why: The question 'hope' is worded by track, and the partner may read it.",
    ]


def test_the_english_files_are_mended_first(content: Content) -> None:
    content.today.update(first_for_two="nowhere")
    content.write()
    write(content, "pieces/gone.md", {})
    assert [problem.id for problem in checks.problems_in(content.root)] == ["recovery.E007"] * len(TRACKS)
