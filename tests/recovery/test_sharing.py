"""What one shows the other: /plan/<piece>/, its sharing/, shared/ and sharing/removal/; its leaf and its mail."""

import pytest

import couples.actions
import people.actions
import reminders.actions
from couples.us import us_of
from recovery import actions, exporting
from recovery.models import SharedPage, SharedRead
from recovery.pieces import piece_of
from recovery.plan import catalogue
from recovery.reading import marks_of
from recovery.sources import RecoverySource
from sealed.actions import keep
from sealed.models import Draft
from sealed.refusals import BlankAnswer
from tests.cast import at, later
from tests.recovery.test_walk import EVENING
from tests.writing import shares_by_the_pages, shown_on

pytestmark = pytest.mark.django_db
CONTACT, WRITTEN = "/plan/13/", "/plan/10/"


@pytest.fixture
def contact() -> str:
    return catalogue.activity("the-contact-itself").questions[0].id


@pytest.fixture
def shown(as_alice, couple, contact) -> SharedPage:
    shares_by_the_pages(as_alice, CONTACT, {contact: "we share an office", "revision": "0"})
    return SharedPage.unscoped.get()


def test_what_is_being_written_is_a_draft_and_only_its_authors(as_alice, as_bob, couple, contact):
    assert as_alice.post(f"{CONTACT}draft/", {contact: "we share an office", "revision": "0"}).status_code == 200
    assert not SharedPage.unscoped.exists()
    assert "share an office" not in as_bob.get(CONTACT).text + as_bob.get("/today/").text
    assert as_bob.get(f"{CONTACT}shared/").url == CONTACT


def test_the_last_button_shows_it_all_and_shares_nothing_yet(as_alice, couple, contact):
    page = as_alice.post(CONTACT, {contact: "we share an office", "revision": "0"}, follow=True).text
    assert all(words in page for words in ("Share this with Bob?", "we share an office"))
    assert not SharedPage.unscoped.exists()


def test_its_page_says_what_is_shared(as_alice, shown, contact):
    assert as_alice.get(f"{CONTACT}kept/").url == CONTACT
    assert "You’re sharing this as it is here." in as_alice.get(CONTACT).text
    as_alice.post(CONTACT, {contact: "she has moved floors", "revision": "1"})
    page = as_alice.get(CONTACT).text
    assert "You’ve changed this since you shared it." in page
    assert "Share it with Bob" in page


def test_alone_saving_shares_nothing_and_nothing_moves_when_somebody_joins(as_alice, alice, bob, contact):
    token = couples.actions.invite(alice).body["token"]
    page = as_alice.get(CONTACT).text
    assert "once you press Share" not in page
    assert as_alice.post(CONTACT, {contact: "we share an office", "revision": "0"}).url == f"{CONTACT}kept/"
    assert "Only you can read it." in as_alice.get(f"{CONTACT}kept/").text
    couples.actions.accept(bob, token)
    assert not SharedPage.unscoped.exists()
    assert Draft.unscoped.filter(person=alice).count() == 1


def test_a_leaf_comes_until_its_reader_is_done_and_nobody_else_learns_of_it(as_alice, as_bob, alice, bob, shown):
    before = as_alice.get("/today/").text
    assert "has been shared with you" in as_bob.get("/today/").text
    as_bob.get(f"{CONTACT}shared/")
    assert "has been shared with you" in as_bob.get("/today/").text
    assert as_bob.post(f"{CONTACT}shared/").url == "/today/"
    assert "has been shared with you" not in as_bob.get("/today/").text
    assert "has been shared with you" not in before
    assert [row.person for row in SharedRead.unscoped.all()] == [bob]
    assert not SharedRead.objects.visible_to(alice).exists()


def test_whoever_is_done_with_it_is_not_asked_again_and_the_other_still_is(as_alice, as_bob, shown, contact):
    """What one has read says nothing of what the other has."""
    shares_by_the_pages(as_bob, CONTACT, {contact: "on the same floor", "revision": "0"})
    as_bob.post(f"{CONTACT}shared/")
    assert "Done for now" not in as_bob.get(f"{CONTACT}shared/").text
    assert "Back to Today" in as_bob.get(f"{CONTACT}shared/").text
    assert "Done for now" in as_alice.get(f"{CONTACT}shared/").text


