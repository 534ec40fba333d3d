"""What is left of a person when their deletion is carried out, and what the other still has."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

import clock
import people.actions
import recovery.actions as recovery
from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.models import Clause, OwnLine, Version, document_of
from agreement.reading import clauses_of
from couples import actions
from couples.models import Couple, Partner
from couples.us import us_of
from people.models import Person, Session
from people.refusals import AccountGone
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer, Draft
from tests.cast import client_of, later, make_person, place_of
from tests.mail import arrived
from tests.writing import reflect, words_of
from vault.fate import going_with
from vault.models import Key

pytestmark = pytest.mark.django_db


def gone(person: Person) -> None:
    people.actions.ask_deletion(person)
    with later(days=7, seconds=1):
        assert actions.carry_out_deletions() == 1


def light():
    return piece_of(catalogue.activity("why-i-am-here"))


def say(text: str):
    return {"hope": {"value": text}}


def sign_both(alice: Person, bob: Person) -> Version:
    agreement.add_clause(alice, LineWords("We tell each other."))
    version = agreement.offer(alice)
    for person in (alice, bob):
        document = document_of(version, clauses_of(person, version), version.review_day(clock.today(person.tz)))
        agreement.sign(person, version.pk, document.sha256(), person.name)
    return version


def test_not_before_its_24_hours(alice):
    people.actions.ask_deletion(alice)
    with later(days=6, hours=23, minutes=59):
        assert actions.carry_out_deletions() == 0
    assert Person.objects.get(pk=alice.pk).is_active


def test_an_emptied_row_is_all_that_stays(alice, couple):
    client = client_of(alice)
    gone(alice)
    left = Person.objects.get(pk=alice.pk)
    assert (left.is_active, left.has_usable_password(), left.zone, left.name) == (False, False, "UTC", "former partner")
    assert left.email.endswith("@deleted.invalid")
    assert left.is_erased
    assert Key.objects.get(pk=alice.key_id).wrapped is None
    assert not EmailAddress.objects.filter(user=alice).exists()
    assert client.get("/today/")["Location"].startswith("/account/login/")
    assert list(Session.objects.all()) == []


def test_everything_that_is_only_theirs_is_gone(alice, bob, couple):
    reflect(alice, catalogue.activity("what-happened"), {"happened": {"value": "alone"}})
    recovery.finish(alice, catalogue.activity("the-first-days"))
    actions.fold_leaf(alice, "next")
    sealed.keep(bob, light(), say("bob's"))
    gone(alice)
    for model, way in going_with(Person):
        assert not model._default_manager.filter(**{way: alice}).exists(), model
    assert words_of(Draft.unscoped.get(person=bob)) == say("bob's")


def test_the_shared_space_closes_as_by_leaving(alice, bob, couple, mailoutbox):
    sealed.seal(bob, light(), say("bob's"))
    gone(alice)
    assert us_of(bob).couple is None
    assert Couple.unscoped.get(pk=couple.pk).closed_on is not None
    assert "This shared space is closed." in client_of(bob).get("/today/").text
    assert words_of(sealed_reading.draft_of(bob, light())) == say("bob's")
    assert arrived() == []


def test_what_both_signed_stays_to_the_other(alice, bob, couple):
    version = sign_both(alice, bob)
    gone(alice)
    page = client_of(bob).get(f"/agreement/versions/{version.pk}/")
    assert page.status_code == 200
    assert "We tell each other." in page.text
    assert "former partner" in page.text
    assert "Alice" not in page.text


def test_what_was_never_signed_by_both_is_gone(alice, bob, couple):
    sign_both(alice, bob)
    agreement.begin_draft(bob)
    agreement.add_clause(alice, LineWords("Only drafted."))
    gone(alice)
    assert [clause.text for clause in Clause.unscoped.all()] == ["We tell each other."]


def test_opened_answers_are_erased_for_the_other_without_an_error(alice, bob, couple):
    for person in (alice, bob):
        sealed.seal(person, light(), say(person.name))
    gone(alice)
    as_bob = client_of(bob)
    for path in ("/today/", "/plan/", "/plan/3/", "/agreement/", "/check-ins/", "/more/", "/settings/"):
        assert as_bob.get(path).status_code in (200, 302), path
    assert Answer.unscoped.get(person=alice).is_erased
    assert words_of(Answer.unscoped.get(person=bob)) == say("Bob")


def test_where_both_are_gone_the_couples_key_goes_too(alice, bob, couple):
    sign_both(alice, bob)
    gone(alice)
    assert Key.objects.get(pk=couple.key_id).wrapped is not None
    gone(bob)
    assert Key.objects.get(pk=couple.key_id).wrapped is None
    assert Clause.unscoped.get().is_erased


def test_a_couple_of_one_goes_with_its_key(dana):
    actions.invite(dana)
    couple = place_of(dana).couple
    agreement.write_own_line(dana, LineWords("Alone."))
    gone(dana)
    assert Key.objects.get(pk=couple.key_id).wrapped is None
    assert not OwnLine.unscoped.exists()
    assert Partner.unscoped.filter(left_on=None).count() == 0


def test_the_address_can_sign_up_anew(alice, mailoutbox):
    address = alice.email
    gone(alice)
    client = Client()
    form = {"name": "Alma", "email": address, "password1": "another long password", "adult": 1}
    client.post("/account/signup/", form)
    anew = Person.objects.get(email=address)
    assert (anew.pk != alice.pk, anew.name) == (True, "Alma")


def test_one_that_fails_does_not_stop_the_others(alice, bob, monkeypatch):
    from couples.part import CouplesPart

    def not_alice(self, person):
        if person == alice:
            raise RuntimeError("the disk is full")

    people.actions.ask_deletion(alice)
    people.actions.ask_deletion(bob)
    monkeypatch.setattr(CouplesPart, "erase", not_alice)
    with later(days=8):
        assert actions.carry_out_deletions() == 1
    assert Person.objects.get(pk=alice.pk).name == "Alice"
    assert Person.objects.get(pk=bob.pk).is_erased


def test_who_writes_a_moment_too_late_gets_a_calm_page(alice):
    """The request was let in before the deletion, and comes to its lock after it."""
    gone(alice)
    with pytest.raises(AccountGone):
        sealed.keep(alice, light(), say("late"))
    assert not Draft.unscoped.exists()


def test_the_task_and_its_bell(alice, settings):
    from couples.tasks import carry_out_deletions

    assert settings.CELERY_BEAT_SCHEDULE["deletions"]["task"] == carry_out_deletions.name
    people.actions.ask_deletion(alice)
    with later(days=8):
        carry_out_deletions()
    assert Person.objects.get(pk=alice.pk).is_erased


def test_one_former_couple_after_another(alice, bob, couple):
    """alice left bob, shares with finn now, and goes: both keep what they signed with her."""
    first = sign_both(alice, bob)
    actions.leave(alice)
    finn = make_person("Finn")
    actions.accept(finn, actions.invite(alice).body["token"])
    second = sign_both(alice, finn)
    gone(alice)
    for person, version in ((bob, first), (finn, second)):
        assert "former partner" in client_of(person).get(f"/agreement/versions/{version.pk}/").text
