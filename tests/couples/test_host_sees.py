"""What can my host see? Honest, open to anyone, and linked where somebody is asked to join."""

import re
from pathlib import Path

import pytest

from agreement.reading import clauses_in_force
from checkins.forms import CheckInForm
from couples import actions
from couples.us import us_of
from pages.forms import LineField, WordsField
from tests.checkins.conftest import put_in_force

pytestmark = pytest.mark.django_db

OWN_COMPUTER = "can read every email it “sends”"


def test_it_is_open_to_anyone_and_names_the_host(client, settings):
    settings.TWOFOLD_HOST_NAME = "The Society of Gardeners"
    page = client.get("/who-keeps-what/").text
    assert "The Society of Gardeners" in page
    assert "they may be your partner." in page


@pytest.mark.parametrize("is_local", [True, False])
def test_on_somebodys_own_computer_it_says_what_the_mailbox_means(client, settings, is_local):
    settings.LOCAL = is_local
    assert (OWN_COMPUTER in client.get("/who-keeps-what/").text) is is_local


def test_it_is_linked_from_the_invitation_and_from_this_server(client, dana):
    token = actions.invite(dana).body["token"]
    for path in (f"/join/{token}/", "/about/", "/who-sees-what/"):
        assert '"/who-keeps-what/"' in client.get(path).text, path


def browser_section(client) -> str:
    page: str = client.get("/who-keeps-what/").text
    return page.split('id="browser">')[1].split("<h2>", maxsplit=1)[0]


def test_it_says_what_a_browser_may_send_and_where_that_is_turned_off(client):
    section = browser_section(client)
    for helper in ("enhanced", "Translation", "Keyboards", "Saved passwords", "settings"):
        assert helper in section
    assert len(re.sub(r"<[^>]+>", " ", section).split()) < 120


def test_what_it_says_that_browsers_are_asked_they_are_asked(client):
    assert "to keep no copy of a page, not to translate what you write" in browser_section(client)
    answer = client.get("/who-keeps-what/")
    assert answer["Cache-Control"] == "no-store"
    assert "browsing-topics=()" in answer["Permissions-Policy"]
    for field in (LineField(), WordsField()):
        assert field.widget.attrs["translate"] == "no"


# The text for asking a partner is ours, and so is a question with the title of its piece.
OURS = {
    "templates/couples/words_to_send.html",
    "templates/together/subject.html",
    "templates/together/talk_list.html",
}


def test_no_words_that_somebody_wrote_are_offered_for_translation():
    root = Path(__file__).resolve().parents[2]
    shown = re.compile(r'class="(?:words|topic)"(?! translate="no")')
    open_to_it = {
        str(path.relative_to(root)) for path in (root / "templates").rglob("*.html") if shown.search(path.read_text())
    }
    assert open_to_it == OURS


def test_nor_are_the_lines_that_a_check_in_asks_about(alice, bob, couple):
    put_in_force(alice, bob, "We tell <each> other the same day.")
    page = str(CheckInForm(clauses=clauses_in_force(us_of(alice)))["clauses"])
    assert '<span translate="no">We tell &lt;each&gt; other the same day.</span>' in page
