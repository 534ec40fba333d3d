"""A signed text as a PDF, read back by another library: its words, both names, what is attached, who may have it."""

import hashlib
import io
import json
import re
from datetime import date
from uuid import UUID

import pytest
from django.utils import translation
from django.utils.html import escape
from pypdf import PdfReader

from agreement import actions
from agreement.actions import LineWords
from agreement.document import Document, Line
from agreement.labels import further_of
from agreement.models import State, Version, document_of
from agreement.printing import TEMPLATE, pdf_of, printed
from agreement.reading import clauses_of
from agreement.version_page import Signed, VersionLine, VersionPage, terms_of
from agreement.views.files import MOST_NAMED
from couples import actions as couples
from couples.us import Us
from pages import typesetting
from pages.typesetting import MOST_PARAGRAPHS, LettersMissing, TooLongForPaper, compiled, missing_letters
from people.models import Person
from tests.agreement.conftest import PHONES, SAM, sign
from tests.agreement.pictures import inked_columns

PDF = "/agreement/versions/1/document.pdf"
MARGIN = 22 / 25.4 * 72  # 22 mm in points
A4 = (595, 842)
GOES_ON = "and goes on\n"


def page_of(*texts, name="Alice A.", preamble="For now", topic="Sam", terms="For both of us"):
    """A signed text with these lines, as its page shows it, of nobody."""
    return page_with(*(LineWords(text, topic) for text in texts), name=name, preamble=preamble, terms=terms)


def page_with(*written, name="Alice A.", preamble="For now", terms=""):
    """The same, of lines with all their parts."""
    version = Version(number=1, state=State.IN_FORCE, in_force_on=date(2026, 11, 4), review_on=date(2027, 2, 12))
    lines = tuple(Line(UUID(int=each), words) for each, words in enumerate(written))
    signed = Document(UUID(int=1), 1, None, "salt", preamble, lines, version.review_on)
    version.sha256 = signed.sha256()
    us = Us(Person())
    return VersionPage(
        version=version,
        document=signed,
        preamble=preamble,
        clauses=tuple(
            VersionLine(words.topic, words.text, terms or terms_of(us, words), tuple(further_of(words)))
            for words in written
        ),
        review_on=version.review_on,
        signatures=(Signed(name, date(2026, 11, 3)), Signed("Bob B.", date(2026, 11, 4))),
    )


def made(*texts, **more):
    return PdfReader(io.BytesIO(pdf_of(page_of(*texts, **more), is_in_force=True)))


def read(answer):
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.content))


