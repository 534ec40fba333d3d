"""The agreement and its signed texts, as pages."""

import re
from uuid import uuid4

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.models import Clause, Version
from agreement.reading import texts_of
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM

pytestmark = pytest.mark.django_db


NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"


HOME, ADD, SIGNING = "/agreement/", "/agreement/clauses/", "/agreement/signing/"


POST_ONLY = ["/agreement/draft/", "/agreement/review-day/", "/agreement/offer/", "/agreement/signature/removal/"]


def add(client, text, **more):
    return client.post(ADD, {"text": text, "topic": "", "clause": str(uuid4()), **more})


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


@pytest.mark.parametrize("url", POST_ONLY)
def test_what_changes_something_is_a_post(as_alice, couple, url):
    assert as_alice.get(url).status_code == 405
    assert not Version.unscoped.exists()


@pytest.mark.parametrize("url", [HOME, SIGNING, "/agreement/versions/", "/agreement/versions/1/", *POST_ONLY])
def test_who_is_not_signed_in_signs_in_first(client, in_force, url):
    for response in (client.get(url), client.post(url)):
        assert response.status_code == 302
        assert "/account/" in response.url


def test_the_first_visit_is_for_now(as_alice, couple):
    page = as_alice.get(HOME)
    assert page.status_code == 200
    for words in (
        "For now",
        "Two or three lines until you’ve talked properly",
        "None of this counts until you’ve both signed it.",
        "not a legal contract",
    ):
        assert words in page.text
    assert not Version.unscoped.exists()


def test_a_pattern_is_there_to_begin_from(as_alice, couple):
    page = as_alice.get(HOME + "clauses/?pattern=5").text.replace("\n", "")
    assert ">If … writes, I tell you the same day.</textarea>" in page
    for nonsense in ("99", "0", "-1", "x", "", "²"):
        assert as_alice.get(ADD, {"pattern": nonsense}).status_code == 200


def test_a_new_draft_is_begun_while_the_text_stays_in_force(as_bob, alice, in_force):
    assert as_bob.post("/agreement/draft/").url == HOME
    assert as_bob.post("/agreement/draft/").url == HOME
    page = as_bob.get(HOME).text
    assert "It stays in force until you’ve both signed something else, or either of you sets it aside." in page
    assert page.index("In force since") < page.index("Draft")
    assert escape(SAM) in page[: page.index("Draft")]
    assert Version.unscoped.count() == 2
    assert texts_of(us_of(alice)).in_force == in_force


def test_a_signed_text_has_both_names_and_days_and_its_fingerprint(as_alice, in_force):
    page = as_alice.get("/agreement/versions/1/").text
    for words in ("Alice A.", "Bob B.", in_force.sha256, SAM, PHONES, "not a legal contract"):
        assert escape(words) in page
    assert "/agreement/versions/1/" in as_alice.get("/agreement/versions/").text


def test_a_line_reads_as_it_is_hashed(as_alice, couple):
    add(as_alice, "I will \u202erevo ekat\u202c nothing")
    assert Clause.unscoped.get().text == "I will revo ekat nothing"


@pytest.mark.parametrize("path", ["2/", "0/", f"{'9' * 30}/", f"{NOWHERE}/"])
def test_a_version_that_is_not_there(as_alice, in_force, path):
    assert as_alice.get(f"/agreement/versions/{path}").status_code == 404


def test_a_draft_is_not_among_the_signed_texts(as_alice, in_force, alice):
    draft = actions.begin_draft(alice)
    assert as_alice.get(f"/agreement/versions/{draft.number}/").status_code == 404
    assert as_alice.get(f"/agreement/versions/{draft.pk}/").status_code == 404


def test_after_leaving_the_signed_text_stays_readable_to_both(as_alice, as_bob, bob, in_force):
    couples.leave(bob)
    for client in (as_alice, as_bob):
        assert str(in_force.pk) in client.get("/agreement/versions/").text
        assert escape(SAM) in client.get(f"/agreement/versions/{in_force.pk}/").text
        assert client.get("/agreement/versions/1/").status_code == 404
        assert escape(SAM) not in client.get(HOME).text


def test_no_title_or_address_says_a_word(as_alice, draft):
    for url in (HOME, f"{ADD}{first_line(draft).pk}/"):
        title = re.search(r"<title>(.*?)</title>", as_alice.get(url).text)[1]
        assert "Sam" not in title
