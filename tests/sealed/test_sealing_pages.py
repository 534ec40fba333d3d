"""The pages of a sealed piece: read once more, seal, sealed, look again, the envelope, opened."""

from datetime import timedelta

import pytest

import clock
from couples import actions as couples
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.models import Answer, Draft, LookAgain, Opening
from sealed.refusals import StaleDraft
from tests.writing import shown_on

pytestmark = pytest.mark.django_db
URL = "/plan/3/"


def write(client, text):
    return client.post(URL, {"hope": text, "give": f"{text} gives", "hard": "", "revision": ""})


def seal(client, text):
    write(client, text)
    return client.post(URL + "seal/", shown_on(client, URL + "seal/"))


@pytest.fixture
def open_pair(as_alice, as_bob, couple):
    seal(as_alice, "alice hopes")
    seal(as_bob, "bob hopes")


def test_sealing_is_two_presses_and_says_when_it_opens(as_alice, alice, couple):
    assert write(as_alice, "alice hopes").url == URL + "seal/"
    assert not Answer.unscoped.exists()
    page = as_alice.get(URL + "seal/").text
    assert "alice hopes" in page
    assert "Once they’re open, they stay as they are." in page
    answer = as_alice.post(URL + "seal/", shown_on(as_alice, URL + "seal/"))
    assert answer.url == URL + "sealed/"
    page = as_alice.get(URL + "sealed/").text
    assert "Saved and sealed" in page
    assert "There’s no deadline" in page
    assert Answer.objects.visible_to(alice).get().body["words"]["hope"]["value"] == "alice hopes"


def test_a_week_later_it_comes_up_again_by_default(as_alice, alice, couple):
    seal(as_alice, "alice hopes")
    assert LookAgain.objects.visible_to(alice).get().day == clock.today(alice.tz) + timedelta(days=7)


def test_a_doubled_press_is_calm(as_alice, alice, couple):
    write(as_alice, "alice hopes")
    shown = shown_on(as_alice, URL + "seal/")
    for _ in range(2):
        assert as_alice.post(URL + "seal/", shown).url == URL + "sealed/"
    assert Answer.unscoped.count() == 1


def test_what_changed_since_it_was_on_the_screen_is_not_sealed(as_alice, couple):
    write(as_alice, "first words")
    stale = shown_on(as_alice, URL + "seal/")
    as_alice.post(URL + "draft/", {"hope": "other words", "revision": "1"})
    assert as_alice.post(URL + "seal/", stale).url == URL + "seal/"
    assert not Answer.unscoped.exists()


def test_words_autosaved_while_sealing_are_not_thrown_away(as_alice, alice, couple):
    write(as_alice, "first")
    piece, stale = piece_of(catalogue.activity("why-i-am-here")), shown_on(as_alice, URL + "seal/")["shown"]
    sealed.keep(alice, piece, {"hope": {"value": "later, in the other tab"}}, revision=1)
    with pytest.raises(StaleDraft):
        sealed.seal_draft(alice, piece, stale)
    assert Draft.objects.visible_to(alice).get().body["words"]["hope"]["value"] == "later, in the other tab"


def test_nothing_written_cannot_be_sealed(as_alice, couple):
    as_alice.post(URL, {"hope": " ", "revision": ""})
    assert "There’s nothing to seal yet." in as_alice.get(URL + "seal/").text
    blank = Draft.unscoped.get().fingerprint
    assert as_alice.post(URL + "seal/", {"shown": blank}).status_code == 422
    assert as_alice.post(URL + "seal/", {}).url == URL + "seal/"
    assert not Answer.unscoped.exists()


def test_on_ones_own_the_words_wait(as_dana, dana):
    write(as_dana, "dana hopes")
    assert "Sealing is for two people." in as_dana.get(URL + "seal/").text
    kept = Draft.unscoped.get().fingerprint
    assert as_dana.post(URL + "seal/", {"shown": kept}).status_code == 409
    assert Draft.objects.visible_to(dana).exists()
    couples.invite(dana)
    assert as_dana.post(URL + "seal/", shown_on(as_dana, URL + "seal/")).url == URL + "sealed/"


def test_taking_back_makes_it_only_ones_own_again(as_alice, alice, couple):
    seal(as_alice, "alice hopes")
    assert as_alice.post(URL + "answer/removal/").url == URL
    assert not Answer.unscoped.exists()
    assert "alice hopes" in as_alice.get(URL).text
    assert as_alice.get(URL + "sealed/").url == URL


def test_both_in_stands_on_today_for_each_and_opens_for_each_alone(as_alice, as_bob, bob, open_pair):
    for client in (as_alice, as_bob):
        assert "Your answers are ready to open" in client.get("/today/").text
    envelope = as_alice.get(URL + "opening/").text
    assert "Your answers are ready to open" in envelope
    assert "bob hopes" not in envelope
    assert as_alice.post(URL + "opening/").status_code == 302
    opened = as_alice.get(URL + "opening/").text
    assert "bob hopes gives" in opened
    assert "alice hopes gives" in opened
    assert "Your answers are ready to open" not in as_alice.get("/today/").text
    # Bob's pages know nothing of alice's reading.
    assert "Your answers are ready to open" in as_bob.get("/today/").text
    assert "Your answers are ready to open" in as_bob.get(URL + "opening/").text
    assert not Opening.objects.visible_to(bob).exists()