def words_in(pdf):
    """Its words in their order, whatever line they stand on."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def spots_in(pdf, letters=None):
    """Where something is set, or one of these letters, page by page: x and y in points from the lower left corner."""
    spots = []

    def note(text, matrix, of_text, _font, _size):
        if set(text) & set(letters) if letters else text.strip():
            x, y = of_text[4:]
            spots.append((x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]))

    for page in pdf.pages:
        page.extract_text(visitor_text=note)
    return spots


@pytest.mark.django_db
def test_it_holds_the_words_both_names_and_days_and_the_fingerprint(as_alice, in_force):
    words = words_in(read(as_alice.get(PDF)))
    day = f"{in_force.in_force_on:%-d %B %Y}"
    for said in (
        *("Our agreement", f"Version 1 · in force since {day}", SAM, PHONES, "For both of us"),
        *(f"Alice A. (signed by Alice) {day}", f"Bob B. (signed by Bob) {day}", in_force.sha256),
        "Nothing in it stops either of you from getting help, or from talking to someone you trust.",
        f"Review date: {in_force.review_on:%-d %B %Y}",
    ):
        assert said in words
    assert words.index(SAM) < words.index(PHONES) < words.index("Alice A.")
    aloud = re.search("Words to compare aloud: <span[^>]*>([^<]*)<", as_alice.get("/agreement/versions/1/").text)[1]
    assert f"Words to compare aloud: {aloud}" in words


@pytest.mark.django_db
def test_what_both_signed_is_attached_to_the_byte_and_nothing_else(as_bob, in_force, bob):
    (attached,) = read(as_bob.get(PDF)).attachment_list
    assert attached.name == "agreement.json"
    assert hashlib.sha256(attached.content).hexdigest() == in_force.sha256
    assert attached.content == document_of(in_force, clauses_of(bob, in_force), in_force.review_on).canonical()


@pytest.mark.django_db
def test_it_is_a_file_that_says_nothing_by_its_name_or_title_and_is_kept_nowhere(as_alice, in_force):
    answer = as_alice.get(PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="our-lines.pdf"'
    assert answer["Cache-Control"] == "no-store"
    pdf = read(answer)
    assert pdf.metadata.title == "Our lines"
    assert pdf.metadata.author is None
    assert pdf.metadata.creation_date is None


@pytest.mark.django_db
def test_a_screen_reader_finds_its_way(as_alice, in_force):
    pdf = read(as_alice.get(PDF))
    assert pdf.root_object["/Lang"] == "en"
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.root_object
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.root_object["/Metadata"].get_object().get_data().decode()
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {A4}


@pytest.mark.django_db
def test_both_get_the_same_file(as_alice, as_bob, in_force):
    assert as_alice.get(PDF).content == as_bob.get(PDF).content


@pytest.mark.django_db
def test_it_is_got_and_nothing_else(as_alice, in_force):
    for url in (PDF, f"/agreement/versions/{in_force.pk}/document.pdf", "/agreement/review-day/calendar/"):
        assert as_alice.post(url).status_code == 405
        assert as_alice.head(url).status_code == 200


@pytest.mark.django_db
def test_its_page_leads_there(as_alice, in_force):
    for url in ("/agreement/versions/1/", f"/agreement/versions/{in_force.pk}/"):
        link = re.search('<a class="button quiet" href="([^"]*)">Save as a PDF</a>', as_alice.get(url).text)[1]
        assert link == f"{url}document.pdf"
        assert SAM in words_in(read(as_alice.get(link)))


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["2", "0", "9" * 30, str(UUID(int=5))])
def test_a_text_that_is_not_there(as_alice, in_force, number):
    assert as_alice.get(f"/agreement/versions/{number}/document.pdf").status_code == 404


@pytest.mark.django_db
def test_a_stranger_gets_what_who_asks_for_nothing_gets(as_charlie, in_force):
    assert as_charlie.get(PDF).status_code == 404
    found = as_charlie.get(f"/agreement/versions/{in_force.pk}/document.pdf")
    assert (found.status_code, SAM in found.text) == (404, False)


@pytest.mark.django_db
def test_a_draft_has_no_pdf(as_alice, in_force, alice):
    draft = actions.begin_draft(alice)
    for which in (draft.number, draft.pk):
        assert as_alice.get(f"/agreement/versions/{which}/document.pdf").status_code == 404


@pytest.mark.django_db
def test_both_keep_theirs_when_the_space_is_closed(as_alice, as_bob, bob, in_force):
    couples.leave(bob)
    for client in (as_alice, as_bob):
        words = words_in(read(client.get(f"/agreement/versions/{in_force.pk}/document.pdf")))
        assert SAM in words
        assert "no longer in force" in words
        assert client.get(PDF).status_code == 404


@pytest.mark.django_db
def test_an_older_text_says_that_it_is_no_longer_in_force(as_alice, in_force, alice, bob):
    actions.begin_draft(alice)
    actions.add_clause(bob, LineWords("One more."))
    actions.offer(bob)
    for person in (alice, bob):
        sign(person)
    assert "no longer in force" in words_in(read(as_alice.get(PDF)))
    newer = words_in(read(as_alice.get("/agreement/versions/2/document.pdf")))
    assert ("no longer in force" in newer, "One more." in newer) == (False, True)


@pytest.mark.django_db
def test_what_has_no_letters_here_is_named_and_its_page_can_be_printed(as_alice, alice, bob, couple):
    actions.add_clause(alice, LineWords("No 😀 to Sam, 漢字 or ไทย.", topic="🎈"))
    actions.offer(alice)
    sign(alice), sign(bob, "Bob 😀")
    answer = as_alice.get(PDF)
    assert answer.status_code == 422
    assert "Content-Disposition" not in answer
    assert '<p class="words" translate="no">🎈 😀 漢 字 ไ ท ย</p>' in answer.text
    assert escape("The typefaces for PDFs don’t have these letters:") in answer.text
    assert '<a class="button" href="/agreement/versions/1/">Open the page</a>' in answer.text
    assert "Our lines" in re.search(r"<title>(.*?)</title>", answer.text, re.DOTALL)[1]


@pytest.mark.django_db
def test_of_hundreds_of_letters_some_are_named(as_alice, alice, bob, couple):
    actions.add_clause(alice, LineWords("".join(chr(0x4E00 + each) for each in range(MOST_NAMED + 7))))
    actions.offer(alice)
    sign(alice), sign(bob)
    page = as_alice.get(PDF).text
    assert len(re.search('<p class="words" translate="no">([^<]*)</p>', page)[1].split()) == MOST_NAMED
    assert "There are 7 more." in page


def test_every_missing_letter_is_named_once_wherever_it_stands():
    with pytest.raises(LettersMissing) as refused:
        pdf_of(page_of("漢漢", "漢 and 字", name="Ali 👩‍🚀", preamble="ไ", topic="🎈"), is_in_force=True)
    assert set(refused.value.letters) == {"漢", "字", "👩", "🚀", "ไ", "🎈"}
    assert len(refused.value.letters) == 6


@pytest.mark.parametrize(
    ("text", "named"),
    [("\x1f", "U+001F"), ("\u0378", "U+0378"), ("\ufffe", "U+FFFE"), ("\u0e34", "◌\u0e34")],
)
def test_a_letter_without_a_look_of_its_own_is_named_by_its_number(text, named):
    with pytest.raises(LettersMissing) as refused:
        pdf_of(page_of(f"a{text}b"), is_in_force=True)
    assert refused.value.letters == (named,)


def test_a_letter_that_is_quoted_in_the_complaint_is_read_as_it_is():
    said = r'the text `"\""` could not be displayed … the text `"\\"` could … the text `"\u{1f600}\u{200d}"` could'
    assert missing_letters(said) == ('"', "\\", "😀")
    assert missing_letters("another error") == ()


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200d", "\u200c", "\ufe0f", "\u00ad", "\u2060", "\u200e", "\u2800"])
def test_a_letter_that_prints_nothing_stands_in_no_ones_way(invisible):
    assert "SamSam" in words_in(made(f"Sam{invisible}Sam, Сэм{invisible}Сэм")).replace(invisible, "")


def test_words_that_look_like_markup_are_words():
    texts = [
        '#read("/etc/passwd") #panic() #sys.inputs',
        "*bold* _plain_ = no heading",
        "@ref <label> $x^2$ `raw` // no",
    ]
    words = words_in(made(*texts, name="#[A]", preamble="- [x] #image()", topic="\\u{41} ~ --- ..."))
    for text in (*texts, "#[A]", "- [x] #image()", "\\u{41} ~ --- ..."):
        assert text in words
    assert "root:" not in words


def test_the_template_reads_no_other_file():
    source = TEMPLATE.read_text()
    assert [call for call in ("read(", "image(", "include ", "import ", "plugin(", "eval(") if call in source] == []


def test_two_hundred_lines_hold_and_none_is_parted():
    pdf = made(*(f"Line {each} begins here.\n{GOES_ON * (each % 7)}And {each} ends here." for each in range(200)))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) > 10
    for each in range(200):
        begins = [number for number, words in enumerate(pages) if f"Line {each} begins here." in words]
        assert begins == [number for number, words in enumerate(pages) if f"And {each} ends here." in words]
        assert len(begins) == 1
    for number, words in enumerate(pages, 1):
        assert words.endswith(f"{number} / {len(pages)}")


def test_a_line_that_is_longer_than_a_page_goes_on_over_the_next():
    pdf = made("\n".join(f"Row {each}" for each in range(300)))
    words = words_in(pdf)
    assert all(f"Row {each}" in words for each in range(300))
    assert min(y for _, y in spots_in(pdf)) > 0
    assert len(pdf.pages) > 4


@pytest.mark.parametrize("letter", ["x", "Q", "ש", "م", "m-", "é"])
def test_a_very_long_word_stays_inside_the_margins(letter):
    word = letter * 700
    name = word[:190]
    shown = page_of(word, name=name, topic=name, terms=f"For {name}", preamble=word)
    for picture in pictures_of(shown):
        width, inked = inked_columns(picture)
        margin = int(width * 22 / 210) - 1
        assert min(inked) >= margin
        assert max(inked) <= width - margin
    assert words_in(made(word)).replace(" ", "").count(letter) == 700


def pictures_of(shown):
    """Its pages, at 24 points an inch."""
    made = compiled(TEMPLATE, printed(shown, is_in_force=True), format="png", ppi=24)
    return [made] if isinstance(made, bytes) else made


def test_a_word_that_fits_a_line_is_never_broken():
    long_word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    assert long_word in words_in(made(f"{'a ' * 60}{long_word}"))


def test_hebrew_and_arabic_hold_and_begin_at_the_right():
    hebrew, arabic = "אנחנו מדברים ביום ראשון", "نتحدث يوم الأحد"
    pdf = made(hebrew, arabic, topic="")
    read_back = words_in(pdf)
    for letters in (hebrew, arabic):
        assert set(letters) <= set(read_back)
    for letters in ("אני", "نيم"):
        assert min(x for x, _ in spots_in(pdf, letters)) > A4[0] / 2


def test_a_text_that_would_keep_the_server_busy_is_refused():
    with pytest.raises(TooLongForPaper):
        pdf_of(page_of("\n".join("a" * (MOST_PARAGRAPHS + 1))), is_in_force=True)


def test_what_a_line_says_besides_its_words_is_set_with_it():
    line = LineWords("A line.", "Sam", lasts="now", depends="Work is fine.", purpose="Quiet evenings.")
    words = words_in(PdfReader(io.BytesIO(pdf_of(page_with(line), is_in_force=True))))
    for said in (
        "What “it depends” means here Work is fine.",
        "What it’s for Quiet evenings.",
        "For both of us · For now",
    ):
        assert said in words
    assert "If it happens anyway" not in words


def test_it_speaks_the_language_of_the_house():
    with translation.override("ar"):
        pdf = made("A line.")
    assert pdf.root_object["/Lang"] == "ar"


def test_the_signed_json_is_that_of_the_page():
    shown = page_of("“Quotes”, \\ and \u2028 é")
    (attached,) = PdfReader(io.BytesIO(pdf_of(shown, is_in_force=True))).attachment_list
    assert attached.content == shown.document.canonical()
    assert json.loads(attached.content)["clauses"][0]["text"] == "“Quotes”, \\ and \u2028 é"


@pytest.mark.django_db
def test_whoever_has_waited_too_long_for_others_is_told_so_and_the_next_one_is_set(as_alice, in_force, monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST_WAIT", 0.0)
    with typesetting.TURN:
        answer = as_alice.get(PDF)
    assert answer.status_code == 503
    assert "Try again in a minute, or open its page and print it there." in answer.text
    assert read(as_alice.get(PDF))
