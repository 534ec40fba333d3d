"""The content folder: what the catalogue makes of it, and that `manage.py check` names what is wrong in it."""

from collections.abc import Callable

import pytest
from django.utils.html import strip_tags

from pages.visibility import SEALED
from recovery.plan import catalogue, checks, progress
from recovery.plan.activities import AT_ONCE, TRACKS, NoSuchActivity, NoSuchStep
from tests.recovery.folders import CHOICE, HINTS, OUTCOMES, SCALE, Content, entry, front, open_entry


def test_a_sound_folder_has_no_problems(content: Content) -> None:
    assert content.problems() == []


def test_a_folder_becomes_a_plan(content: Content) -> None:
    plan = content.load()
    [step] = plan.steps
    assert (step.number, step.name, strip_tags(step.introduction).strip()) == (1, "Talk", "Hello.")
    assert [piece.id for piece in plan.activities()] == ["notes", "breathe", "why", "later"]
    assert [piece.step for piece in plan.activities()] == [None, "talk", "talk", "talk"]
    assert [piece.id for piece in plan.my_part] == ["breathe", "notes"]


def test_a_piece_without_a_file_has_its_place(content: Content) -> None:
    later = content.load().activity("later")
    assert (later.built, later.title, later.kind, later.minutes) == (False, "later", "talk", 5)
    assert (later.visibility, later.questions, catalogue.reading_html(later)) == (None, (), "")


def test_prompts_and_hints_go_by_track(content: Content) -> None:
    [was] = content.load().activity("notes").questions
    assert [was.prompt(track) for track in ("hurt", "crossed", "both", None)] == [
        "I noticed",
        "I did",
        "It was",
        "It was",
    ]
    assert (was.kind, was.hint("hurt"), was.in_person) == ("line", "", False)


def test_a_sealed_question_may_be_kept_for_a_talk(content: Content) -> None:
    why = content.load().activity("why")
    assert (why.visibility, why.opens) == (SEALED, AT_ONCE)
    assert [question.in_person for question in why.questions] == [True]


@pytest.mark.parametrize(("track", "sees"), [("hurt", True), ("crossed", False), ("both", True), (None, True)])
def test_a_reading_goes_by_track(content: Content, track: str | None, sees: bool) -> None:
    breathe = content.load().activity("breathe")
    html = catalogue.reading_html(breathe, track, link=lambda piece, words: f'<a href="/to/{piece}/">{words}</a>')
    assert ("<h2>If you were hurt</h2>" in html) is sees
    assert "<p>For all.</p>" in html
    assert '<a href="/to/notes/">notes</a>' in html
    assert "{#" not in html


def test_html_in_a_reading_is_only_text(content: Content) -> None:
    content.reading = "<script>alert(1)</script>\n"
    html = catalogue.reading_html(content.load().activity("breathe"))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_what_is_not_in_the_plan_is_refused() -> None:
    with pytest.raises(NoSuchActivity):
        catalogue.activity("no-such-piece")
    with pytest.raises(NoSuchStep):
        catalogue.step("no-such-step")


Spoil = Callable[[Content], object]


