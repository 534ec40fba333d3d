"""`manage.py content`, and the three couples: what is said of our own texts."""

import re
from io import StringIO

from django.core.management import call_command

from recovery.plan import catalogue, folder
from recovery.plan.wording import prose, reading_age, tics

COUPLES = ("marek-and-ade", "ruth-and-len", "ines-and-callum")
NAMED = {"Marek", "Ade", "Ruth", "Len", "Ines", "Callum"}
# Words with a capital in the middle of a sentence that name no person.
NO_PERSON = {
    *(
        "A",
        "Being",
        "CBT",
        "Dad",
        "Export",
        "Finding",
        "Finkel",
        "Glasgow",
        "Gottman",
        "Help",
        "I",
        "Imago",
        "Is",
        "OK",
    ),
    *("Parting", "Portugal", "Psychological", "Science", "The", "Travel", "What", "Christmas", "Easter", "January"),
    *("February", "March", "April", "May", "June", "November", "Monday", "Mondays", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday", "Sundays", "Mum", "Fridays", "More", "New", "Year", "Germany", "HIV", "PEP"),
    *("Stavrova", "Pronk", "Denissen"),
}


def test_it_says_what_is_missing_and_what_comes_too_often() -> None:
    out = StringIO()
    call_command("content", stdout=out)
    said = out.getvalue()
    assert "The core takes 428 minutes, repeats counted." in said
    assert "  A8: what stirs it up again\n" in said
    counts = [int(count) for count in re.findall(r"^  [a-z-]+ \((\d+)\): ", said, re.MULTILINE)]
    assert counts == sorted(counts, reverse=True) != []


def test_tics_are_found_with_their_line() -> None:
    found = tics("All fine.\nAn honest word is an answer, not a wall, but a door.\nIt lands.\n")
    assert [tic.what for tic in found] == ["honest", "is an answer", "not a wall, but", "door", "lands"]
    assert found[0].line == "An honest word is an answer, not a wall, but a door."


def test_reading_ages_are_said_worst_first() -> None:
    out = StringIO()
    call_command("content", stdout=out)
    ages = re.findall(r"^  ([a-z-]+): (\d+\.\d)$", out.getvalue().partition("The age at which")[2], re.MULTILINE)
    assert sorted(piece for piece, _ in ages) == sorted(
        piece.id for piece in (*catalogue.activities(), *catalogue.plan().pages) if piece.built
    )
    assert [float(age) for _, age in ages] == sorted((float(age) for _, age in ages), reverse=True)


def test_a_heading_and_a_list_end_as_sentences_do() -> None:
    assert prose(["<h2>Today</h2>\n<ul>\n<li>Eat</li>\n<li>“Sleep?”</li></ul>", "<p>It&#x27;s &amp; it was.</p>"]) == (
        "Today.\nEat.\n“Sleep?”\nIt's & it was."
    )


def test_long_words_in_long_sentences_are_for_older_readers() -> None:
    plain = "You saw a message. It hurt. You can wait until the morning."
    official = "Notwithstanding previous communications, participants undertake responsibility for disclosures."
    assert reading_age(plain) < 9
    assert reading_age(official) > 20


def test_a_reader_of_fourteen_can_follow_every_piece() -> None:
    ages = {
        piece.id: reading_age(prose(section.html for section in piece.sections))
        for piece in (*catalogue.activities(), *catalogue.plan().pages)
        if piece.sections
    }
    assert {piece: round(age, 1) for piece, age in ages.items() if age > 14} == {}


def test_the_three_couples_have_five_short_scenes_each() -> None:
    for couple in COUPLES:
        text = folder.read_page(catalogue.CONTENT / "library" / f"{couple}.md").body
        portrait, *scenes = re.split(r"^## ", text, flags=re.MULTILINE)
        assert [scene.splitlines()[0] for scene in scenes] == [
            "1. Talk",
            "2. Agree",
            "3. Show",
            "4. Understand",
            "5. Support",
        ]
        assert max(len(scene.split("\n", 1)[1].split()) for scene in scenes) <= 150
        assert len(portrait.split()) <= 100


def test_no_text_names_anybody_but_the_three_couples() -> None:
    strangers = {}
    for path in (*folder.piece_paths(catalogue.CONTENT), *folder.library_paths(catalogue.CONTENT)):
        if path.stem in COUPLES:
            continue
        text = re.sub(r"\]\([^)]*\)", "", path.read_text("utf-8"))
        # After a letter or a comma and a space: in the middle of a sentence, where only a name has a capital.
        found = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+|(?<=[a-z,] )[A-Z]{2,}", text)) - NAMED - NO_PERSON
        if found:
            strangers[path.stem] = sorted(found)
    assert strangers == {}