def test_what_the_page_no_longer_asks_is_not_shared_unseen(as_alice, alice, couple, contact):
    """The piece asked something else when its draft was begun."""
    activity = catalogue.activity("the-contact-itself")
    piece = piece_of(activity)
    keep(alice, piece, {contact: {"value": "we share an office"}, "gone": {"value": "only for me"}})
    actions.share(alice, activity)
    assert SharedPage.unscoped.get().words == {contact: {"value": "we share an office"}}
    keep(alice, piece, {"gone": {"value": "only for me"}})
    with pytest.raises(BlankAnswer):
        actions.share(alice, activity)


def test_changed_words_come_up_again_and_the_same_words_do_not(as_alice, as_bob, alice, bob, shown, contact):
    as_bob.post(f"{CONTACT}shared/")
    shares_by_the_pages(as_alice, CONTACT, {contact: "we share an office", "revision": "1"})
    assert marks_of(us_of(bob)).unread == ()
    shares_by_the_pages(as_alice, CONTACT, {contact: "she has moved floors", "revision": "2"})
    assert marks_of(us_of(bob)).unread == (("the-contact-itself", 2),)
    assert "moved floors" in as_bob.get(f"{CONTACT}shared/").text


def test_a_draft_that_goes_on_changes_nothing_for_the_reader(as_alice, as_bob, shown, contact):
    as_alice.post(f"{CONTACT}draft/", {contact: "not to be said", "revision": "1"})
    assert "not to be said" in as_alice.get(CONTACT).text
    seen = as_bob.get(f"{CONTACT}shared/").text
    assert ("share an office" in seen, "not to be said" in seen) == (True, False)


def test_taking_back_ends_it_for_the_other_and_keeps_it_for_oneself(as_alice, as_bob, shown):
    assert as_alice.post(f"{CONTACT}sharing/removal/").url == CONTACT
    assert as_alice.post(f"{CONTACT}sharing/removal/").url == CONTACT
    assert "share an office" in as_alice.get(CONTACT).text
    assert as_bob.get(f"{CONTACT}shared/").url == CONTACT
    assert "has been shared with you" not in as_bob.get("/today/").text


def test_nobody_takes_back_or_changes_what_the_other_shares(as_bob, as_charlie, shown):
    for client in (as_bob, as_charlie):
        client.post(f"{CONTACT}sharing/removal/")
        client.post(f"{CONTACT}removal/")
    assert SharedPage.unscoped.get().revision == 1


def test_a_stranger_finds_nothing(as_charlie, shown):
    assert as_charlie.get(f"{CONTACT}shared/").url == CONTACT
    assert "share an office" not in as_charlie.get(CONTACT).text


def test_leaving_leaves_each_with_their_own(as_alice, as_bob, alice, bob, shown):
    couples.actions.leave(bob)
    assert list(SharedPage.objects.visible_to(bob)) == []
    assert list(SharedPage.objects.visible_to(alice)) == [shown]
    assert "share an office" in as_alice.get(CONTACT).text
    assert as_bob.get(f"{CONTACT}shared/").url == CONTACT


def test_deleting_an_account_takes_along_what_it_shared(alice, bob, shown):
    with at(EVENING):
        actions.mark_read(bob, shown)
        people.actions.ask_deletion(alice)
    with at(EVENING), later(days=30):
        couples.actions.carry_out_deletions()
    assert not SharedPage.unscoped.exists()
    assert not SharedRead.unscoped.exists()


@pytest.mark.parametrize("blank", ["", " \n", "\u200b"])
def test_nothing_written_is_nothing_shared(as_alice, couple, contact, blank):
    answer = as_alice.post(CONTACT, {contact: blank, "revision": "0"})
    assert (answer.status_code, SharedPage.unscoped.exists()) == (422, False)
    assert "Write a line to any one of the questions." in answer.text