def test_once_open_nothing_can_be_changed(as_alice, open_pair):
    for url in (URL, URL + "seal/", URL + "sealed/"):
        assert as_alice.get(url).url == URL + "opening/"
    typed = write(as_alice, "too late")
    assert typed.status_code == 409
    assert "It opened while you were writing" in typed.text
    assert "too late" in typed.text
    assert as_alice.post(URL + "draft/", {"hope": "too late", "revision": ""}).status_code == 409
    assert not Draft.unscoped.exists()
    taken_back = as_alice.post(URL + "answer/removal/")
    assert taken_back.status_code == 409
    assert "These words have opened" in taken_back.text
    assert as_alice.post(URL + "seal/", {"shown": ""}).url == URL + "sealed/"


@pytest.mark.parametrize("shown", ["9" * 5000, "-1", "x", "²", "\x00", "0" * 64])
def test_what_was_shown_nowhere_seals_nothing(as_alice, couple, shown):
    write(as_alice, "alice hopes")
    assert as_alice.post(URL + "seal/", {"shown": shown}).url == URL + "seal/"
    assert not Answer.unscoped.exists()


def test_a_draft_begun_anew_is_not_sealed_for_the_one_that_was_on_the_screen(as_alice, couple):
    """Thrown away in another tab, it counts its revisions from one again."""
    write(as_alice, "shown on the screen")
    shown = shown_on(as_alice, URL + "seal/")
    as_alice.post(URL + "removal/")
    write(as_alice, "begun anew")
    assert as_alice.post(URL + "seal/", shown).url == URL + "seal/"
    assert not Answer.unscoped.exists()


def test_a_look_again_day_is_for_what_is_sealed(as_alice, alice, couple):
    write(as_alice, "alice hopes")
    assert as_alice.post(URL + "look-again/", {"day": "2027-01-01"}).url == URL
    seal(as_alice, "alice hopes")
    as_alice.post(URL + "look-again/", {"no_day": "1"})
    seal(as_alice, "alice hopes more")
    assert not LookAgain.unscoped.exists(), "who chose no day gets none by changing their words"
    as_alice.post(URL + "answer/removal/")
    seal(as_alice, "alice hopes anew")
    assert LookAgain.objects.visible_to(alice).get().day == clock.today(alice.tz) + timedelta(days=7)
    as_alice.post(URL + "answer/removal/")
    assert not LookAgain.unscoped.exists()


def test_ones_own_words_stay_readable_after_the_space_has_closed(as_alice, as_bob, bob, open_pair):
    couples.leave(bob)
    page = as_alice.get(URL).text
    assert "What you sealed in a space that’s closed" in page
    assert "alice hopes gives" in page
    assert "bob hopes" not in page


def test_what_one_would_rather_say_stays_folded_in_every_byte(as_alice, as_bob, couple):
    as_alice.post(URL, {"hope": "alice's canary", "hope-in-person": "on", "give": "tea", "revision": ""})
    as_alice.post(URL + "seal/", shown_on(as_alice, URL + "seal/"))
    seal(as_bob, "bob's canary")
    for client in (as_alice, as_bob):
        client.post(URL + "opening/")
        page = client.get(URL + "opening/").text
        assert "Neither of you sees what the other may have written" in page
        assert "tea" in page
        assert "alice's canary" not in page.replace("&#x27;", "'")
        assert "bob's canary<" not in page.replace("&#x27;", "'")


def test_opening_before_its_time_leads_back(as_alice, as_bob, couple):
    assert as_alice.get(URL + "opening/").url == URL
    seal(as_alice, "alice hopes")
    assert as_alice.get(URL + "opening/").url == URL + "sealed/"
    assert as_alice.post(URL + "opening/").url == URL + "sealed/"
    assert not Opening.unscoped.exists()


def test_a_stranger_gets_nothing_of_it(as_charlie, open_pair):
    assert as_charlie.get(URL + "opening/").url == URL
    assert "hopes" not in as_charlie.get(URL).text


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "1999-01-01", "9999-12-31", "99999-01-01"])
def test_an_impossible_look_again_day_gets_a_sentence(as_alice, alice, couple, day):
    seal(as_alice, "alice hopes")
    before = LookAgain.objects.visible_to(alice).get().day
    answer = as_alice.post(URL + "look-again/", {"day": day})
    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert LookAgain.objects.visible_to(alice).get().day == before


def test_a_look_again_day_may_be_moved_or_be_none(as_alice, as_bob, alice, couple):
    seal(as_alice, "alice hopes")
    day = clock.today(alice.tz) + timedelta(days=20)
    as_alice.post(URL + "look-again/", {"day": day.isoformat()})
    assert LookAgain.objects.visible_to(alice).get().day == day
    with clock.shifted(timedelta(days=20)):
        assert "You asked to see this again" in as_alice.get("/today/").text
        assert "You asked to see this again" not in as_bob.get("/today/").text
    as_alice.post(URL + "look-again/", {"no_day": "1"})
    assert not LookAgain.objects.visible_to(alice).exists()


def test_a_step_page_costs_the_same_with_more_written(as_alice, alice, couple):
    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            as_alice.get("/plan/")
        return len(queries)

    cost()  # the first visit also says in the session that somebody was here
    before = cost()
    for activity in [piece for piece in catalogue.activities() if piece.questions]:
        sealed.keep(alice, piece_of(activity), {"q": {"value": "words"}})
    assert cost() == before


def test_above_every_form_stands_when_it_opens(as_dana, monkeypatch):
    assert "Opens to you both, once you’ve both sealed it." in as_dana.get(URL).content.decode()
    monkeypatch.setattr("recovery.kinds.sealed.NEXT_MORNING", "at-once")
    for page in (as_dana.get(URL), as_dana.post(URL, {"hope": "x" * 20_001})):
        text = page.content.decode()
        assert "Opens to you both, at 10 on the morning after you’ve both sealed it." in text
        assert "once you’ve both sealed it" not in text
