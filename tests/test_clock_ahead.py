"""A machine's clock runs ahead for an hour and is set right again: no stamp that it left lasts longer for it."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

import agreement.actions as agreement
import clock
import people.actions
import reminders.actions as mail
import sealed.actions as sealed
from agreement.actions import LineWords
from agreement.models import Version
from agreement.refusals import NotOffered
from couples import actions
from couples.models import Invitation
from couples.refusals import InvitationGone
from couples.tasks import carry_out_deletions
from people.actions import changing, counting, paper_keys
from people.at_hand import MARK
from people.idle import LAST
from people.models import Change, Deletion, Export, HandOver, Interruption, PaperKey, Session
from people.proofs import Proof
from people.sessions import row_name
from recovery.pieces import piece_of
from recovery.plan import catalogue
from reminders.actions import claiming, posting
from reminders.actions.future_stamps import restart_future_waits
from reminders.models import Reminder, SignInMail
from sealed.models import Reveal
from sealed.sources import SealedSource
from tests.agreement.conftest import sign
from tests.cast import PASSWORD, later, said_it_is_them

pytestmark = pytest.mark.django_db

AHEAD = timedelta(days=400)
WORDS = {"hope": {"value": "we laugh"}}


def saved_ahead(client: Client, **held: Any) -> None:
    """The session as a machine has written it whose clock was ahead."""
    session = client.session
    session.update(held)
    session.save()
    row = Session.objects.get(pk=row_name(session.session_key))
    row.expire_date += AHEAD
    row.save()


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


# -- Sessions


def test_a_session_that_was_saved_ahead_is_over(alice, as_alice):
    assert is_in(as_alice)
    saved_ahead(as_alice)
    assert list(Session.objects.visible_to(alice)) == []
    assert not is_in(as_alice)


def test_a_session_that_was_begun_ahead_is_over_too(as_alice):
    session = as_alice.session
    session[MARK] = {**session[MARK], "ends": (now() + AHEAD).isoformat()}
    session.save()
    assert not is_in(as_alice)


def test_a_session_in_which_something_was_done_ahead_is_idle(as_alice, settings):
    settings.TWOFOLD_IDLE_SECONDS = 1800
    with later(days=1):
        session = as_alice.session
        session[LAST] = int(clock.now().timestamp())
        session.save()
    assert not is_in(as_alice)


def test_a_little_ahead_is_nothing(as_alice):
    with later(minutes=2):
        assert is_in(as_alice)
    assert is_in(as_alice)


def test_having_been_asked_ahead_is_not_lately(as_alice):
    said_it_is_them(as_alice)
    assert as_alice.get("/sign-in/key/").status_code == 200
    session = as_alice.session
    for method in session["account_authentication_methods"]:
        method["at"] += 86_400
    session.save()
    assert as_alice.get("/sign-in/key/")["Location"].startswith("/account/reauthenticate/")


def test_a_half_sign_in_that_began_ahead_is_over(alice, client):
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    session = client.session
    session["account_login"]["initiated_at"] = time.time() + 86_400
    session.save()
    assert client.get("/account/login/second/")["Location"] == "/account/login/"


def test_a_code_that_was_mailed_ahead_is_void(alice, client):
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    client.post("/account/login/second/", {"action": "mail"})
    session = client.session
    code = session["mailed_code"]["code"]
    session["mailed_code"]["at"] += 86_400
    session.save()
    assert client.post("/account/login/second/", {"action": "show", "code": code}).status_code == 422
    assert client.get("/today/").status_code == 302


# -- Limits


def test_a_count_that_began_ahead_is_over(db):
    with later(days=400):
        for _ in range(3):
            counting.count_try("some", "key", timedelta(minutes=5))
    assert counting.tries_so_far("some", "key", timedelta(minutes=5)) == 0
    assert counting.count_try("some", "key", timedelta(minutes=5)) == 1
    assert counting.count_try("some", "key", timedelta(minutes=5)) == 2
    assert counting.tries_so_far("some", "key", timedelta(minutes=5)) == 2


# -- What is kept for a while


def test_a_link_that_was_made_ahead_is_gone(alice):
    with later(days=400):
        token = actions.invite(alice).body["token"]
        assert actions.find_invitation(token)
    assert not Invitation.unscoped.get().is_live()
    with pytest.raises(InvitationGone):
        actions.find_invitation(token)


def test_where_somebody_was_ahead_is_not_offered(alice, as_alice):
    with later(days=400):
        people.actions.keep_where(alice, "/plan/", None)
        people.actions.hand_over(alice, "/plan/")
    assert Interruption.unscoped.exists()
    assert HandOver.unscoped.exists()
    assert as_alice.get("/where-you-were/")["Location"] == "/today/"
    assert people.actions.take_up(alice) is None


def test_an_export_that_was_asked_for_ahead_is_dropped(alice, as_alice, couple):
    with later(days=400):
        actions.gather_export(alice)
    said_it_is_them(as_alice)
    assert as_alice.get("/export/json/")["Location"] == "/export/"
    people.actions.drop_old_exports()
    assert not Export.unscoped.exists()


def test_a_text_that_was_offered_ahead_is_a_draft(alice, couple):
    agreement.add_clause(alice, LineWords("We tell each other on the same day."))
    with later(days=400):
        agreement.offer(alice)
    version = Version.unscoped.get()
    assert not version.is_offered(clock.today(alice.tz))
    with pytest.raises(NotOffered):
        sign(alice)


# -- Waits


def test_a_change_that_was_made_ahead_settles_30_days_from_now(alice):
    with later(days=400):
        changing.change_password(alice, "another quiet password", Proof.PASSWORD)
        key = paper_keys.make_key(alice, Proof.INBOX)
        paper_keys.make_key(alice, Proof.INBOX)
    carry_out_deletions()
    assert Change.unscoped.count() == 3
    assert paper_keys.key_that_is(alice, key)
    with later(days=29):
        carry_out_deletions()
    assert Change.unscoped.count() == 3
    with later(days=30, minutes=1):
        carry_out_deletions()
    assert not Change.unscoped.exists()
    assert PaperKey.unscoped.count() == 1


def test_a_deletion_that_was_asked_for_ahead_comes_in_seven_days(alice):
    with later(days=400):
        people.actions.ask_deletion(alice)
    carry_out_deletions()
    with later(days=6, hours=23):
        carry_out_deletions()
        assert Deletion.unscoped.exists()
    with later(days=7, minutes=1):
        carry_out_deletions()
    assert not Deletion.unscoped.exists()


@pytest.mark.parametrize("piece_id", ["why-i-am-here", "how-full-is-your-cup"])
def test_a_pair_that_was_sealed_ahead_opens_within_three_days(alice, bob, couple, piece_id):
    piece = piece_of(catalogue.activity(piece_id))
    with later(days=400):
        sealed.seal(alice, piece, WORDS)
    sealed.seal(bob, piece, WORDS)
    SealedSource().prepare()
    with later(days=3):
        SealedSource().prepare()
        assert sealed.is_open(couple, piece.id)


def test_a_pair_that_opened_ahead_is_open(alice, bob, couple):
    piece = piece_of(catalogue.activity("why-i-am-here"))
    sealed.seal(alice, piece, WORDS)
    sealed.seal(bob, piece, WORDS)
    with later(days=400):
        SealedSource().prepare()
    SealedSource().prepare()
    assert sealed.is_open(couple, piece.id)
    assert len(sealed.answers_of_pair(Reveal.unscoped.get())) == 2


# -- Mails


def test_a_mail_that_was_claimed_ahead_is_free_again(alice):
    mail.subscribe(alice)
    row = Reminder.unscoped.create(
        person=alice, kind="opened", occasion=alice.pk, rank=1, due_at=clock.now(), expires_at=clock.now() + AHEAD * 3
    )
    with later(days=400):
        assert claiming.claim() == row
    restart_future_waits()
    assert claiming.claim() is None
    with later(minutes=16):
        assert claiming.claim() == row


def test_a_code_that_was_owed_ahead_is_never_sent(alice):
    with later(days=400):
        mail.post(alice.email, "Your code", "ABCDEF")
    mail.tick()
    row = SignInMail.unscoped.get()
    assert (row.state, row.reason) == ("skipped", "expired")


def test_the_row_of_a_mail_that_ended_ahead_is_swept(alice):
    with later(days=400):
        mail.post(alice.email, "Your code", "ABCDEF", dud=True)
        mail.tick()
    assert SignInMail.unscoped.get().ended_at
    posting.sweep_posts()
    assert not SignInMail.unscoped.exists()
