"""GET and POST /agreement/notes/: what somebody does who did not sign freely, and what of it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

import clock
import people.actions
from agreement import actions
from agreement.models import SetAside, SigningNote
from agreement.part import AgreementPart
from couples import actions as couples
from couples.us import us_of
from people.proofs import Proof
from tests.agreement.conftest import hidden, page_of, sign
from tests.cast import client_of, later, signed_in_by
from tests.matrix.asking import NEW_LINE

pytestmark = pytest.mark.django_db

HOME, NOTES = "/agreement/", "/agreement/notes/"
LINK = "I did not sign freely</a>"
WORDS = "He stood behind me until I’d signed."
NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"


def kept(person):
    return [(note.text, note.number) for note in SigningNote.objects.visible_to(person)]


def writes(client, text=WORDS, **changes):
    page = client.get(NOTES).text
    return client.post(NOTES, {"text": text, "note": hidden(page, "note"), "about": hidden(page, "about"), **changes})


def test_a_note_is_kept_with_its_day_and_its_text(as_alice, alice, bob, in_force):
    today = clock.today(alice.tz)
    answer = writes(as_alice)
    note = SigningNote.unscoped.get()
    assert answer.url == NOTES
    assert (note.person, note.noted_on, note.text, note.number, note.since) == (alice, today, WORDS, 1, today)
    page = as_alice.get(NOTES).text
    assert escape(WORDS) in page
    assert f"{today:%A} {today.day} {today:%B %Y}" in page
    assert kept(bob) == []


def test_the_day_alone_is_worth_writing_down(as_alice, alice, in_force):
    writes(as_alice, "  ")
    assert kept(alice) == [("", 1)]
    assert "You wrote down the day." in as_alice.get(NOTES).text


def test_the_same_form_sent_twice_makes_one_note_and_other_words_another(as_alice, alice, in_force):
    form = {"text": WORDS, "note": hidden(as_alice.get(NOTES).text, "note")}
    places = {as_alice.post(NOTES, form).url for _ in range(2)}
    assert len(places) == 1
    as_alice.post(NOTES, {**form, "text": "More."})
    assert sorted(text for text, _ in kept(alice)) == [WORDS, "More."]


def test_an_id_that_is_another_persons_makes_a_note_of_ones_own(as_bob, alice, bob, in_force):
    theirs = actions.note_signing(alice, "Hers.")
    as_bob.post(NOTES, {"text": WORDS, "note": str(theirs.pk)})
    assert (kept(alice), kept(bob)) == ([("Hers.", 0)], [(WORDS, 0)])


@pytest.mark.parametrize("changes", [{"note": "x"}, {"about": "x"}, {"text": "x" * 20_001}], ids=str)
def test_a_form_that_cannot_be_kept_keeps_what_was_typed(as_alice, in_force, changes):
    answer = writes(as_alice, **changes)
    assert answer.status_code == 422
    assert escape(changes.get("text", WORDS)) in answer.text
    assert not SigningNote.unscoped.exists()


def test_fifty_are_enough(as_alice, alice, in_force):
    for number in range(actions.MOST_NOTES):
        actions.note_signing(alice, str(number))
    answer = writes(as_alice)
    assert answer.status_code == 422
    assert "There’s no room for another note. You can keep 50." in answer.text
    assert escape(WORDS) in answer.text
    assert SigningNote.unscoped.count() == actions.MOST_NOTES
    actions.delete_signing_note(alice, SigningNote.unscoped.first().pk)
    assert writes(as_alice).status_code == 302


def test_the_link_stands_where_one_has_signed_and_only_there(as_alice, as_bob, alice, bob, offered):
    assert LINK not in as_alice.get(HOME).text
    sign(alice)
    assert LINK in as_alice.get(HOME).text
    assert LINK not in as_bob.get(HOME).text
    sign(bob)
    for client in (as_alice, as_bob):
        assert LINK in client.get(HOME).text
        assert LINK in client.get("/agreement/versions/1/").text
    actions.begin_draft(bob)
    actions.set_aside(bob)
    for client in (as_alice, as_bob):
        assert LINK in client.get(HOME).text


def test_of_a_space_that_is_closed_too(as_alice, alice, bob, in_force):
    couples.leave(bob)
    page = as_alice.get(f"/agreement/versions/{in_force.pk}/").text
    assert f'href="{NOTES}?text={in_force.pk}"' in page
    about = hidden(as_alice.get(f"{NOTES}?text={in_force.pk}").text, "about")
    as_alice.post(NOTES, {"text": WORDS, "about": about})
    assert kept(alice) == [(WORDS, 1)]
    assert "Set the agreement aside" not in as_alice.get(NOTES).text


@pytest.mark.parametrize("named", ["", "?text=x", f"?text={NOWHERE}"])
def test_a_text_that_is_not_ones_own_is_none(as_charlie, charlie, in_force, named):
    for about in (named, f"?text={in_force.pk}"):
        page = as_charlie.get(f"{NOTES}{about}")
        assert page.status_code == 200
        assert "About version" not in page.text
    as_charlie.post(NOTES, {"text": WORDS, "about": str(in_force.pk)})
    assert kept(charlie) == [(WORDS, 0)]


def test_the_page_says_beforehand_what_shows_of_setting_aside(as_alice, as_bob, in_force):
    page = as_alice.get(NOTES).text
    assert "Nothing changes that Bob can see." in page
    assert "Bob will see the sentence below. As there are two of you, Bob will know it was you." in page
    sentence = page.partition('<p class="notice">')[2].partition("</p>")[0]
    assert sentence.startswith("Alice set this aside on")
    assert 'href="/agreement/setting-aside/"' in page
    as_alice.post("/agreement/setting-aside/")
    assert SetAside.unscoped.count() == 1
    assert sentence in as_bob.get(HOME).text
    assert "You’ve set it aside, so it doesn’t count for now." in as_alice.get(NOTES).text
    assert "It’s set aside already" in as_bob.get(NOTES).text


def test_a_lone_signature_can_be_taken_back_from_here(as_alice, as_bob, alice, offered):
    assert "Take my signature back" not in as_alice.get(NOTES).text
    sign(alice)
    page = as_alice.get(NOTES).text
    assert "We don’t tell Bob that you signed it, or that you took it back." in page
    assert 'action="/agreement/signature/removal/"' in page
    assert "Set the agreement aside" not in page
    assert "Take my signature back" not in as_bob.get(NOTES).text
    with later(days=14):
        assert "Take my signature back" not in client_of(alice).get(NOTES).text


def test_a_note_is_deleted_by_its_author_who_is_asked_once(as_alice, as_bob, alice, in_force):
    note = actions.note_signing(alice, WORDS)
    removal = f"{NOTES}{note.pk}/removal/"
    assert as_bob.get(removal).status_code == 404
    assert as_bob.post(removal).url == NOTES
    page = as_alice.get(removal).text
    assert "Delete this note?" in page
    assert kept(alice) == [(WORDS, 0)]
    for _ in range(2):
        assert as_alice.post(removal).url == NOTES
    assert kept(alice) == []
    assert as_alice.get(removal).status_code == 404


def seen(client, person):
    """What their pages and their export say, and how many queries each page takes."""
    found = []
    for url in ("/today/", "/plan/", HOME, NOTES, "/agreement/versions/", "/agreement/versions/1/", "/talk-list/"):
        with CaptureQueriesContext(connection) as asked:
            status, text = page_of(client, url)
        found.append((url, status, NEW_LINE.sub("", text), len(asked)))
    return found, AgreementPart().export(us_of(person))


def test_the_other_sees_nothing_of_it(as_bob, alice, bob, in_force):
    seen(as_bob, bob)
    before = seen(as_bob, bob)
    note = actions.note_signing(alice, WORDS, about=in_force.pk)
    assert seen(as_bob, bob) == before
    actions.delete_signing_note(alice, note.pk)
    assert seen(as_bob, bob) == before


def test_it_is_in_ones_export_and_stays_when_the_space_closes(alice, bob, in_force):
    actions.note_signing(alice, WORDS, about=in_force.pk)
    actions.note_signing(alice, "", about=in_force.pk)
    couples.leave(bob)
    [section] = [
        each for each in AgreementPart().export(us_of(alice)).sections if each.title.startswith("What you not")
    ]
    assert {(item.said[0].text if item.said else "", item.note) for item in section.entries} == {
        (WORDS, ""),
        ("", "Version 1"),
    }
    assert {item.day for item in section.entries} == {clock.today(alice.tz).isoformat()}


def test_one_proof_does_not_open_it(alice, in_force):
    actions.note_signing(alice, WORDS)
    client = signed_in_by(alice, Proof.INBOX)
    answer = client.get(NOTES)
    assert answer.status_code == 403
    assert escape(WORDS) not in answer.text
    assert client.post(NOTES, {"text": "x"}).status_code == 403
    assert SigningNote.unscoped.count() == 1


def test_it_is_behind_the_veil(as_alice, alice, in_force):
    note = actions.note_signing(alice, WORDS)
    people.actions.choose_veil(alice, True)
    for url in (NOTES, f"{NOTES}{note.pk}/removal/"):
        page = as_alice.get(url).text
        assert page.index('<details class="veil"') < page.index(escape(WORDS))


def test_a_page_asks_the_same_however_many_there_are(as_alice, alice, in_force):
    as_alice.get(NOTES)
    counts = []
    for _ in range(2):
        actions.note_signing(alice, WORDS)
        with CaptureQueriesContext(connection) as asked:
            as_alice.get(NOTES)
        counts.append(len(asked))
    assert counts == [7, 7]
