"""/library/: what anyone may read, signed in or not; found by the words somebody has for it, and none of them kept."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from recovery.plan import catalogue
from recovery.plan.activities import Activity
from recovery.plan.searching import MOST_FOUND

pytestmark = pytest.mark.django_db

LIBRARY = "/library/"
PAGES = catalogue.library()
TO_READ = [page for page in PAGES if page.kind == "read"]
COUPLES = ("marek-and-ade", "ruth-and-len", "ines-and-callum")
OF_THE_LIBRARY = [page for page in catalogue.plan().pages if page.id not in COUPLES]
MOST_WORDS = 900
by_id = pytest.mark.parametrize("reading", TO_READ, ids=lambda page: page.id)


def at(page: Activity) -> str:
    return f"{LIBRARY}{page.page}/"


def main(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def words(client, said):
    return main(client.post(LIBRARY, {"words": said}).text)


def found(said):
    return [each.page.id for each in catalogue.find(said)]


# -- What stands there


def test_everything_that_anyone_may_read_is_on_one_shelf(client):
    page = client.get(LIBRARY).text
    assert [page.count(f'href="{at(each)}"') for each in PAGES] == [1] * len(PAGES)
    assert [page.count(f">{shelf.title}</h2>") for shelf in catalogue.shelves()] == [1] * len(catalogue.shelves())


@by_id
def test_each_says_what_it_is_not_and_where_to_go_with_fear(client, reading):
    shown = client.get(at(reading)).text
    assert "This isn’t therapy, and it can’t replace a counsellor." in shown
    assert 'href="/questions/"' in main(shown)
    leads_to_safety = 'because of this page. <a href="/library/71/">Keeping yourself safe</a>' in shown
    assert leads_to_safety is (reading.id != "keeping-yourself-safe")
    assert "<title>Library" in shown


@by_id
def test_no_link_leads_to_a_sign_in(client, reading):
    links = set(re.findall(r'href="(/[^"#]*)', main(client.get(at(reading)).text)))
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@by_id
def test_no_word_of_it_is_in_an_address(client, reading):
    article = client.get(at(reading)).text.partition("<article")[2].partition("</article>")[0]
    headings = re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', article)
    assert [anchor for anchor, _ in headings] == [f"part-{number}" for number in range(1, len(headings) + 1)]
    assert [unescape(strip_tags(words)) for _, words in headings] == reading.headings


@pytest.mark.parametrize("reading", OF_THE_LIBRARY, ids=lambda page: page.id)
def test_a_page_is_read_in_a_few_minutes(reading):
    text = " ".join(strip_tags(section.html) for section in reading.sections)
    assert len(text.split()) <= MOST_WORDS


@pytest.mark.parametrize("name", ["signs-in-yourself", "signs-in-a-partner"])
def test_signs_are_read_and_never_counted(client, name):
    """Bullets, and no numbers, boxes or totals."""
    shown = client.get(at(catalogue.activity(name))).text.partition("<article")[2].partition("</article>")[0]
    shown = re.sub(r"<nav.*?</nav>", "", shown, flags=re.DOTALL)
    assert shown.count("<ul>") >= 1
    assert re.findall(r"<(?:ol|input|select|progress|meter)\b", shown) == []
    assert re.findall(r"\d", re.sub(r"<[^>]*>", "", shown)) == []
    assert re.findall(r"(?i)\b(?:score|out of|more than \w+ of|or more of|count them|if you ticked)\b", shown) == []


def test_the_page_about_a_partner_ends_with_one_question_and_leads_to_help():
    last = catalogue.activity("signs-in-a-partner").sections[-1]
    assert last.heading == "One thing, one day, one question"
    ending = last.html[last.html.index("imagining it” is the answer every time") :]
    assert 'href="/help/"' in ending


@by_id
def test_nothing_promises_to_be_stronger_than_before(reading):
    text = " ".join(strip_tags(section.html) for section in reading.sections)
    promised = re.findall(r"(?i)[^.]*\b(?:stronger|better than (?:ever|before)|closer than)\b[^.]*", text)
    assert promised == []


def test_what_needs_an_account_is_named_and_no_link(client):
    shown = main(client.get(at(catalogue.activity("help-is-not-failure"))).text)
    assert "Finding someone (with an account)" in shown


def test_the_couples_have_five_scenes_each(client):
    for couple in COUPLES:
        page = catalogue.activity(couple)
        assert page.headings == ["1. Talk", "2. Agree", "3. Show", "4. Understand", "5. Support"]


def test_a_link_in_the_plan_stays_in_the_plan_and_one_in_the_library_stays_there(client, as_alice):
    signal = catalogue.activity("a-signal").page
    asked = catalogue.activity("what-it-is-and-isnt")
    assert f'href="/plan/{catalogue.activity("what-it-did-to-us").page}/"' in as_alice.get(f"/plan/{asked.page}/").text
    assert f'href="/library/{signal}/"' in client.get(at(catalogue.activity("if-you-crossed-a-line"))).text
    assert as_alice.get(f"/plan/{catalogue.activity('signs-in-a-partner').page}/").status_code == 404


# -- Search engines


@pytest.mark.parametrize("url", [LIBRARY, at(PAGES[0]), "/", "/help/", "/account/login/"])
@pytest.mark.parametrize("wanted", [False, True])
def test_search_engines_may_list_the_library_only_where_the_host_wants_it(client, settings, url, wanted):
    settings.TWOFOLD_SEARCH_ENGINES = wanted
    said = "all" if wanted and url.startswith(LIBRARY) else "noindex, nofollow"
    assert client.get(url)["X-Robots-Tag"] == said


# -- Search


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("my ex texted", {"questions-people-ask", "without-touching"}),
        ("snapchat", {"signs-in-a-partner"}),
        ("Gaslighting?", {"signs-in-a-partner"}),
        ("he’s violent", {"keeping-yourself-safe"}),
        ("how long does it take", {"questions-people-ask"}),
        ("COUNSELLOR", {"when-to-get-help", "help-is-not-failure", "without-touching", "the-first-days"}),
        ("STI test", {"when-it-was-more"}),
        ("naïve flirting", {"is-flirting-harmless"}),
    ],
)
def test_it_finds_what_people_look_for(said, first):
    assert found(said)[0] in first


def test_what_it_finds_stands_at_its_heading(client):
    shown = words(client, "my ex texted")
    assert f'<a href="{at(catalogue.activity("questions-people-ask"))}#part-' in shown
    assert "My ex texted. Do I have to say so?" in shown


@pytest.mark.parametrize("said", ["zxqv", "?!", "q" * 5000, "<b>zxqv</b>", "٣"])
def test_what_it_does_not_find_is_said_and_leads_to_help(client, said):
    shown = words(client, said)
    assert "No page has these words" in shown
    assert 'href="/help/"' in shown
    assert "<b>zxqv</b>" not in shown


@pytest.mark.parametrize("said", ["", "   "])
def test_without_a_word_it_is_the_library_as_it_is(client, said):
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert tokens.sub("", words(client, said)) == tokens.sub("", main(client.get(LIBRARY).text))


def test_never_more_than_fit_on_a_screen():
    assert len(found("you")) == MOST_FOUND


def test_nothing_of_it_is_kept_or_in_an_address(client):
    before = dict(client.session)
    answer = client.post(LIBRARY, {"words": "my ex texted"})
    assert (answer.status_code, dict(client.session)) == (200, before)
    assert 'method="post"' in main(answer.text)
    assert client.get(LIBRARY, {"words": "my ex texted"}).text.count("My ex texted. Do I have to say so?") == 0
