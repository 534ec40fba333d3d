"""/letters/: written when a text has come into force, sealed for a year, and its writer’s for good."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils.html import escape

import people.actions
from agreement import actions
from agreement.refusals import NotTwoYet
from couples import actions as couples
from letters import actions as letter_actions
from letters.models import Letter, LetterYes, a_year_after
from letters.refusals import LetterSealed, NoLetterNow, OfAClosedSpace
from people.proofs import Proof
from sealed.models import Draft
from tests.agreement.conftest import hidden
from tests.cast import at, client_of, join, make_person, signed_in_by
from tests.letters.conftest import (
    DAY,
    HERS,
    HIS,
    HOME,
    LETTER,
    NOWHERE,
    SIGNED,
    agree,
    export_of,
    form_of,
    page,
    yes,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2027, 5, 14), date(2028, 5, 14)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_year_later_is_the_same_day_and_never_in_another_month(day, opens):
    assert a_year_after(day) == opens


def test_the_page_says_when_it_opens_and_to_whom_before_anything_is_written(signed, alice):
    with at(SIGNED):
        beside = client_of(alice).get(HOME).text
        assert "and read your own again on <time datetime=" in beside
        assert f'href="{LETTER}"' in beside
        shown = page(alice)
    assert 'You can read it again on <time datetime="2028-05-14">14 May 2028</time>.' in shown
    assert "You can’t read or change it, but you can delete it." in shown
    assert "On that day or later, you and Bob can agree here to read each other’s." in shown
    assert "Only you" in shown


def test_what_is_written_is_sealed_at_once_for_its_writer_too(signed, alice):
    with at(SIGNED):
        client = client_of(alice)
        assert client.post(LETTER, form_of(client))["Location"] == LETTER
        letter = Letter.unscoped.get()
        assert (letter.person, letter.version, letter.text) == (alice, signed, HERS)
        assert (letter.written_on, letter.opens_on) == (SIGNED.date(), DAY.date())
        for url in (LETTER, HOME, f"{LETTER}{letter.pk}/removal/", "/today/", "/agreement/versions/1/"):
            assert HERS not in client.get(url).text
        assert "Your letter is sealed" in client.get(LETTER).text
        assert "You’ve sealed one." in client.get(HOME).text
    with at(DAY - timedelta(days=1)):
        assert HERS not in page(alice)


def test_the_same_form_sent_twice_seals_one_letter_and_another_one_is_refused(signed, alice):
    with at(SIGNED):
        client = client_of(alice)
        form = form_of(client)
        for _ in range(2):
            assert client.post(LETTER, form)["Location"] == LETTER
        answer = client.post(LETTER, {**form, "text": HIS})
    assert answer.status_code == 409
    assert "You’ve already sealed a letter" in answer.text
    assert HIS in answer.text
    assert Letter.unscoped.get().text == HERS


@pytest.mark.parametrize(
    "changes", [{"text": " "}, {"text": "x" * 20_001}, {"version": "x"}, {"revision": "x"}], ids=str
)
def test_a_form_to_mend_keeps_what_was_typed(signed, alice, changes):
    with at(SIGNED):
        client = client_of(alice)
        answer = client.post(LETTER, form_of(client, **changes))
    assert answer.status_code == 422
    assert changes.get("text", HERS).strip() in answer.text
    assert not Letter.unscoped.exists()


def test_what_is_being_typed_is_kept_and_gone_once_it_is_sealed(signed, alice, bob):
    with at(SIGNED):
        client = client_of(alice)
        answer = client.post(f"{LETTER}draft/", {"sent_field": "text", "text": "I ho", "revision": "0"})
        assert answer.json() == {"revision": 1}
        shown = client.get(LETTER).text
        assert "You hadn’t finished this letter. Only you can see it." in shown
        assert ">I ho</textarea>" in shown.replace("\n", "")
        assert "I ho" not in page(bob)
        client.post(LETTER, form_of(client))
    assert not Draft.unscoped.exists()
    assert Letter.unscoped.get().text == HERS


def test_after_the_days_for_it_what_was_typed_is_there_to_copy_and_to_delete(signed, alice):
    with at(SIGNED):
        client = client_of(alice)
        client.post(f"{LETTER}draft/", {"sent_field": "text", "text": "I ho", "revision": "0"})
        form = form_of(client)
    with at(SIGNED + timedelta(days=2)):
        assert "Seal letter" in page(alice)
    with at(SIGNED + timedelta(days=3)):
        client = client_of(alice)
        assert "A letter to next year" not in client.get(HOME).text
        shown = client.get(LETTER).text
        assert "What you typed and didn’t seal" in shown
        assert "Seal letter" not in shown
        answer = client.post(LETTER, form)
        assert (answer.status_code, HERS in answer.text) == (409, True)
        assert client.post(LETTER, {"action": "cancel", "revision": "1"})["Location"] == LETTER
        assert "didn’t seal" not in client.get(LETTER).text
    assert not Letter.unscoped.exists()
    assert not Draft.unscoped.exists()


def test_for_a_text_that_another_one_followed_the_page_says_its_new_day(signed, alice, bob):
    with at(SIGNED):
        client = client_of(alice)
        form = form_of(client)
    with at(SIGNED + timedelta(days=1)):
        actions.begin_draft(alice)
        second = agree(alice, bob)
        client = client_of(alice)
        answer = client.post(LETTER, form)
        assert answer.status_code == 409
        assert hidden(answer.text, "version") == str(second.pk)
        assert "15 May 2028" in answer.text
        client.post(LETTER, form_of(client))
        with pytest.raises(LetterSealed):
            letter_actions.write_letter(alice, second.pk, "Another.")
    assert Letter.unscoped.get().opens_on == date(2028, 5, 15)


def test_one_that_is_still_to_open_is_enough(letters, alice, bob):
    with at(SIGNED + timedelta(days=30)):
        actions.begin_draft(alice)
        second = agree(alice, bob)
        with pytest.raises(LetterSealed):
            letter_actions.write_letter(alice, second.pk, "Another.")
        assert "Seal letter" not in page(alice)
        letter_actions.delete_letter(alice, letters[0].pk)
        assert "Seal letter" in page(alice)
        letter_actions.write_letter(alice, second.pk, "Another.")


@pytest.mark.parametrize("about", ["draft", "theirs", "nothing"])
def test_only_about_ones_own_text_in_force(draft, alice, charlie, about):
    version_id = UUID(NOWHERE) if about == "nothing" else draft.pk
    with pytest.raises(NoLetterNow):
        letter_actions.write_letter(charlie if about == "theirs" else alice, version_id, HERS)
    assert not Letter.unscoped.exists()


def test_the_database_takes_one_letter_and_one_yes_a_person_and_text(letters, alice, signed):
    for row in (
        Letter(person=alice, version=signed, written_on=SIGNED.date(), opens_on=DAY.date()),
        Letter(person=alice, version=signed, written_on=DAY.date(), opens_on=DAY.date()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    with at(DAY):
        letter_actions.say_yes(alice, signed.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterYes(person=alice, version=signed, said_on=DAY.date()).save()


def test_of_a_stranger_there_is_no_letter(letters, charlie, signed):
    with at(DAY):
        client = client_of(charlie)
        shown = client.get(LETTER).text
        assert HERS not in shown
        assert HIS not in shown
        assert client.post(f"{LETTER}{signed.pk}/yes/").status_code == 404
        for letter in letters:
            assert client.get(f"{LETTER}{letter.pk}/removal/").status_code == 404
            client.post(f"{LETTER}{letter.pk}/removal/")
        assert Letter.unscoped.count() == 2
        assert client.get(f"{LETTER}{signed.pk}/yes/").status_code == 405
        assert client.post(f"{LETTER}{NOWHERE}/yes/").status_code == 404
        for deed in (letter_actions.say_yes, letter_actions.take_yes_back):
            if deed is letter_actions.say_yes:
                with pytest.raises(OfAClosedSpace):
                    deed(charlie, signed.pk)
            else:
                deed(charlie, signed.pk)


def test_its_writer_deletes_it_sealed_or_open_and_nobody_else(letters, alice, bob, signed):
    hers, his = letters
    with at(SIGNED):
        client = client_of(alice)
        asked = client.get(f"{LETTER}{hers.pk}/removal/").text
        assert "You won’t be able to read it first." in asked
        assert Letter.unscoped.count() == 2
        assert client.get(f"{LETTER}{his.pk}/removal/").status_code == 404
        client.post(f"{LETTER}{his.pk}/removal/")
        for _ in range(2):
            assert client.post(f"{LETTER}{hers.pk}/removal/")["Location"] == LETTER
        assert Letter.unscoped.get() == his
        assert "Seal letter" in client.get(LETTER).text
    with at(DAY):
        for who in (alice, bob):
            letter_actions.say_yes(who, signed.pk)
        assert HIS in page(alice)
        assert client_of(alice).get(f"{LETTER}{his.pk}/removal/").status_code == 404
        assert "they can’t read it here any more either" in client_of(bob).get(f"{LETTER}{his.pk}/removal/").text
        letter_actions.delete_letter(bob, his.pk)
        assert HIS not in page(alice)


@pytest.mark.parametrize("leaves", ["alice", "bob"])
@pytest.mark.parametrize("both", [False, True])
def test_with_the_space_closed_each_keeps_their_own_only(letters, alice, bob, signed, leaves, both):
    with at(DAY):
        for who in (alice, bob) if both else (alice,):
            letter_actions.say_yes(who, signed.pk)
        couples.leave({"alice": alice, "bob": bob}[leaves])
        assert not LetterYes.unscoped.exists()
        for who, own, other in ((alice, HERS, HIS), (bob, HIS, HERS)):
            shown = page(who)
            assert "From a space that’s closed" in shown
            assert own in shown
            assert other not in shown
            assert other not in export_of(who)
            assert yes(who, signed).status_code == 409
            assert "You wrote this a year ago" not in client_of(who).get("/today/").text
        with pytest.raises(NotTwoYet):
            letter_actions.say_yes(alice, signed.pk)


def test_a_letter_of_a_closed_space_still_opens_and_leaves_room_for_one_of_the_next(letters, alice, bob, signed):
    with at(SIGNED + timedelta(days=30)):
        couples.leave(bob)
        eve = make_person("Eve")
        join(alice, eve)
        second = agree(alice, eve)
        assert "Seal letter" in page(alice)
        letter_actions.write_letter(alice, second.pk, "For another year.")
        shown = page(alice)
        assert "From a space that’s closed" in shown
        assert HERS not in shown
    with at(DAY):
        assert HERS in page(alice)
        with pytest.raises(OfAClosedSpace):
            letter_actions.say_yes(alice, signed.pk)


def test_one_proof_does_not_open_it(letters, alice, signed):
    with at(DAY):
        client = signed_in_by(alice, Proof.INBOX)
        for answer in (
            client.get(LETTER),
            client.post(f"{LETTER}{signed.pk}/yes/"),
            client.post(LETTER, {"text": "x"}),
        ):
            assert answer.status_code == 403
            assert HERS not in answer.text
    assert not LetterYes.unscoped.exists()


def test_it_is_behind_the_veil(letters, alice, bob, signed):
    people.actions.choose_veil(alice, True)
    with at(DAY):
        for who in (alice, bob):
            letter_actions.say_yes(who, signed.pk)
        shown = page(alice)
    for words in (HERS, HIS):
        at_words = shown.index(escape(words))
        assert shown.rindex('<details class="veil"', 0, at_words) > shown.rfind("</details>", 0, at_words)


def test_ones_export_has_ones_own_before_the_day_too(letters, alice):
    with at(SIGNED):
        assert HERS in export_of(alice)
        assert HIS not in export_of(alice)
