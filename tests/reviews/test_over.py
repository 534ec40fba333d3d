"""How it ends: both have signed, one leaves, the draft is discarded, one ends it. Calm for both, nothing half-done."""

import pytest

from agreement import actions as agreement
from agreement.models import State, Version
from couples import actions as couples
from people import actions as people
from people.proofs import Proof
from tests.agreement.conftest import SAM, hidden, sign
from tests.cast import PASSWORD, later, signed_in_by
from together.models import Sitting

from .conftest import URL

pytestmark = pytest.mark.django_db
SIGNING = f"/agreement/signing/?back={URL}"


@pytest.fixture
def at_the_end(her, his, lines):
    """Both are at the end, and the text is ready to sign."""
    her.presses("place", seen=lines[0].pk, to="")
    his.presses("offer")
    her.polls()
    return her


def signs(client, name):
    page = client.get(SIGNING).text
    fields = {each: hidden(page, each) for each in ("version", "sha256", "shown")}
    return client.post(SIGNING, {**fields, "meant": "on", "name": name, "password": PASSWORD})


def test_each_signs_on_their_own_screen_and_it_comes_to_both(at_the_end, her, his):
    assert signs(her.client, "Alice").url == URL
    her.opens()
    assert her.says("It counts once you’ve both signed.")
    assert his.polls() == 204, "a lone signature is its signer’s only"
    assert not his.says("signed this")
    assert signs(his.client, "Bob").url == URL
    assert her.polls() == 286
    for screen in (her, his):
        screen.opens()
        assert screen.says("In force from today")
        assert screen.says(SAM)
    assert her.client.get(URL).text.count("hx-get") == 0
    assert her.polls() in (0, 286)
    assert Version.unscoped.get().state == State.IN_FORCE


def test_a_signature_is_taken_back_from_there(at_the_end, her):
    signs(her.client, "Alice")
    assert her.client.post(f"/agreement/signature/removal/?back={URL}").url == URL
    her.opens()
    assert her.says("Ready to sign")


def test_words_changed_after_it_was_ready_make_it_a_draft_again_for_both(at_the_end, her, his, bob, lines):
    his.polls()
    agreement.edit_clause(bob, lines[0].pk, agreement.LineWords("We don’t write to Sam."), seen=1)
    assert her.polls() == 200
    assert her.says("You’ve come to the end")


def test_leaving_in_the_middle(her, his, bob):
    couples.leave(bob)
    assert her.polls() == 286
    assert her.says("This shared space is closed")
    assert her.presses("break").status_code == 200
    assert her.says("This shared space is closed")
    assert Sitting.unscoped.count() == 0


def test_deleting_in_the_middle(her, his, bob):
    people.ask_deletion(bob)
    assert her.polls() == 204, "the partner sees nothing of it until it is done"
    with later(days=8):
        couples.carry_out_deletions()
        assert her.polls() == 286
        assert her.says("This shared space is closed")


def test_going_quiet_shows_nothing(her, his, bob):
    before = her.live
    people.go_quiet(bob)
    assert her.polls() == 204
    her.opens()
    assert her.live == before


def test_discarding_the_draft(her, his, bob):
    agreement.discard_draft(bob, Version.unscoped.get().pk)
    assert her.polls() == 286
    assert her.says("This review has ended")


def test_setting_aside_shows_to_both_and_it_goes_on(her, his, alice, bob, lines):
    agreement.offer(alice)
    for who in (alice, bob):
        sign(who)
    her.client.post(URL)
    her.opens()
    his.opens()
    agreement.set_aside(alice)
    assert his.polls() == 200
    assert his.says("It doesn’t count for now.")
    assert his.says("Line 1 of 3")


def test_either_ends_it_for_both_and_the_draft_stays(her, his, lines):
    assert his.client.post(f"{URL}removal/").url == "/agreement/"
    assert her.polls() == 286
    assert her.says("This review has ended")
    assert SAM in her.client.get("/agreement/").text
    her.client.post(URL)
    assert "Line 1 of 3" in his.opens()


def test_by_one_proof_alone_it_is_as_if_there_were_none(his, sitting, alice):
    small = signed_in_by(alice, Proof.PASSWORD)
    for url in (URL, f"{URL}state/"):
        answer = small.get(url, headers={"HX-Request": "true"})
        assert answer.status_code == 403
        assert SAM not in answer.text
    assert small.post(f"{URL}break/").status_code == 403
    assert his.polls() == 204


def test_days_later_it_goes_on_at_the_same_line(her, his, lines):
    her.presses("place", seen=lines[0].pk, to=lines[1].pk)
    with later(days=9):
        his.opens()
        assert his.says("Line 2 of 3")
