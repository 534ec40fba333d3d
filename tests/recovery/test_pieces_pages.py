"""GET and POST /plan/, /plan/<piece>/ and what stands under it, for readings and for pages of one's own."""

import pytest

from people.models import Person
from recovery.models import Done
from sealed.models import Draft

pytestmark = pytest.mark.django_db
MINE = "/plan/9/"


def words_of(person, activity="what-happened"):
    return Draft.objects.visible_to(person).get(piece=f"recovery:{activity}").body["words"]


def question(person=None):
    from recovery.plan import catalogue

    return catalogue.activity("what-happened").questions[0].id


def test_the_plan_shows_five_stones_and_nothing_that_is_not_here(as_alice):
    page = as_alice.get("/plan/").text
    assert page.count('class="stone ') == 5
    assert "here yet" not in page
    assert "The main pieces take about 1½ hours in all." in page
    assert "Nothing pretends" not in page


def test_a_reading_is_worded_for_its_reader_and_done_is_ones_own(as_alice, as_bob, alice, bob, couple):
    hurt, crossed = as_alice.get("/plan/1/").text, as_bob.get("/plan/1/").text
    assert hurt != crossed
    assert as_alice.post("/plan/1/done/").status_code == 302
    assert as_alice.post("/plan/1/done/").status_code == 302
    assert [done.activity for done in Done.objects.visible_to(alice)] == ["the-first-days"]
    assert not Done.objects.visible_to(bob).exists()


def test_what_is_kept_is_only_ones_own(as_alice, as_bob, alice, couple):
    assert as_alice.post(MINE, {question(): "a canary of alice", "revision": "0"}).url == MINE + "kept/"
    assert "a canary of alice" in as_alice.get(MINE).text
    assert "Only you can read it." in as_alice.get(MINE + "kept/").text
    for url in (MINE, "/plan/", "/today/"):
        assert "canary" not in as_bob.get(url).text


def test_writing_on_ones_own_needs_nobody(as_dana, dana):
    as_dana.post(MINE, {question(): "for me", "revision": "0"})
    assert words_of(dana)[question()]["value"] == "for me"


@pytest.mark.parametrize("blank", ["", "   \n ", "\u200b"])
def test_an_empty_page_gets_a_sentence(as_alice, blank):
    answer = as_alice.post(MINE, {question(): blank, "revision": "0"})
    assert answer.status_code == 422
    assert "Error: Write a line to any one of the questions." in answer.text
    assert not Draft.unscoped.exists()


def test_far_too_much_gets_a_sentence_and_stays_in_the_form(as_alice):
    text = "word " * 20_000
    answer = as_alice.post(MINE, {question(): text, "revision": "0"})
    assert answer.status_code == 422
    assert "Shorten this to 20,000 characters." in answer.text
    assert text.strip() in answer.text


def test_control_characters_markup_and_emoji_are_kept_as_words(as_alice, alice):
    as_alice.post(MINE, {question(): "a\x00b\x07 <b>bold</b> 💩 \u202eright", "revision": "0"})
    assert words_of(alice)[question()]["value"] == "ab <b>bold</b> 💩 right"
    assert "&lt;b&gt;bold" in as_alice.get(MINE).text


def test_a_stale_tab_overwrites_nothing_and_shows_both(as_alice, alice):
    as_alice.post(MINE, {question(): "from the first tab", "revision": "0"})
    answer = as_alice.post(MINE, {question(): "from the second tab", "revision": "0"})
    assert answer.status_code == 409
    assert "from the first tab" in answer.text
    assert "from the second tab" in answer.text
    assert words_of(alice)[question()]["value"] == "from the first tab"
    revision = Draft.objects.visible_to(alice).get().revision
    assert f'name="revision" value="{revision}"' in answer.text
    as_alice.post(MINE, {question(): "both together", "revision": str(revision)})
    assert words_of(alice)[question()]["value"] == "both together"


def test_autosave_counts_revisions(as_alice, alice):
    first = as_alice.post(MINE + "draft/", {question(): "one", "revision": "0"})
    assert (first.status_code, first.json()) == (200, {"revision": 1})
    assert as_alice.post(MINE + "draft/", {question(): "two", "revision": "1"}).json() == {"revision": 2}
    assert as_alice.post(MINE + "draft/", {question(): "late", "revision": "1"}).status_code == 409
    assert words_of(alice)[question()]["value"] == "two"
    assert as_alice.post(MINE + "draft/", {question(): "x", "revision": "nonsense"}).status_code == 422


def test_throwing_away_is_asked_once_and_then_gone(as_alice, alice):
    as_alice.post(MINE, {question(): "gone soon", "revision": "0"})
    assert "Delete this page?" in as_alice.get(MINE + "removal/").text
    assert Draft.objects.visible_to(alice).exists()
    as_alice.post(MINE + "removal/")
    assert not Draft.objects.visible_to(alice).exists()
    assert not Done.objects.visible_to(alice).exists()


@pytest.mark.parametrize("url", ["/plan/9999/", "/plan/11/", "/library/9/", "/library/none/", "/plan/%00/"])
def test_what_is_not_there_is_a_404(as_alice, url):
    assert as_alice.get(url).status_code == 404


@pytest.mark.parametrize("url", ["draft/", "seal/", "done/", "opening/", "sealed/", "look-again/", "answer/removal/"])
def test_a_reading_has_none_of_a_sealed_pieces_pages(as_alice, couple, url):
    assert as_alice.post("/plan/7/" + url).status_code in (404, 405) or url == "done/"


@pytest.mark.parametrize("url", ["done/", "draft/", "answer/removal/"])
def test_what_changes_something_needs_a_post(as_alice, couple, url):
    assert as_alice.get("/plan/3/" + url).status_code == 405


def test_the_library_is_open_to_anyone(client, db):
    assert "The first days" in client.get("/library/").text
    page = client.get("/library/1/")
    assert page.status_code == 200
    assert "isn’t therapy" in page.text
    assert "sessionid" not in page.cookies


def test_a_track_changes_words_never_tools(as_alice, alice: Person):
    from people import actions

    urls = {}
    for track in ("hurt", "crossed", "both"):
        actions.choose_track(alice, track)
        page = as_alice.get("/plan/").text
        urls[track] = sorted(part.split('"')[0] for part in page.split('href="/plan/')[1:])
    assert urls["hurt"] == urls["crossed"] == urls["both"]
