"""`make workbook`: what anyone may read and what the plan asks, on paper, read back by another library."""

import io

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from couples.help_lines import Country, Line
from recovery.plan import catalogue
from recovery.printing import printed, workbook_pdf

EXAMPLIA = Country("XX", "Examplia", (Line("Emergency", "112"), Line("A line by chat", site="https://line.example/")))


def in_one_line(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pages():
    reader = PdfReader(io.BytesIO(workbook_pdf([EXAMPLIA])))
    assert reader.metadata.title == "A workbook"
    return [in_one_line(page.extract_text()) for page in reader.pages]


def test_the_safety_page_comes_first_and_then_the_numbers(pages):
    text = " ".join(pages)
    rest = text[text.index("In danger now?") :]
    in_order = ["Numbers to call", "Examplia", "112", "https://line.example/", "Breathe out, slowly"]
    places = [rest.index(each) for each in in_order]
    assert places == sorted(places)
    assert text.index("Breathe out, slowly") > text.index("In danger now?")


def test_every_page_that_anyone_may_read_is_in_it(pages):
    text = " ".join(pages)
    assert [page.title for page in catalogue.library() if page.kind == "read" and page.title not in text] == []


def test_every_question_of_the_plan_has_room_to_write(pages):
    data = printed([])
    pieces = [piece for step in data["steps"] for piece in step["pieces"]] + data["around"]
    asking = {piece.title for piece in catalogue.activities() if piece.built and piece.questions}
    assert {piece["title"] for piece in pieces} == asking
    questions = [question for piece in pieces for question in piece["questions"]]
    assert [each for each in questions if not each["lines"] and not each["options"]] == []
    text = " ".join(pages)
    assert [each["text"] for question in questions for each in question["prompts"] if each["text"] not in text] == []


def test_a_list_that_is_numbered_is_numbered_on_paper(pages):
    before = {page["title"]: page for page in printed([])["pages"]}["Is flirting harmless?"]
    said = ["".join(run["text"] for run in block["runs"]) for block in before["blocks"] if block.get("number")]
    assert said
    text = " ".join(pages)
    assert [each for number, each in enumerate(said, 1) if f"{number}. {in_one_line(each)}" not in text] == []


def test_it_says_that_paper_is_found(pages):
    assert "Anyone who finds this can read what’s written in it." in pages[0]


def test_it_is_written_by_one_command(tmp_path, capsys):
    call_command("workbook", tmp_path / "workbook.pdf")
    assert (tmp_path / "workbook.pdf").read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out == f"Written: {tmp_path / 'workbook.pdf'}\n"
