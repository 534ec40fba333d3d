"""Offering, signing, taking back: consent takes two to give and one to withdraw."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Signature, State, Version, document_of
from agreement.reading import clauses_of, texts_of
from agreement.refusals import AlreadyInForce, NothingToOffer, NotOffered, NotTwoYet, TextChanged
from agreement.shown import shown
from couples.us import us_of
from people.models import Person
from tests.agreement.conftest import PHONES, SAM, page_of, shown_hash, sign
from tests.cast import later

pytestmark = pytest.mark.django_db


def test_an_offer_stands_for_14_days(offered, alice, bob):
    today = clock.today(alice.tz)
    assert (offered.state, offered.offered_by, offered.offered_on) == (State.OFFERED, alice, today)
    assert offered.draft_again_on == today + timedelta(days=14)
    assert actions.offer(bob) == offered
    assert Version.unscoped.get().offered_by == alice


def test_an_empty_text_is_not_offered(couple, alice, dana):
    for person in (alice, dana):
        with pytest.raises(NothingToOffer):
            actions.offer(person)
    clause = actions.add_clause(alice, LineWords(SAM))
    actions.remove_clause(alice, clause.pk, seen=1)
    with pytest.raises(NothingToOffer):
        actions.offer(alice)


def test_signing_takes_two(dana):
    with pytest.raises(NotTwoYet):
        actions.add_clause(dana, LineWords(SAM))
    with pytest.raises(NothingToOffer):
        actions.offer(dana)


def test_one_signature_puts_nothing_in_force(offered, alice):
    sign(alice, "Alice A.")
    offered.refresh_from_db()
    assert (offered.state, offered.sha256, offered.in_force_on) == (State.OFFERED, "", None)
    assert Signature.unscoped.get().body == {"name": "Alice A."}


def test_two_signatures_on_the_same_text_put_it_in_force(offered, alice, bob):
    sha256 = shown_hash(alice)
    sign(alice)
    sign(bob)
    version = Version.unscoped.get()
    assert (version.state, version.sha256, version.number) == (State.IN_FORCE, sha256, 1)
    assert version.in_force_on == clock.today(bob.tz)
    assert set(Signature.unscoped.values_list("person", "sha256")) == {(alice.pk, sha256), (bob.pk, sha256)}


def test_the_stored_hash_is_the_hash_of_the_stored_rows(in_force, alice):
    document = document_of(in_force, clauses_of(alice, in_force), in_force.review_on)
    assert document.sha256() == in_force.sha256
    assert [line.words.text for line in document.lines] == [SAM, PHONES]


def test_the_version_before_is_superseded_and_linked(in_force, alice, bob):
    actions.begin_draft(alice)
    actions.add_clause(alice, LineWords("One more."))
    actions.offer(bob)
    sign(bob)
    assert texts_of(us_of(alice)).in_force == in_force
    second = sign(alice)
    in_force.refresh_from_db()
    assert (in_force.state, second.state, second.number) == (State.SUPERSEDED, State.IN_FORCE, 2)
    assert document_of(second, clauses_of(alice, second), second.review_on).previous == in_force.sha256


def test_signing_twice_is_signing_once(offered, alice, bob):
    sha256 = shown_hash(alice)
    for _ in range(2):
        actions.sign(alice, offered.pk, sha256, "A")
    for _ in range(2):
        actions.sign(bob, offered.pk, sha256, "B")
    assert Signature.unscoped.count() == 2


def test_a_stale_hash_signs_nothing_and_says_what_changed(offered, alice, bob):
    seen = document_of(offered, clauses_of(alice, offered), offered.review_on)
    clause = Clause.unscoped.filter(version=offered).first()
    actions.edit_clause(bob, clause.pk, LineWords("Other words.", topic="Sam"), seen=1)
    actions.offer(bob)
    with pytest.raises(TextChanged) as refused:
        actions.sign(alice, offered.pk, seen.sha256(), "A", shown=shown(seen))
    [change] = refused.value.changes
    assert (change.before, change.after) == (f"Sam\n{SAM}", "Sam\nOther words.")
    assert not Signature.unscoped.exists()


def test_a_text_changed_and_put_back_is_not_what_was_offered(offered, alice, bob):
    sha256 = shown_hash(alice)
    clause = Clause.unscoped.filter(version=offered).first()
    actions.edit_clause(bob, clause.pk, LineWords("Other."), seen=1)
    actions.edit_clause(bob, clause.pk, LineWords(SAM, topic="Sam"), seen=2)
    with pytest.raises(NotOffered):
        actions.sign(alice, offered.pk, sha256, "A")


def test_a_draft_cannot_be_signed(draft, alice):
    with pytest.raises(NotOffered):
        sign(alice)


def test_after_14_days_it_is_a_draft_again(offered, alice, bob):
    with later(days=13):
        sign(alice)
    with later(days=14):
        assert not offered.is_offered(clock.today(bob.tz))
        with pytest.raises(NotOffered):
            sign(bob)
        assert Signature.unscoped.count() == 1
        actions.offer(bob)
        assert not Signature.unscoped.exists()
        sign(bob)
    assert texts_of(us_of(alice)).in_force is None


def test_a_signature_from_an_offer_that_ended_counts_no_more(offered, alice, bob):
    sign(alice)
    with later(days=20):
        actions.offer(bob)
        sign(bob)
        assert texts_of(us_of(alice)).in_force is None
        sign(alice)
        assert texts_of(us_of(alice)).in_force == offered


def test_an_offer_ends_when_its_review_day_comes(draft, alice):
    actions.choose_review_day(alice, clock.today(alice.tz) + timedelta(days=2))
    offered = actions.offer(alice)
    with later(days=1):
        assert offered.is_offered(clock.today(alice.tz))
    with later(days=2):
        assert not offered.is_offered(clock.today(alice.tz))
        assert actions.offer(alice).review_on == clock.today(alice.tz) + timedelta(days=30)


def test_a_signature_can_be_taken_back_until_both_have_signed(offered, alice, bob):
    sign(alice)
    actions.withdraw_signature(alice)
    actions.withdraw_signature(alice)
    assert not Signature.unscoped.exists()
    sign(bob)
    assert texts_of(us_of(alice)).in_force is None
    sign(alice)
    with pytest.raises(AlreadyInForce):
        actions.withdraw_signature(alice)
    assert Signature.unscoped.count() == 2


def test_taking_back_takes_only_ones_own(offered, alice, bob):
    sign(alice)
    actions.withdraw_signature(bob)
    assert Signature.unscoped.get().person == alice


def test_nobody_signs_for_another_couple(offered, charlie, dana):
    for stranger in (charlie, dana):
        for version in (offered.pk, uuid4()):
            with pytest.raises(NotOffered):
                actions.sign(stranger, version, "0" * 64, "C")
    assert not Signature.unscoped.exists()


def test_a_text_in_force_takes_no_third_signature(in_force, alice):
    assert actions.sign(alice, in_force.pk, in_force.sha256, "Again") == in_force
    assert [row.body["name"] for row in Signature.unscoped.filter(person=alice)] == ["Alice A."]


def test_a_lone_signature_is_its_signers_only(offered, alice, bob, charlie):
    sign(alice)
    assert Signature.objects.visible_to(alice).count() == 1
    for person in (bob, charlie):
        assert not Signature.objects.visible_to(person).exists()
    sign(bob)
    for person in (alice, bob):
        assert Signature.objects.visible_to(person).count() == 2


def test_a_lone_signature_changes_nothing_on_the_others_pages(offered, alice, bob, as_alice, as_bob):
    clause = Clause.unscoped.filter(version=offered).first()
    urls = ["/agreement/", "/agreement/signing/", "/agreement/versions/", f"/agreement/clauses/{clause.pk}/", "/today/"]
    before = {url: page_of(as_bob, url) for url in urls}
    own = page_of(as_alice, "/agreement/")
    sign(alice, "Alice A.")
    assert {url: page_of(as_bob, url) for url in urls} == before
    assert page_of(as_alice, "/agreement/") != own
    assert all(status == 200 for status, _ in before.values())


def test_a_lone_signature_changes_nothing_when_the_days_are_over(offered, alice, as_bob):
    with later(days=15):
        before = page_of(as_bob, "/agreement/")
    sign(alice)
    with later(days=15):
        assert page_of(as_bob, "/agreement/") == before
    assert re.search(r"became a draft again on \d+ \w+\. Nothing is lost\.", before[1])


def test_a_persons_key_gone_leaves_the_signature_standing(in_force, bob, as_alice):
    from vault.actions import destroy

    destroy(Person.objects.get(pk=bob.pk).key)
    page = as_alice.get("/agreement/versions/1/")
    assert page.status_code == 200
    assert "Bob B." not in page.text
    assert "former partner" in page.text
