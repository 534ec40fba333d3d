"""Help lines come from one file of the host's, read strictly; what nobody has checked says so."""

from datetime import date
from pathlib import Path

import pytest
from django.core.checks import run_checks

from couples.help_lines import OURS, Line, WrongHelpLines, read

TODAY = date(2027, 3, 15)
WHOLE = """
[[country]]
code = "XX"
name = "Examplia"
emergency = "112"

[[country.line]]
name = "Helpline of Examplia"
number = "+99 (0) 800-000 000"
site = "https://helpline.example/"
about = "Day and night."
checked = 2027-03-14
"""


@pytest.fixture
def the_file(tmp_path: Path, settings) -> Path:
    """The host's own."""
    settings.TWOFOLD_HELP_LINES = tmp_path / "help.toml"
    return tmp_path / "help.toml"


def test_a_whole_file(the_file):
    the_file.write_text(WHOLE)
    (country,) = read(the_file, TODAY)
    assert (country.code, country.name, country.is_checked) == ("XX", "Examplia", True)
    about = "Day and night."
    assert country.lines == (
        Line("Emergency number", "112"),
        Line("Helpline of Examplia", "+99 (0) 800-000 000", "https://helpline.example/", about, date(2027, 3, 14)),
    )
    assert country.lines[1].to_call == "+990800000000"


COUNSELLING = """
[[country.counselling]]
name = "Register of counsellors"
site = "https://counsellors.example/"
"""


def test_counselling_stands_apart_from_what_helps_at_once(the_file):
    the_file.write_text(WHOLE + COUNSELLING)
    (country,) = read(the_file, TODAY)
    assert country.counselling == (Line("Register of counsellors", site="https://counsellors.example/"),)
    assert [line.name for line in country.lines] == ["Emergency number", "Helpline of Examplia"]


WRONG = {
    WHOLE + COUNSELLING.replace("site", "page"): "nobody knows “page” here",
    "[[country": "cannot be read",
    "[[land]]": "nobody knows “land” here",
    WHOLE + "[[country]]\ncode = 'XX'\nname = 'Another'\nemergency = '1'": "Two countries have the code XX",
    WHOLE.replace('"XX"', '"xx"'): "two capital letters",
    WHOLE.replace('"112"', "112"): "emergency is a text",
    WHOLE.replace('"112"', '"call us"'): "is a phone number in quotes",
    WHOLE.replace("checked = 2027-03-14", 'checked = "2027-03-14"'): "is a day without quotes",
    WHOLE.replace("2027-03-14", "2027-03-17"): "a day that has not come",
    WHOLE.replace("https://", "javascript://"): "begins with https://",
    WHOLE.replace("https://", "http://"): "begins with https://",
    WHOLE.replace('number = "+99 (0) 800-000 000"\nsite = "https://helpline.example/"', ""): "a number or a site",
    WHOLE.replace("Day and night.", "Day " * 100): "at most 300 characters",
    WHOLE.replace("about", "abuot"): "nobody knows “abuot” here",
    "country = 3": "under [[",
}


@pytest.mark.parametrize("says", sorted(set(WRONG.values())))
def test_what_is_wrong_is_named(the_file, client, says):
    for text in (text for text, said in WRONG.items() if said == says):
        the_file.write_text(text)
        with pytest.raises(WrongHelpLines) as refusal:
            read(the_file, TODAY)
        assert says in str(refusal.value)
        (found,) = [message for message in run_checks() if message.id == "couples.E001"]
        assert found.msg
        page = client.get("/help/")
        assert (page.status_code, "There’s no list of helplines here yet" in page.text) == (200, True)


def test_a_file_that_is_not_there_is_named(the_file):
    with pytest.raises(WrongHelpLines, match="cannot be read"):
        read(the_file, TODAY)


def test_what_comes_along_is_whole_and_unchecked():
    countries = read(OURS, TODAY)
    assert len(countries) > 10
    assert [country.name for country in countries if country.is_checked] == []


def test_until_one_is_checked_the_page_says_so(client, the_file):
    the_file.write_text(WHOLE.replace("checked = 2027-03-14", ""))
    page = client.get("/help/").text
    assert "hasn’t checked them yet." in page
    assert page.count("Not checked yet") == 2
    the_file.write_text(WHOLE.replace("2027-03-14", "2026-03-14"))
    page = client.get("/help/").text
    assert "Nobody has checked" not in page
    assert '<time datetime="2026-03-14">14 March 2026</time>' in page
    assert '<a class="number" href="tel:+990800000000">+99 (0) 800-000 000</a>' in page
    assert page.count("Not checked yet") == 1


def test_what_the_host_writes_is_only_text(client, the_file):
    the_file.write_text(WHOLE.replace("Day and night.", "<script>1</script>"))
    assert "<script>1</script>" not in client.get("/help/").text