TYPED = {
    "long": "word " * 20_001,
    "right to left": "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "emoji": "\U0001f327\ufe0f" * 40,
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(as_alice, as_bob, couple, contact, typed):
    answer = as_alice.post(CONTACT, {contact: typed, "revision": "0"})
    if answer.status_code == 422:
        assert "Shorten this to 20,000 characters." in answer.text
        assert typed.strip() in answer.text
    else:
        as_alice.post(f"{CONTACT}sharing/", shown_on(as_alice, f"{CONTACT}sharing/"))
        assert typed.translate(dict.fromkeys((0x202E, 0x202C))) in as_bob.get(f"{CONTACT}shared/").text


def test_a_stale_tab_shares_nothing_and_shows_both(as_alice, as_bob, shown, contact):
    answer = as_alice.post(CONTACT, {contact: "from the old tab", "revision": "0"})
    assert answer.status_code == 409
    assert all(words in answer.text for words in ("from the old tab", "we share an office"))
    assert "old tab" not in as_bob.get(f"{CONTACT}shared/").text


# A page for oneself, shared by a step of its own


@pytest.fixture
def kept(as_alice, couple) -> None:
    as_alice.post(WRITTEN, {"feel": "left out", "need": "an hour", "revision": "0"})


def test_sharing_shows_the_words_first_and_who_will_read_them(as_alice, kept):
    page = as_alice.get(f"{WRITTEN}sharing/").text
    assert all(words in page for words in ("left out", "an hour", "Share this with Bob?", "Shared</b>"))
    assert not SharedPage.unscoped.exists()
    assert as_alice.post(f"{WRITTEN}sharing/", shown_on(as_alice, f"{WRITTEN}sharing/")).url == f"{WRITTEN}shared/"
    assert SharedPage.unscoped.count() == 1


def test_words_that_were_not_on_the_screen_are_not_shared(as_alice, kept):
    shown = shown_on(as_alice, f"{WRITTEN}sharing/")
    as_alice.post(f"{WRITTEN}draft/", {"feel": "furious", "revision": "1"})
    answer = as_alice.post(f"{WRITTEN}sharing/", shown)
    assert (answer.status_code, SharedPage.unscoped.exists()) == (409, False)
    assert "furious" in answer.text


def test_a_draft_begun_anew_is_not_shared_for_the_one_that_was_on_the_screen(as_alice, kept):
    shown = shown_on(as_alice, f"{WRITTEN}sharing/")
    as_alice.post(f"{WRITTEN}removal/")
    as_alice.post(WRITTEN, {"feel": "furious", "revision": "0"})
    assert as_alice.post(f"{WRITTEN}sharing/", shown).status_code == 409
    assert not SharedPage.unscoped.exists()


@pytest.mark.parametrize("shown", ["", "x", "0" * 64, "9" * 100_000, "\x00"])
def test_a_press_that_does_not_say_what_it_showed_shares_nothing(as_alice, kept, shown):
    assert as_alice.post(f"{WRITTEN}sharing/", {"shown": shown}).status_code == 409
    assert not SharedPage.unscoped.exists()


def test_with_nothing_written_there_is_nothing_to_share(as_alice, couple):
    assert as_alice.get(f"{WRITTEN}sharing/").url == WRITTEN
    assert as_alice.post(f"{WRITTEN}sharing/", {"shown": ""}).url == WRITTEN


def test_alone_a_page_is_kept_and_the_step_is_refused_calmly(as_dana):
    as_dana.post(WRITTEN, {"feel": "left out", "revision": "0"})
    assert "Share it with" not in as_dana.get(WRITTEN).text
    answer = as_dana.post(f"{WRITTEN}sharing/", {"shown": ""})
    assert (answer.status_code, "Sharing takes two." in answer.text) == (409, True)


# What is withheld after a reset


# Mail


def owed() -> list[tuple[object, str]]:
    day = EVENING.replace(hour=12)
    return [(each.person_id, each.kind) for each in RecoverySource().owed(day, day.replace(day=8))]


def test_the_other_is_owed_one_mail_for_it(as_alice, alice, bob, couple, contact):
    reminders.actions.subscribe(bob)
    with at(EVENING):
        shares_by_the_pages(as_alice, CONTACT, {contact: "we share an office", "revision": "0"})
        page = SharedPage.unscoped.get()
        assert owed() == [(bob.pk, "shared")]
        refusal = RecoverySource().refusal
        assert refusal(bob.pk, "shared", page.pk) is None
        assert refusal(alice.pk, "shared", couple.pk) == "gone"
        actions.mark_read(bob, page)
        assert refusal(bob.pk, "shared", page.pk) == "read"
        couples.actions.leave(alice)
        assert refusal(bob.pk, "shared", page.pk) == "closed"
        assert owed() == []


def exported(person) -> str:
    return str(exporting.export(us_of(person)).as_json())


def test_an_export_has_ones_own_and_what_the_other_shows_now(alice, bob, shown):
    assert ["we share an office" in exported(person) for person in (alice, bob)] == [True, True]
    actions.take_back(alice, catalogue.activity("the-contact-itself"))
    assert "we share an office" not in exported(bob)
