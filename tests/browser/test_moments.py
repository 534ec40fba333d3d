"""What pages show only at some moments, from all sides. The addresses themselves are walked in test_pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from pytest_django import Settings

import couples.actions as couples
import people.actions as people
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from checkins import actions as checkins
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from letters import actions as letters
from people.accounts.factors import passkeys_of
from people.actions import signing_in
from people.actions.counting import count_try
from people.models import Person
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.browser.conftest import EVENING, Meet
from tests.browser.looking import (
    agree,
    checks_in,
    first_check_in,
    from_all_sides,
    hopes,
    is_asked_nothing,
    looks_at,
    now_and_then,
    rated,
    said,
    sign,
    why,
)
from tests.cast import PASSWORD, client_of
from tests.people.second_steps import adds_app, adds_passkey, watch  # noqa: F401 - for every test here
from tests.writing import reflect

pytestmark = pytest.mark.usefixtures("it_is")

It = Callable[[datetime], None]


def test_the_moments_of_a_sealed_piece(visitor: Meet, it_is: It, alice: Person, bob: Person, couple: Couple) -> None:
    who, piece = visitor("Alice", person=alice), reverse("recovery:piece", args=["why-i-am-here"])
    looks_at(who, "/today/", "Good evening, Alice")  # You’ve both joined
    sealed.keep(alice, why(), said(hope=""))
    looks_at(who, f"{piece}seal/", "Read it over")
    who.sees("There’s nothing to seal yet.")
    sealed.keep(alice, why(), said(hope="a canary"))
    looks_at(who, f"{piece}seal/", "Read it over")
    hopes(alice)
    sealed.look_again(alice, why(), (EVENING + timedelta(days=7)).date())
    for path in ("sealed/", "look-again/", ""):
        looks_at(who, piece + path)
    it_is(EVENING + timedelta(days=7))
    looks_at(who, "/today/", "Good evening, Alice")
    who.sees("You asked to see this again")
    looks_at(who, f"{piece}look-again/", "You asked to see this again")
    hopes(bob)
    looks_at(who, f"{piece}opening/", "Your answers are ready to open")
    who.presses("Open")
    who.sees("1 of 2")
    from_all_sides(who)
    looks_at(who, f"{piece}opening/", "Why I’m here")


def test_the_moments_of_an_agreement(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    looks_at(who, "/agreement/", "For now")
    line = agreement.add_clause(alice, LineWords("We are always respectful about passwords, a canary says."))
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("Would you both know whether this was kept?", "Rules about this can be used to control someone.")
    agreement.edit_clause(bob, line.pk, LineWords("If K. writes, I tell you the same day."), seen=line.revision)
    version = agreement.offer(bob)
    looks_at(who, "/today/", "Good evening, Alice")
    looks_at(who, "/agreement/signing/", "Read and sign")
    who.presses("Sign")
    who.forgives("status of 422")
    who.sees("Check 3 things")
    from_all_sides(who)
    sign(alice, version)
    looks_at(who, "/agreement/", "You’ve signed this")
    sign(bob, version)
    looks_at(who, "/agreement/in-force/", "Your agreement is in force")
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("In force since")
    draft = agreement.begin_draft(bob)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees(
        "In force since", "It stays in force until you’ve both signed something else, or either of you sets it aside."
    )
    line = agreement.add_clause(bob, LineWords("We don’t write to K. until we’ve talked."))
    agreement.remove_clause(bob, line.pk, seen=1)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("Line deleted.")
    agreement.offer(bob)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("Ready to sign")
    agreement.discard_draft(bob, draft.pk)
    looks_at(who, "/agreement/", "Our agreement")
    who.sees("The draft was discarded on")


def test_the_moments_of_a_letter(visitor: Meet, it_is: It, alice: Person, bob: Person, couple: Couple) -> None:
    version = agree(alice, bob)
    who = visitor("Alice", person=alice)
    looks_at(who, "/letters/", "A letter to next year")
    who.presses("Seal letter")
    who.forgives("status of 422")
    who.sees("Write a few words first.")
    from_all_sides(who)
    who.writes("Your letter", "A canary letter: we eat together most evenings now.")
    who.presses("Seal letter")
    who.sees("Your letter is sealed")
    from_all_sides(who)
    letters.write_letter(bob, version.pk, "A canary letter of the other.")
    it_is(EVENING + timedelta(days=366))
    who = visitor("Alice", person=alice)
    looks_at(who, "/today/", "Good evening, Alice")
    who.sees("You wrote this a year ago")
    looks_at(who, "/letters/", "Letters to next year")
    who.presses("Yes")
    who.sees("Bob isn’t told unless Bob says yes too.")
    from_all_sides(who)
    letters.say_yes(bob, version.pk)
    looks_at(who, "/letters/", "Letters to next year")
    who.sees("Letter from Bob")
    couples.leave(bob)
    looks_at(who, "/letters/", "Letters to next year")
    who.sees("From a space that’s closed")


def test_the_moments_of_situations(visitor: Meet, dana: Person, alice: Person, bob: Person, couple: Couple) -> None:
    alone = visitor("Dana", person=dana)
    looks_at(alone, reverse("recovery:piece", args=["where-my-lines-are"]), "Where my lines are")
    sealed.keep(dana, TopicPiece(topic(1), 0), rated(dana, "fine", "depends"))
    looks_at(alone, "/agreement/cards/", "Situations")
    looks_at(alone, "/agreement/cards/1-0/", "Exes")
    who = visitor("Alice", person=alice)
    looks_at(who, "/agreement/cards/map/", "Your map")
    looks_at(who, "/agreement/cards/1-1/own/", "Add a situation of your own")
    for number, differs in ((1, "not-ok"), (2, "depends"), (3, "not-ok")):
        for person, rating in ((alice, "fine"), (bob, differs)):
            ratings = {card.id: {"rating": rating} for card in topic(number).cards[1:]}
            sealed.seal(person, TopicPiece(topic(number), 1), said(**ratings))
    who.writes("Title", "The spare key")
    who.writes("What happens", "One of us has given a friend the spare key.")
    who.presses("Save")
    who.sees("This round has just opened")
    who.forgives("409 (Conflict)")
    from_all_sides(who)
    for number in (1, 2, 3):
        sealed.mark_opened(alice, TopicPiece(topic(number), 1))
    looks_at(who, "/agreement/cards/map/", "Your map")
    looks_at(who, "/agreement/cards/1-1/opening/", "Exes")
    who.sees("You differ on most of these.")


def test_the_moments_of_a_check_in(visitor: Meet, it_is: It, alice: Person, bob: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, "/check-ins/rhythm/", "Choose check-in dates")
    checkins.set_rhythm(alice, 1, (EVENING + timedelta(days=14)).date())
    check_in = first_check_in(couple)
    own = f"/check-ins/{check_in.pk}/"
    looks_at(who, own, "Not open yet")
    it_is(EVENING + timedelta(days=14))
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, own, "Your check-in of 27 May")
    sealed.keep(alice, CheckInPiece(check_in), now_and_then(alice))
    looks_at(who, f"{own}seal/", "Read it over")
    checks_in(alice, check_in)
    looks_at(who, own, "Saved and sealed")
    looks_at(who, f"{own}answer/", "Your check-in of 27 May")
    checks_in(bob, check_in)
    it_is(EVENING + timedelta(days=15))
    looks_at(who, "/check-ins/", "Check-ins")
    looks_at(who, f"{own}opening/", "Your answers are ready to open")
    who.presses("Open")
    who.sees("Better than in spring")
    from_all_sides(who)
    it_is(EVENING + timedelta(days=60))
    checkins.roll(couple)
    second = CheckIn.unscoped.filter(couple=couple).order_by("day")[1]
    sealed.keep(alice, CheckInPiece(second), now_and_then(alice))
    checkins.close(bob, second)
    looks_at(who, f"/check-ins/{second.pk}/", "This check-in has closed")
    looks_at(who, "/check-ins/", "Check-ins")


def test_the_moments_of_an_invitation_and_of_leaving(visitor: Meet, dana: Person, couple: Couple, alice, bob) -> None:
    who = visitor("Dana", person=dana)
    link = reverse("couples:join", args=[couples.invite(dana).body["token"]])
    looks_at(who, "/invitation/", "Ask your partner to join")
    who.sees("It works until")
    assert looks_at(who, f"{link}yes/") == 409  # one's own
    couples.end_invitation(dana)
    looks_at(who, "/invitation/", "Ask your partner to join")
    who.sees("Your last link has ended.")
    assert looks_at(who, link, "This invitation no longer works") == 404
    agree(alice, bob)
    couples.leave(bob)
    stays = visitor("Alice", person=alice)
    looks_at(stays, "/today/")
    stays.sees("This shared space is closed.")
    stays.sees_nothing_of("Bob")
    looks_at(stays, "/agreement/versions/", "Everything you both signed")


def test_the_moments_of_a_second_step(visitor: Meet, alice: Person, watch: SimpleNamespace) -> None:  # noqa: F811
    who = visitor("Alice", person=alice)
    is_asked_nothing(who)
    looks_at(who, "/sign-in/app/", "Add an authenticator app")
    who.writes("Code the app shows now", "000000")
    who.presses("Add app")
    who.sees("Check one thing")
    from_all_sides(who)
    client = client_of(alice)
    adds_app(client, watch)
    adds_passkey(client)
    who = visitor("Alice, with both", client=client)
    (passkey,) = passkeys_of(alice)
    looks_at(who, "/sign-in/", "Ways in")
    looks_at(who, reverse("mfa_deactivate_totp"), "Remove the authenticator app?")
    looks_at(who, reverse("mfa_remove_webauthn", args=[passkey.public_id]), "Remove this passkey?")
    looks_at(who, reverse("people:sessions"), "Where you’re signed in")
    looks_at(who, reverse("mfa_reauthenticate_webauthn"), "Confirm it’s you")
    comes = visitor("Alice, coming back")
    comes.opens("/account/login/")
    comes.writes("Email address", alice.email)
    comes.writes("Password", PASSWORD)
    comes.presses("Sign in")
    comes.reads("One more thing, or carry on without")
    from_all_sides(comes)
    comes.presses("Carry on without")
    comes.reads("Part of this place is open")
    from_all_sides(comes)
    for path, title in (
        ("/sign-in/second/", "One more thing"),
        ("/plan/", "This opens with one more thing"),
        ("/aside/", "Write a page"),
        ("/agreement/setting-aside/", "Set an agreement aside"),
        ("/settings/space/", "Leave a shared space"),
    ):
        looks_at(comes, path, title)


def test_the_moments_of_an_account(visitor: Meet, it_is: It, settings: Settings, tmp_path: Path, alice, couple) -> None:
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "deletions.jsonl"
    reflect(alice, catalogue.activity("what-happened"), said(happened="a canary"))
    agreement.write_own_line(alice, LineWords("A canary line for nobody else."))
    who, piece = visitor("Alice", person=alice), reverse("recovery:piece", args=["what-happened"])
    is_asked_nothing(who)
    people.choose_veil(alice, True)
    for path in (piece, reverse("agreement:own-lines")):
        looks_at(who, path)
        who.sees("Tap to read")
    looks_at(who, reverse("couples:export"), "Take your writing with you")
    who.presses("Prepare my file")
    who.sees("It’s ready")
    from_all_sides(who)
    people.keep_where(alice, piece, [("happened", "a canary")])
    looks_at(who, reverse("people:where"), "What you wrote is saved")
    people.go_quiet(alice)
    looks_at(who, reverse("people:quiet"), "Reminders are paused")
    looks_at(who, "/today/", "Good evening, Alice")
    people.come_back(alice)
    people.keep_reset(alice, "another calm long phrase", alice.email)
    signing_in.note_small(alice, "inbox")
    signing_in.note_full(alice)
    looks_at(who, "/today/", "Good evening, Alice")
    who.sees("Someone signed in with only a code from your email")
    who.sees("A new password was set on")
    who.opens(reverse("people:deleting"))
    who.writes("Your password", PASSWORD)
    who.presses("Delete account")
    who.sees("Your account will be deleted")
    from_all_sides(who)


def test_the_calm_pages(visitor: Meet, alice: Person, bob: Person, couple: Couple) -> None:
    who = visitor("Alice", person=alice)
    assert looks_at(who, reverse("couples:folds"), "There’s nothing to read here") == 405
    hopes(alice)
    who.opens(f"{reverse('recovery:piece', args=['why-i-am-here'])}?question=3")
    hopes(bob)
    who.presses("Read it over")
    who.sees("It opened while you were writing")
    who.forgives("status of 409")
    from_all_sides(who)
    somebody = visitor("Somebody")
    somebody.opens("/account/signup/")
    for _ in range(20):
        count_try("sign-up", "127.0.0.1", timedelta(hours=1))
    somebody.writes("What should we call you here?", "Robin")
    somebody.presses("Continue")
    somebody.forgives("status of 429")
    somebody.sees("Wait a few minutes, then try again")
    assert somebody.page.locator("input[name=name]").get_attribute("value") == "Robin"
    from_all_sides(somebody)


def test_a_form_to_mend(visitor: Meet) -> None:
    who = visitor("Somebody")
    who.opens("/account/signup/")
    who.presses("Continue")
    who.sees("Check 4 things")
    from_all_sides(who)