@pytest.mark.parametrize(
    ("code", "says", "spoil"),
    [
        ("E002", "'minutes' is missing", lambda c: c.step["pieces"][0].pop("minutes")),
        ("E002", "'covers' is missing", lambda c: c.why.pop("covers")),
        ("E002", "'purpose' is missing", lambda c: c.step.pop("purpose")),
        ("E002", "'prompt' is missing", lambda c: c.why["questions"][0].pop("prompt")),
        ("E003", "field 'colour'", lambda c: c.notes.update(colour="green")),
        ("E003", "field 'colour'", lambda c: c.step["pieces"][1].update(colour="green")),
        ("E003", "field 'colour'", lambda c: c.notes["questions"][0].update(colour="green")),
        ("E004", "kind: 'quiz'", lambda c: c.step["pieces"][2].update(kind="quiz")),
        ("E004", "kind: 'essay'", lambda c: c.notes["questions"][0].update(kind="essay")),
        ("E004", "visibility: 'secret'", lambda c: c.why.update(visibility="secret")),
        ("E004", "minutes: True", lambda c: c.step["pieces"][2].update(minutes=True)),
        ("E008", "page '1'", lambda c: c.step["pieces"][2].update(page=1)),
        ("E004", "page:", lambda c: c.step["pieces"][2].update(page="later")),
        ("E004", "id: 'Two Words'", lambda c: c.step["pieces"][2].update(id="Two Words")),
        ("E004", "prompt:", lambda c: c.notes["questions"][0]["prompt"].pop("both")),
        ("E005", "row 'Z9'", lambda c: c.breathe.update(covers=["A1", "Z9"])),
        ("E006", "31 minutes", lambda c: c.step["pieces"][2].update(minutes=31)),
        ("E007", "'nowhere'", lambda c: setattr(c, "reading", "[on](piece:nowhere)")),
        ("E007", "'later'", lambda c: setattr(c, "reading", "[on](piece:later)")),
        ("E007", "no piece 'nowhere'", lambda c: c.around.update(my_part=["nowhere"])),
        ("E008", "piece 'later'", lambda c: c.around["pieces"].append(entry("later", "talk"))),
        ("E008", "question 'hope'", lambda c: c.why["questions"].append(c.why["questions"][0])),
        ("E009", "no step names a piece 'stray'", lambda c: c.stray()),
        ("E010", "'angry'", lambda c: setattr(c, "reading", "## If angry {#angry}\n")),
        ("E011", "cannot have visibility 'shared'", lambda c: c.notes.update(visibility="shared")),
        ("E012", "says when it opens", lambda c: c.why.pop("opens")),
        ("E013", "takes no field 'opens'", lambda c: c.notes.update(opens="at-once")),
        ("E013", "takes no field 'library'", lambda c: c.notes.update(library=True)),
        ("E013", "takes no field 'questions'", lambda c: c.breathe.update(questions=c.notes["questions"])),
        ("E014", "kind 'talk'", lambda c: c.step["pieces"][0].update(kind="talk")),
        ("E014", "kind 'practise'", lambda c: c.step["pieces"][0].update(kind="practise")),
        ("E014", "kind 'guided'", lambda c: c.step["pieces"][0].update(kind="guided")),
        ("E002", "'minutes' is missing", lambda c: c.library["pages"][0].pop("minutes")),
        ("E003", "field 'kind'", lambda c: c.library["pages"][0].update(kind="read")),
        ("E003", "field 'visibility'", lambda c: c.page.update(visibility="shared")),
        ("E004", "finds:", lambda c: c.page.update(finds=["my ex"])),
        ("E002", "'title' is missing", lambda c: c.library["shelves"][0].pop("title")),
        ("E001", "not a list of fields", lambda c: c.library["shelves"].append("Tonight")),
        ("E005", "row 'Z9'", lambda c: c.page.update(covers=["Z9"])),
        ("E007", "'nowhere'", lambda c: setattr(c, "page_text", "[on](piece:nowhere)")),
        ("E007", "'gone' has no text", lambda c: c.library["pages"].append(open_entry("gone"))),
        ("E007", "no page and no piece 'nowhere'", lambda c: c.library["shelves"][0]["holds"].append("nowhere")),
        ("E007", "'breathe' may be read by anyone", lambda c: c.library["shelves"][0].update(holds=["page"])),
        ("E007", "'notes' stands on a shelf", lambda c: c.library["shelves"][0]["holds"].append("notes")),
        ("E008", "shelved page 'page'", lambda c: c.library["shelves"][0]["holds"].append("page")),
        ("E008", "page '1'", lambda c: c.library["pages"][0].update(page=1)),
        ("E009", "lists no page 'stray'", lambda c: c.stray("library")),
        ("E007", "no piece 'nowhere'", lambda c: c.today["weeks"][0].update(hurt=["nowhere"])),
        ("E007", "no piece 'nowhere'", lambda c: c.today.update(first_for_two="nowhere")),
        ("E007", "no piece 'nowhere'", lambda c: c.today.update(after_first_opening="nowhere")),
        ("E008", "piece 'notes'", lambda c: c.today["weeks"].append({track: ["notes"] for track in TRACKS})),
        ("E015", "not written as it should be", lambda c: c.today.update(days=[])),
        ("E015", "not written as it should be", lambda c: c.today["weeks"][0].pop("both")),
        ("E015", "not written as it should be", lambda c: setattr(c, "today", ["breathe"])),
        ("E011", "asks nothing", lambda c: c.notes.pop("questions")),
        ("E016", "worded by track", lambda c: c.why["questions"][0].update(prompt=c.notes["questions"][0]["prompt"])),
        ("E016", "worded by track", lambda c: c.around["pieces"][0].update(kind="write")),
        ("E016", "no sample answer", lambda c: c.why["questions"][0].update(hint="Three months, say.")),
        ("E016", "no sample answer", lambda c: c.notes["questions"][0].update(hint={**HINTS, "both": "Say it."})),
        ("E016", "is a scale", lambda c: c.notes["questions"][0].update(SCALE)),
        ("E016", "is a choice", lambda c: c.why["questions"][0].update(CHOICE)),
        ("E016", "what its numbers mean", lambda c: c.why["questions"][0].update(SCALE, ends=["one"])),
        ("E016", "what its numbers mean", lambda c: c.why["questions"][0].update(ends=["low", "high"])),
        (
            "E016",
            "what its numbers mean",
            lambda c: c.why["questions"][0].update({**SCALE, "words": "So"}, kind="line"),
        ),
        ("E016", "nothing to choose from", lambda c: c.why["questions"][0].update(options=CHOICE["options"])),
        ("E002", "'label' is missing", lambda c: c.why["questions"][0].update(options=[{"id": "yes"}])),
        ("E001", "not a list of fields", lambda c: c.why["questions"][0].update(options=["yes"])),
        ("E004", "sittings: 0", lambda c: c.step["pieces"][0].update(sittings=0)),
        ("E004", "outcomes:", lambda c: c.decide(outcomes=[{"of": ["yes"], "title": "So", "text": "It is."}])),
        ("E012", "no text for yes with no", lambda c: c.decide(outcomes=OUTCOMES[:2])),
        ("E012", "no with yes is one too many", lambda c: c.decide(outcomes=[*OUTCOMES, OUTCOMES[2]])),
        ("E012", "one choice", lambda c: c.decide(questions=[])),
        ("E012", "does not open in the night", lambda c: c.decide(opens="at-once")),
        ("E012", "has no answer", lambda c: c.message()),
        ("E013", "takes no field 'outcomes'", lambda c: c.why.update(outcomes=OUTCOMES)),
    ],
)
def test_what_is_mistyped_is_named(content: Content, code: str, says: str, spoil: Spoil) -> None:
    spoil(content)
    found = content.problems()
    assert {number for number, _ in found} == {f"recovery.{code}"}
    assert any(says.lower() in words.lower() for _, words in found), found


