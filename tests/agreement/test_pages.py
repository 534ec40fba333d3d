"""Every address of the room: works, stranger, wrong state, GET refused, bad id; and bad input keeps what was typed."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.html import escape

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Signature, State, Version
from agreement.reading import texts_of
from couples import actions as couples
from couples.us import us_of
from tests.agreement.conftest import PHONES, SAM, hidden, lines_of, sign
from tests.people import later

pytestmark = pytest.mark.django_db
NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"
HOME, ADD, SIGNING = "/agreement/", "/agreement/clauses/", "/agreement/signing/"
POST_ONLY = [ADD, "/agreement/draft/", "/agreement/review-day/", "/agreement/offer/", "/agreement/signature/removal/"]


def add(client, text, **more):
    return client.post(ADD, {"text": text, "topic": "", "clause": str(uuid4()), **more})


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


def form_of_signing(client, **changes):
    page = client.get(SIGNING).text
    form = {name: hidden(page, name) for name in ("version", "sha256", "shown")}
    return {**form, "meant": "on", "name": "A name", **changes}


@pytest.mark.parametrize("url", POST_ONLY)
def test_what_changes_something_is_a_post(as_alice, couple, url):
    assert as_alice.get(url).status_code == 405
    assert not Version.unscoped.exists()


@pytest.mark.parametrize("url", [HOME, SIGNING, "/agreement/versions/", "/agreement/versions/1/", *POST_ONLY])
def test_who_is_not_signed_in_signs_in_first(client, in_force, url):
    for response in (client.get(url), client.post(url)):
        assert response.status_code == 302
        assert "/account/" in response.url


# -- beginning


def test_the_first_visit_is_for_now(as_alice, couple):
    page = as_alice.get(HOME)
    assert page.status_code == 200
    for words in (
        "For now",
        "two or three lines that let you both sleep",
        "Nothing is in force yet.",
        "not a legal contract",
    ):
        assert words in page.text
    assert not Version.unscoped.exists()


def test_a_pattern_is_there_to_begin_from(as_alice, couple):
    assert ">If … writes, I tell you the same day.</textarea>" in as_alice.get(HOME + "?pattern=2").text.replace(
        "\n", ""
    )
    for nonsense in ("9", "0", "-1", "x", "", "²"):
        assert as_alice.get(HOME, {"pattern": nonsense}).status_code == 200


def test_adding_leads_to_the_line(as_alice, alice, couple):
    answer = add(as_alice, SAM, topic="Sam")
    version = texts_of(us_of(alice)).working
    assert answer.status_code == 302
    assert answer.url == f"{HOME}#line-{first_line(version).pk}"
    page = as_alice.get(HOME).text
    assert escape(SAM) in page
    assert "by you" in page


def test_a_line_added_when_the_other_has_just_left_stays_on_the_page_as_ones_own(as_alice, bob, couple):
    couples.leave(bob)
    answer = add(as_alice, SAM, topic="Sam")
    assert answer.status_code == 409
    assert f">{escape(SAM)}</textarea>" in answer.text.replace("\n", "")
    assert 'action="/agreement/own-lines/"' in answer.text
    assert not Version.unscoped.exists()
    assert as_alice.post("/agreement/offer/").status_code == 409


def test_both_see_the_line_and_who_changed_it_last(draft, as_bob):
    page = as_bob.get(HOME).text
    assert re.search(r"last changed on \d+ \w+ by Alice", page)
    assert escape(SAM) in page


# -- input that cannot be kept as it is


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a few words first."),
        (" \n\t ", "Write a few words first."),
        ("\u200b\u200b", "Write a few words first."),
        ("ä" * 100_000, "Please shorten this to 2,000 characters. It has 100,000 now."),
    ],
)
def test_a_line_that_cannot_be_kept_gets_a_sentence_and_stays(as_alice, draft, alice, text, sentence):
    for url, more in ((ADD, {}), (f"{ADD}{first_line(draft).pk}/", {"seen": "1"})):
        page = as_alice.post(url, {"text": text, "topic": "Typed topic", **more})
        assert page.status_code == 422
        assert sentence in page.text
        assert "<title>Mend: " in page.text
        assert text.strip() in page.text
        assert "Typed topic" in page.text
    assert lines_of(alice, draft) == [SAM, PHONES]


def test_control_characters_are_left_out(as_alice, alice, couple):
    add(as_alice, "We\x00 say\x07 it\r\nplainly.\x1b")
    assert lines_of(alice, texts_of(us_of(alice)).working) == ["We say it\nplainly."]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_a_form_without_its_revision_is_calm(as_alice, alice, draft, seen):
    url = f"{ADD}{first_line(draft).pk}/"
    for response in (
        as_alice.post(url, {"text": "Other.", "seen": seen}),
        as_alice.post(f"{url}removal/", {"seen": seen}),
    ):
        assert response.status_code in (409, 422)
    assert lines_of(alice, draft) == [SAM, PHONES]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "Choose a day that is in the calendar"),
        ("soon", "Choose a day that is in the calendar"),
        ("", "Every text gets one on which you look at it again"),
        ("0001-01-01", "Choose a day from tomorrow"),
        ("9999-12-31", "Choose a day from tomorrow"),
        ("2026-05-01\x00", "Choose a day that is in the calendar"),
    ],
)
def test_an_impossible_day_gets_a_sentence_and_stays(as_alice, draft, day, sentence):
    page = as_alice.post("/agreement/review-day/", {"review_on": day})
    assert page.status_code == 422
    assert sentence in page.text
    assert day.replace("\x00", "") in page.text
    draft.refresh_from_db()
    assert draft.review_on is None


def test_today_is_too_soon_for_the_review_day(as_alice, draft, alice):
    day = clock.today(alice.tz)
    assert as_alice.post("/agreement/review-day/", {"review_on": day.isoformat()}).status_code == 422
    day += timedelta(days=1)
    assert as_alice.post("/agreement/review-day/", {"review_on": day.isoformat()}).url == HOME
    draft.refresh_from_db()
    assert draft.review_on == day


# -- one line


def test_a_line_can_be_changed(as_bob, bob, draft):
    url = f"{ADD}{first_line(draft).pk}/"
    page = as_bob.get(url)
    assert escape(SAM) in page.text
    assert as_bob.post(url, {"text": "Other.", "topic": "", "seen": hidden(page.text, "seen")}).status_code == 302
    assert lines_of(bob, draft) == ["Other.", PHONES]


@pytest.mark.parametrize("form", [{"text": "", "seen": "1"}, {"text": "Mine.", "seen": "x"}, {}])
def test_a_line_of_a_signed_text_is_not_there_to_mend(as_alice, as_bob, bob, in_force, form):
    line = f"{ADD}{first_line(in_force).pk}/"
    for client in (as_alice, as_bob):
        there, nowhere = client.post(line, form), client.post(f"{ADD}{uuid4()}/", form)
        assert (there.status_code, client.get(line).status_code) == (404, 404)
        assert escape(SAM) not in there.text
        assert re.sub(r'"csrfmiddlewaretoken" value="[^"]*"', "", there.text) == re.sub(
            r'"csrfmiddlewaretoken" value="[^"]*"', "", nowhere.text
        )
    couples.leave(bob)
    assert as_alice.post(line, form).status_code == 404


def test_words_changed_under_ones_hands_show_both_and_can_be_kept_all_the_same(as_alice, alice, bob, draft):
    line = first_line(draft)
    url = f"{ADD}{line.pk}/"
    seen = hidden(as_alice.get(url).text, "seen")
    actions.edit_clause(bob, line.pk, LineWords("Bob’s words."), seen=1)
    page = as_alice.post(url, {"text": "Alice’s words.", "topic": "", "seen": seen})
    assert page.status_code == 409
    assert "The words changed while you were reading." in page.text
    assert "Nothing of yours is lost: here are both." in page.text
    assert "Bob’s words." in page.text
    assert "Alice’s words." in page.text
    assert lines_of(alice, draft) == ["Bob’s words.", PHONES]
    as_alice.post(url, {"text": "Alice’s words.", "topic": "", "seen": hidden(page.text, "seen")})
    assert lines_of(alice, draft) == ["Alice’s words.", PHONES]


def test_a_line_taken_out_meanwhile_can_be_added_as_a_new_one(as_alice, alice, bob, draft):
    line = first_line(draft)
    actions.remove_clause(bob, line.pk, seen=1)
    page = as_alice.post(f"{ADD}{line.pk}/", {"text": "Alice’s words.", "topic": "Sam", "seen": "1"})
    assert page.status_code == 404
    assert "Alice’s words." in page.text
    assert f'action="{ADD}"' in page.text


def test_a_line_is_taken_out_as_it_was_seen(as_alice, alice, bob, draft):
    line = first_line(draft)
    actions.edit_clause(bob, line.pk, LineWords("Bob’s words."), seen=1)
    page = as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": "1"})
    assert page.status_code == 409
    assert "It was not taken out." in page.text
    assert as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": hidden(page.text, "seen")}).url == HOME
    assert lines_of(alice, draft) == [PHONES]
    assert as_alice.post(f"{ADD}{line.pk}/removal/", {"seen": "2"}).status_code == 404


def test_what_one_may_not_see_is_as_if_it_were_not_there(as_charlie, draft, in_force):
    def masked(response):
        return response.status_code, re.sub(
            r'(name="(csrfmiddlewaretoken|clause)" value=)"[^"]*"', r"\1", response.text
        )

    there, nowhere = f"{ADD}{first_line(in_force).pk}/", f"{ADD}{uuid4()}/"
    form = {"text": "Mine.", "topic": "", "seen": "1"}
    for path in ("", "removal/"):
        assert masked(as_charlie.post(there + path, form)) == masked(as_charlie.post(nowhere + path, form))
        assert as_charlie.post(there + path, form).status_code == 404
    assert masked(as_charlie.get(there)) == masked(as_charlie.get(nowhere))
    assert as_charlie.get(there).status_code == 404
    assert as_charlie.post(there, {"text": ""}).status_code == 404
    for url in ("/agreement/versions/1/", f"/agreement/versions/{in_force.pk}/", f"/agreement/versions/{uuid4()}/"):
        assert as_charlie.get(url).status_code == 404
    assert SAM not in as_charlie.get(HOME).text + as_charlie.get("/agreement/versions/").text


# -- notes


def test_vague_words_get_a_hint_and_are_kept(as_alice, couple):
    add(as_alice, "We are more careful.")
    page = as_alice.get(HOME).text
    assert "Would you both know, on a Tuesday evening" in page
    assert "We are more careful." in page


def test_what_can_control_gets_one_note_of_care_a_page(as_alice, couple):
    add(as_alice, "We know each other’s passwords.")
    add(as_alice, "You share your location.")
    page = as_alice.get(HOME).text
    assert page.count("Rules about this can be used to control someone") == 1
    assert page.count('class="care"') == 1


# -- offering and signing


def test_offer_read_sign_and_in_force(as_alice, as_bob, draft):
    assert as_alice.post("/agreement/offer/").url == HOME
    page = as_bob.get(SIGNING).text
    assert "Read it once more." in page
    assert "If you would be afraid to say no here, do not sign today." in page
    assert "It is not a legal contract." in page
    for words in (SAM, PHONES, "For now", "for both of us"):
        assert escape(words) in page
    assert as_bob.post(SIGNING, form_of_signing(as_bob, name="Bob B.")).url == HOME
    page = as_bob.get(HOME).text
    assert "You have signed these words." in page
    assert "They count once both have signed." in page
    assert as_bob.get(SIGNING).url == HOME
    as_alice.post(SIGNING, form_of_signing(as_alice, name="Alice A."))
    for client in (as_alice, as_bob):
        page = client.get(HOME).text
        assert "In force since" in page
        assert "You wrote this together." in page
        assert "Alice A." in page
        assert "Bob B." in page
    assert Version.unscoped.get().state == State.IN_FORCE


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Type your name, the way you sign."),
        ({"name": " \x00 "}, "Type your name, the way you sign."),
        ({"name": "x" * 100_000}, "Please shorten this to 200 characters."),
        ({"meant": ""}, "not signing needs no reason"),
    ],
)
def test_an_incomplete_signature_signs_nothing_and_keeps_what_was_typed(as_alice, offered, changes, sentence):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, **changes))
    assert page.status_code == 422
    assert sentence in page.text
    assert not Signature.unscoped.exists()
    if "meant" in changes:
        assert 'value="A name"' in page.text


@pytest.mark.parametrize("name", ["", "A name"])
def test_a_text_that_changed_is_not_signed_and_says_what_is_different(as_alice, bob, offered, name):
    form = form_of_signing(as_alice, name=name)
    actions.edit_clause(bob, first_line(offered).pk, LineWords("Bob’s words."), seen=1)
    actions.offer(bob)
    page = as_alice.post(SIGNING, form)
    assert page.status_code == 409
    assert "The text changed after you opened it. Nothing was signed." in page.text
    assert "Here is what is different." in page.text
    assert escape(SAM) in page.text
    assert "Bob’s words." in page.text
    assert "Read the new words" in page.text
    assert not Signature.unscoped.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": ""}, {"sha256": "0" * 64}, {"sha256": "x" * 1000}, {"version": "x"}, {"version": NOWHERE},
        {"shown": "{"}, {"shown": "x" * 100_000},
    ],
    ids=str,
)  # fmt: skip
def test_a_form_that_no_page_of_ours_made_signs_nothing(as_alice, offered, changes):
    page = as_alice.post(SIGNING, form_of_signing(as_alice, **changes))
    if changes == {"shown": "{"}:
        assert page.url == HOME
        return
    assert page.status_code in (409, 422)
    assert not Signature.unscoped.exists()


def test_a_draft_is_not_there_to_sign(as_alice, as_charlie, draft):
    for client in (as_alice, as_charlie):
        for page in (client.get(SIGNING), client.post(SIGNING, {"name": "x"})):
            assert page.status_code == 409
            assert "This text is a draft. Nothing was signed." in page.text


def test_after_14_days_it_is_calmly_a_draft(as_alice, offered):
    form = form_of_signing(as_alice)
    with later(days=14):
        assert as_alice.get(SIGNING).status_code == 409
        assert as_alice.post(SIGNING, form).status_code == 409
        page = as_alice.get(HOME).text
        day = offered.draft_again_on
        assert f"This text went back to being a draft on {day.day} {day:%B}. Nothing was lost." in page
        assert "Offer this text for signing" in page
    offered.refresh_from_db()
    assert offered.state == State.OFFERED


def test_a_signature_is_taken_back(as_alice, alice, offered):
    sign(alice)
    assert as_alice.post("/agreement/signature/removal/").url == HOME
    assert not Signature.unscoped.exists()
    assert as_alice.post("/agreement/signature/removal/").url == HOME


def test_in_force_no_signature_is_taken_back(as_alice, in_force):
    assert as_alice.post("/agreement/signature/removal/").status_code == 409
    assert Signature.unscoped.count() == 2


def test_the_words_that_are_hashed_are_the_words_on_the_page(as_alice, alice, couple):
    actions.add_clause(alice, LineWords("A <b>bold</b> & “quoted”\nline {{ of }} two.", topic="<i>Topic</i>"))
    actions.offer(alice)
    page = as_alice.get(SIGNING).text
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; “quoted”\nline {{ of }} two." in page
    assert "&lt;i&gt;Topic&lt;/i&gt;" in page
    assert as_alice.post(SIGNING, form_of_signing(as_alice)).url == HOME
    assert Signature.unscoped.count() == 1


# -- afterwards


def test_a_new_draft_is_begun_while_the_text_stays_in_force(as_bob, alice, in_force):
    assert as_bob.post("/agreement/draft/").url == HOME
    assert as_bob.post("/agreement/draft/").url == HOME
    page = as_bob.get(HOME).text
    assert "stays in force until then" in page
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


def test_nobody_signs_as_somebody_else(as_alice, as_bob, offered):
    as_alice.post(SIGNING, form_of_signing(as_alice, name="Bob"))
    as_bob.post(SIGNING, form_of_signing(as_bob, name="bob"))
    page = as_alice.get("/agreement/versions/1/").text
    assert "Bob (signed by Alice)" in page
    assert "bob (signed by" not in page
