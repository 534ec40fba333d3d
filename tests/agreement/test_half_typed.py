"""What is being typed into a line: kept as its writer's draft, back in the form, and gone once it is saved."""

from uuid import uuid4

import pytest
from django.utils.html import escape

from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, OwnLine
from agreement.pieces import find_pieces
from couples import actions as couples
from sealed.models import Draft
from tests.agreement.conftest import PHONES, SAM, hidden, lines_of, page_of, sign
from tests.cast import join, later

pytestmark = pytest.mark.django_db

HOME, ADD, OWN = "/agreement/", "/agreement/clauses/", "/agreement/own-lines/"
HALF = "We don’t write to Sam un"
NOT_FINISHED = "You hadn’t finished this line. Only you can see it."


def types(client, url, text=HALF, **more):
    """As autosave.js sends what is being typed."""
    answer = client.post(url, {"sent_field": "text", "text": text, "revision": "0", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["revision"]


def shows(page, words):
    return f">{escape(words)}</textarea>" in page.text.replace("\n", "")


def first_line(version):
    return Clause.unscoped.filter(version=version).first()


def test_half_a_line_is_in_the_form_again_and_nobody_else_sees_it(as_alice, as_bob, draft):
    before = [page_of(as_bob, url) for url in (HOME, ADD)]
    assert types(as_alice, f"{ADD}draft/") == 1
    assert "Go on with your line" in as_alice.get(HOME).text
    page = as_alice.get(ADD)
    assert shows(page, HALF)
    assert NOT_FINISHED in page.text
    assert hidden(page.text, "revision") == "1"
    assert [page_of(as_bob, url) for url in (HOME, ADD)] == before
    assert lines_of(draft.couple and Draft.unscoped.get().person, draft) == [SAM, PHONES]


def test_it_is_gone_once_the_line_is_added(as_alice, alice, draft):
    types(as_alice, f"{ADD}draft/")
    as_alice.post(ADD, {"text": "Finished.", "topic": "", "clause": str(uuid4())})
    assert not Draft.unscoped.exists()
    assert NOT_FINISHED not in as_alice.get(ADD).text
    assert lines_of(alice, draft) == [SAM, PHONES, "Finished."]


def test_sharing_an_own_line_leaves_what_is_being_typed(as_alice, alice, draft):
    types(as_alice, f"{ADD}draft/")
    mine = actions.write_own_line(alice, LineWords("Mine."))
    actions.share_own_line(alice, mine.pk, seen=1)
    assert shows(as_alice.get(ADD), HALF)


def test_a_form_to_mend_keeps_what_was_typed(as_alice, draft):
    types(as_alice, f"{ADD}draft/")
    page = as_alice.post(ADD, {"text": "", "topic": "", "clause": str(uuid4())})
    assert page.status_code == 422
    assert Draft.unscoped.exists()


def test_a_line_that_was_emptied_is_nothing(as_alice, draft):
    types(as_alice, f"{ADD}draft/")
    types(as_alice, f"{ADD}draft/", "", revision="1")
    assert NOT_FINISHED not in as_alice.get(ADD).text


def test_a_pattern_comes_after_what_was_typed(as_alice, couple):
    types(as_alice, f"{ADD}draft/")
    page = as_alice.get(ADD, {"pattern": "5"})
    assert HALF in page.text
    assert page.text.index(HALF) < page.text.index("If … writes, I tell you the same day.</textarea>")


def test_what_another_tab_kept_is_not_written_over(as_alice, draft):
    types(as_alice, f"{ADD}draft/")
    answer = as_alice.post(f"{ADD}draft/", {"sent_field": "text", "text": "Other.", "revision": "0"})
    assert answer.status_code == 409


def test_what_is_too_long_is_said(as_alice, draft):
    answer = as_alice.post(f"{ADD}draft/", {"sent_field": "text", "text": "a" * 2001, "revision": "0"})
    assert answer.status_code == 422
    assert "Shorten this" in answer.json()["errors"]["text"][0]


# -- Changing a line


def test_half_a_change_is_there_again_until_it_is_saved(as_alice, as_bob, alice, draft):
    line = first_line(draft)
    url = f"{ADD}{line.pk}/"
    before = page_of(as_bob, url)
    types(as_alice, f"{url}draft/?seen=1")
    page = as_alice.get(url)
    assert shows(page, HALF)
    assert 'value="Sam"' in page.text
    assert NOT_FINISHED in page.text
    assert f'data-autosave="{url}draft/?seen=1"' in page.text
    assert page_of(as_bob, url) == before
    as_alice.post(url, {"text": "Whole.", "topic": "Sam", "seen": hidden(page.text, "seen")})
    assert lines_of(alice, draft) == ["Whole.", PHONES]
    assert not Draft.unscoped.exists()


def test_half_a_change_of_words_that_changed_since_shows_both(as_alice, alice, bob, draft):
    line = first_line(draft)
    url = f"{ADD}{line.pk}/"
    types(as_alice, f"{url}draft/?seen=1")
    actions.edit_clause(bob, line.pk, LineWords("Bob’s words."), seen=1)
    page = as_alice.get(url)
    assert page.status_code == 200
    assert "The words changed while you were reading" in page.text
    assert "Bob’s words." in page.text
    assert shows(page, HALF)
    as_alice.post(url, {"text": HALF, "topic": "", "seen": hidden(page.text, "seen")})
    assert lines_of(alice, draft) == [HALF, PHONES]


@pytest.mark.parametrize("seen", ["", "?seen=x", "?seen=-1", "?seen=99999999999", "?seen=²"])
def test_where_the_page_does_not_say_what_it_showed_both_are_shown(as_alice, draft, seen):
    url = f"{ADD}{first_line(draft).pk}/"
    types(as_alice, f"{url}draft/{seen}")
    assert "The words changed while you were reading" in as_alice.get(url).text


def test_cancel_forgets_it(as_alice, alice, draft):
    line = first_line(draft)
    types(as_alice, f"{ADD}{line.pk}/draft/?seen=1")
    answer = as_alice.post(f"{ADD}{line.pk}/", {"action": "cancel", "text": HALF, "topic": "", "seen": "1"})
    assert answer.url == f"{HOME}#line-{line.pk}"
    assert not Draft.unscoped.exists()
    assert lines_of(alice, draft) == [SAM, PHONES]


def test_a_line_of_another_couple_is_not_there_to_type_in(as_charlie, as_alice, draft, in_force):
    line = first_line(in_force)
    for client in (as_charlie, as_alice):  # to alice: signed, so nothing to change
        for url in (f"{ADD}{line.pk}/draft/", f"{ADD}{uuid4()}/draft/"):
            assert client.post(url, {"sent_field": "text", "text": HALF, "revision": "0"}).status_code == 404
    assert not Draft.unscoped.exists()


def test_with_the_line_goes_what_was_typed_to_change_it(as_alice, alice, bob, draft):
    first, second = Clause.unscoped.filter(version=draft)
    for line in (first, second):
        types(as_alice, f"{ADD}{line.pk}/draft/?seen=1")
    actions.remove_clause(bob, first.pk, seen=1)
    actions.bring_line_back(alice, first.pk)
    assert shows(as_alice.get(f"{ADD}{first.pk}/"), HALF)
    actions.remove_clause(bob, first.pk, seen=1)
    with later(days=4):
        actions.forget_old_removals()
    assert Draft.unscoped.count() == 1
    actions.offer(alice)
    sign(alice)
    sign(bob)
    assert not Draft.unscoped.exists()


# -- Sent twice, or late


def test_a_line_sent_twice_leaves_what_was_typed_since(as_alice, draft):
    form = {"text": "First.", "topic": "", "clause": str(uuid4()), "revision": "0"}
    as_alice.post(ADD, form)
    types(as_alice, f"{ADD}draft/")
    as_alice.post(ADD, form)
    assert shows(as_alice.get(ADD), HALF)


def test_a_change_sent_twice_leaves_what_was_typed_since(as_alice, draft):
    url = f"{ADD}{first_line(draft).pk}/"
    form = {"text": "Changed.", "topic": "", "seen": "1", "revision": "0"}
    as_alice.post(url, form)
    types(as_alice, f"{url}draft/?seen=2")
    for late in (form, {"action": "cancel", "revision": "0"}):
        as_alice.post(url, late)
        assert shows(as_alice.get(url), HALF)


def test_another_tab_of_ones_own_lines_leaves_it_too(as_dana):
    types(as_dana, f"{OWN}draft/")
    as_dana.post(OWN, {"text": "First.", "topic": "", "clause": str(uuid4()), "revision": "0"})
    assert shows(as_dana.get(OWN), HALF)


# -- Lines of one's own


def test_half_an_own_line_is_no_half_line_of_both(as_alice, alice, couple):
    types(as_alice, f"{OWN}draft/")
    assert HALF not in as_alice.get(ADD).text
    assert shows(as_alice.get(OWN), HALF)
    as_alice.post(OWN, {"text": "Whole.", "topic": "", "clause": str(uuid4())})
    assert not Draft.unscoped.exists()


def test_half_a_change_of_an_own_line(as_dana, dana):
    line = actions.write_own_line(dana, LineWords(SAM, topic="Sam"))
    url = f"{OWN}{line.pk}/"
    types(as_dana, f"{url}draft/?seen=1")
    assert shows(as_dana.get(url), HALF)
    actions.change_own_line(dana, line.pk, LineWords("Other tab."), seen=1)
    assert not Draft.unscoped.exists()
    types(as_dana, f"{url}draft/?seen=1")
    page = as_dana.get(url)
    assert "These words changed in another tab" in page.text
    assert as_dana.post(url, {"action": "cancel", "seen": "1"}).url == f"{OWN}#line-{line.pk}"
    assert not Draft.unscoped.exists()
    assert OwnLine.unscoped.get().text == "Other tab."


# -- Leaving, exporting


@pytest.mark.parametrize("has_own", [False, True])
def test_after_leaving_it_is_still_there_to_read(as_alice, as_bob, bob, draft, has_own):
    types(as_alice, f"{ADD}draft/")
    types(as_alice, f"{ADD}{first_line(draft).pk}/draft/?seen=1")
    if has_own:
        types(as_alice, f"{OWN}draft/", "Already.")
    couples.leave(bob)
    page = as_alice.get(HOME)
    assert shows(page, "Already." if has_own else "")
    assert all(words in page.text for words in ("A line you were typing for both of you", HALF))
    assert HALF not in as_bob.get(HOME).text
    assert Draft.unscoped.count() == 1 + has_own


def test_what_is_typed_alone_is_not_there_for_both(as_alice, as_bob, alice, bob):
    types(as_alice, f"{OWN}draft/")
    join(alice, bob)
    for client in (as_alice, as_bob):
        assert HALF not in client.get(HOME).text + client.get(ADD).text
    assert shows(as_alice.get(OWN), HALF)


def test_an_export_names_it(alice):
    [piece] = find_pieces(alice, ["line"]).values()
    assert str(piece.title) == "A line you were writing"
    assert list(piece.prompts(alice)) == ["text", "lasts", "topic", "for_whom", "depends", "purpose", "repair"]
    said = {"seen": 1, "text": HALF, "lasts": "now", "for_whom": "both"}
    assert [piece.say(alice, *each) for each in said.items()] == ["", HALF, "For now", ""]
    assert piece.say(alice, "for_whom", "other") == "Your partner"