@pytest.mark.parametrize("text", ["No front matter.\n", "---\n- a\n- list\n---\n", "---\na: [\n---\n"])
def test_a_file_that_cannot_be_read_is_named(content: Content, text: str) -> None:
    content.write()
    (content.root / "pieces" / "notes.md").write_text(text)
    [problem] = checks.problems_in(content.root)
    assert problem.id == "recovery.E001"
    assert problem.msg.startswith("notes.md: ")


def test_a_colon_in_a_text_is_the_commonest_mistake(content: Content) -> None:
    content.write()
    wrong = front(content.notes).replace("prompt:", "hint: “Mine: the jokes.”\n  prompt:")
    (content.root / "pieces" / "notes.md").write_text(wrong)
    [problem] = checks.problems_in(content.root)
    assert problem.id == "recovery.E001"
    assert "stands between straight quotes" in problem.msg


def test_a_decision_with_a_text_for_each_pair_is_sound(content: Content) -> None:
    content.decide()
    assert content.problems() == []


def test_on_a_piece_that_asks_both_reads_what_is_for_all_and_its_own(content: Content) -> None:
    content.notes_text = "For all.\n\n## Hurt {#hurt}\n\nHurt.\n\n## Both {#both}\n\nBoth.\n"
    notes = content.load().activity("notes")
    seen = {track: strip_tags(catalogue.reading_html(notes, track)).split() for track in (*TRACKS, None)}
    assert seen["both"] == ["For", "all.", "Both", "Both."]
    assert seen["hurt"] == ["For", "all.", "Hurt", "Hurt."]
    assert seen["crossed"] == seen[None] == ["For", "all."]


def test_what_is_repeated_counts_each_time(content: Content) -> None:
    content.step["pieces"][0]["sittings"] = 8
    pieces = tuple(content.load().activities())
    assert progress.core_minutes(pieces) == 5 * 8 + 5 + 5 + 5
    content.step["pieces"][0]["core"] = False
    assert progress.core_minutes(tuple(content.load().activities())) == 15


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (7, "about 7 minutes"),
        (89, "about 89 minutes"),
        (90, "about 1½ hours"),
        (120, "about 2 hours"),
        (428, "about 7 hours"),
    ],
)
def test_time_is_told_in_words(minutes: int, said: str) -> None:
    assert progress.in_words(minutes) == said


def test_a_row_that_is_no_entry_is_named(content: Content) -> None:
    content.step["pieces"].append("only a name")
    assert [number for number, _ in content.problems()] == ["recovery.E001"]


def test_two_steps_cannot_be_the_same(content: Content) -> None:
    content.write()
    (content.root / "steps" / "2-again.md").write_text(front({**content.step, "pieces": [entry("other")]}))
    found = [(problem.id, problem.msg) for problem in checks.problems_in(content.root)]
    assert found == [
        ("recovery.E008", "the plan: The step 'talk' is there twice."),
        ("recovery.E008", "the plan: The step number '1' is there twice."),
    ]
