"""/agreement/letter/: written when a text has come into force, sealed for a year, read by both only if both say so."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

import people.actions
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Letter, LetterYes, a_year_after
from agreement.part import AgreementPart
from agreement.refusals import BothSaidYes, LetterSealed, NoLetterNow, NotTheDay, NotTwoYet, OfAClosedSpace
from agreement.sources import AgreementSource
from couples import actions as couples
from couples.us import us_of
from people.proofs import Proof
from sealed.models import Draft
from tests.agreement.conftest import SAM, hidden, page_of, sign
from tests.cast import at, client_of, join, make_person, signed_in_by
from tests.matrix.asking import NEW_LINE

pytestmark = pytest.mark.django_db

HOME, LETTER = "/agreement/", "/agreement/letter/"
HERS, HIS = "I hope the evenings are calmer.", "I want to have told you first."
NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"
SIGNED = datetime(2027, 5, 14, 12, tzinfo=UTC)
DAY = datetime(2028, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def signed(couple, alice, bob):
    """A text that came into force on 14 May 2027."""
    with at(SIGNED):
        return agree(alice, bob)


@pytest.fixture
def letters(signed, alice, bob):
    """A letter of each."""
    with at(SIGNED):
        return [actions.write_letter(who, signed.pk, words) for who, words in ((alice, HERS), (bob, HIS))]


def agree(alice, bob):
    actions.add_clause(alice, LineWords(SAM))
    actions.offer(alice)
    sign(alice)
    return sign(bob)


def page(person):
    return client_of(person).get(LETTER).text


def form_of(client, text=HERS, **changes):
    shown = client.get(LETTER).text
    return {"text": text, "version": hidden(shown, "version"), "revision": hidden(shown, "revision"), **changes}


def yes(person, version, **data):
    return client_of(person).post(f"{LETTER}{version.pk}/yes/", data)


def export_of(person):
    return str(AgreementPart().export(us_of(person)))


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


# Writing


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
            actions.write_letter(alice, second.pk, "Another.")
    assert Letter.unscoped.get().opens_on == date(2028, 5, 15)


def test_one_that_is_still_to_open_is_enough(letters, alice, bob):
    with at(SIGNED + timedelta(days=30)):
        actions.begin_draft(alice)
        second = agree(alice, bob)
        with pytest.raises(LetterSealed):
            actions.write_letter(alice, second.pk, "Another.")
        assert "Seal letter" not in page(alice)
        actions.delete_letter(alice, letters[0].pk)
        assert "Seal letter" in page(alice)
        actions.write_letter(alice, second.pk, "Another.")


@pytest.mark.parametrize("about", ["draft", "theirs", "nothing"])
def test_only_about_ones_own_text_in_force(draft, alice, charlie, about):
    version_id = UUID(NOWHERE) if about == "nothing" else draft.pk
    with pytest.raises(NoLetterNow):
        actions.write_letter(charlie if about == "theirs" else alice, version_id, HERS)
    assert not Letter.unscoped.exists()


def test_the_database_takes_one_letter_and_one_yes_a_person_and_text(letters, alice, signed):
    for row in (
        Letter(person=alice, version=signed, written_on=SIGNED.date(), opens_on=DAY.date()),
        Letter(person=alice, version=signed, written_on=DAY.date(), opens_on=DAY.date()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    with at(DAY):
        actions.say_yes(alice, signed.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterYes(person=alice, version=signed, said_on=DAY.date()).save()


# The day


def test_on_the_day_its_writer_reads_it_and_today_says_so_for_a_week(letters, alice, bob):
    with at(DAY - timedelta(days=1)):
        assert "You wrote this a year ago" not in client_of(alice).get("/today/").text
    with at(DAY):
        assert "You wrote this a year ago" in client_of(alice).get("/today/").text
        assert HERS in page(alice)
        assert HERS not in page(bob)
    with at(DAY + timedelta(days=6)):
        assert "You wrote this a year ago" in client_of(alice).get("/today/").text
    with at(DAY + timedelta(days=7)):
        assert "You wrote this a year ago" not in client_of(alice).get("/today/").text
        assert HERS in page(alice)


def test_the_day_is_that_of_ones_own_zone(letters, alice, bob):
    people.actions.choose_time(alice, "Pacific/Kiritimati", 9)
    with at(datetime(2028, 5, 13, 11, tzinfo=UTC)):
        assert HERS in page(alice)
        assert HIS not in page(bob)


def test_before_the_day_nobody_says_yes(letters, alice, bob, signed):
    with at(DAY - timedelta(days=1)):
        assert "Let Bob read it too?" not in page(alice)
        answer = yes(alice, signed)
        assert answer.status_code == 409
        assert "It’s too early for this" in answer.text
        with pytest.raises(NotTheDay):
            actions.say_yes(bob, signed.pk)
    assert not LetterYes.unscoped.exists()


def test_both_say_yes_and_each_reads_the_others(letters, alice, bob, signed):
    with at(DAY):
        assert "You can say no. Bob isn’t told." in page(alice)
        assert yes(alice, signed).url == LETTER
        assert "You’ve said yes. Bob isn’t told unless Bob says yes too." in page(alice)
        assert HIS not in page(alice)
        assert HERS not in page(bob)
        yes(bob, signed)
        for who in (alice, bob):
            assert HERS in page(who)
            assert HIS in page(who)
            assert HERS in export_of(who)
            assert HIS in export_of(who)
        assert set(LetterYes.unscoped.values_list("by_both", flat=True)) == {True}
        with pytest.raises(BothSaidYes):
            actions.take_yes_back(alice, signed.pk)
        assert yes(bob, signed, action="back").status_code == 409
    with at(DAY + timedelta(days=300)):
        assert HIS in page(alice)


def test_the_doors_open_to_the_other_only_by_both_yeses_on_the_day_or_later(letters, alice, bob, charlie, signed):
    def seen_by(person):
        return [model.objects.visible_to(person).count() for model in (Letter, LetterYes)]

    with at(DAY):
        actions.say_yes(alice, signed.pk)
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([1, 1], [1, 0], [0, 0])
        actions.say_yes(bob, signed.pk)
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([2, 2], [2, 2], [0, 0])
        LetterYes.unscoped.update(said_on=DAY.date() - timedelta(days=1))
        assert (seen_by(alice), seen_by(bob), seen_by(charlie)) == ([1, 2], [1, 2], [0, 0])


def test_who_wrote_none_may_say_yes_too_and_is_asked_whether_the_other_wrote_or_not(signed, alice, bob):
    with at(DAY):
        without = NEW_LINE.sub("", page_of(client_of(bob), LETTER)[1])
    with at(SIGNED):
        actions.write_letter(alice, signed.pk, HERS)
    with at(DAY):
        client = client_of(bob)
        assert NEW_LINE.sub("", page_of(client, LETTER)[1]) == without
        assert "Read what Alice may have written?" in without
        yes(alice, signed)
        yes(bob, signed)
        assert HERS in page(bob)
        assert "There’s no letter from Bob." in page(alice)
    with at(DAY + timedelta(days=7)):
        assert HERS in page(bob)


def test_after_a_week_who_wrote_none_is_not_asked_any_more(signed, bob):
    with at(DAY + timedelta(days=6)):
        assert "Read what Alice may have written?" in page(bob)
    with at(DAY + timedelta(days=7)):
        assert "Read what Alice may have written?" not in page(bob)


def test_a_lone_yes_is_taken_back(letters, alice, bob, signed):
    with at(DAY):
        for _ in range(2):
            yes(alice, signed)
        for _ in range(2):
            assert yes(alice, signed, action="back").url == LETTER
        assert not LetterYes.unscoped.exists()
        yes(bob, signed)
        assert HERS not in page(bob)
        assert HIS not in page(alice)


def seen(person):
    """What somebody's pages, export and mail say, and how many queries each page takes."""
    found, client = [], client_of(person)
    client.get("/more/")
    for url in (
        "/today/",
        "/plan/",
        HOME,
        LETTER,
        "/agreement/notes/",
        "/agreement/versions/",
        "/agreement/versions/1/",
    ):
        with CaptureQueriesContext(connection) as asked:
            status, text = page_of(client, url)
        found.append((url, status, NEW_LINE.sub("", text), len(asked)))
    owed = {mail for mail in AgreementSource().owed(SIGNED, DAY + timedelta(days=2)) if mail.person_id == person.pk}
    return found, export_of(person), owed


@pytest.mark.parametrize("who", ["who wrote one", "who wrote none"])
def test_the_other_sees_nothing_of_a_letter_or_of_a_lone_yes(signed, alice, bob, who):
    if who == "who wrote one":
        with at(SIGNED):
            actions.write_letter(bob, signed.pk, HIS)
    moments = (SIGNED, DAY - timedelta(days=1), DAY, DAY + timedelta(days=7))
    before = []
    for moment in moments:
        with at(moment):
            before.append(seen(bob))
    with at(SIGNED):
        actions.write_letter(alice, signed.pk, HERS)
    with at(DAY):
        actions.say_yes(alice, signed.pk)
    for moment, then in zip(moments, before, strict=True):
        with at(moment):
            assert seen(bob) == then
    # His own no is no row, and hers are as they were.
    with at(DAY):
        hers = seen(alice)
        yes(bob, signed, action="back")
        assert seen(alice) == hers


def test_what_bobs_own_press_answers_does_not_tell_of_a_lone_yes(letters, alice, bob, signed):
    with at(DAY):
        answers = []
        for hers in (False, True):
            if hers:
                actions.say_yes(alice, signed.pk)
            answers.append(tuple((a.status_code, a["Location"]) for a in (yes(bob, signed, action="back"),)))
        assert answers[0] == answers[1]


# Whose it is


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
        for deed in (actions.say_yes, actions.take_yes_back):
            if deed is actions.say_yes:
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
            actions.say_yes(who, signed.pk)
        assert HIS in page(alice)
        assert client_of(alice).get(f"{LETTER}{his.pk}/removal/").status_code == 404
        assert "they can’t read it here any more either" in client_of(bob).get(f"{LETTER}{his.pk}/removal/").text
        actions.delete_letter(bob, his.pk)
        assert HIS not in page(alice)


@pytest.mark.parametrize("leaves", ["alice", "bob"])
@pytest.mark.parametrize("both", [False, True])
def test_with_the_space_closed_each_keeps_their_own_only(letters, alice, bob, signed, leaves, both):
    with at(DAY):
        for who in (alice, bob) if both else (alice,):
            actions.say_yes(who, signed.pk)
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
            actions.say_yes(alice, signed.pk)


def test_a_letter_of_a_closed_space_still_opens_and_leaves_room_for_one_of_the_next(letters, alice, bob, signed):
    with at(SIGNED + timedelta(days=30)):
        couples.leave(bob)
        eve = make_person("Eve")
        join(alice, eve)
        second = agree(alice, eve)
        assert "Seal letter" in page(alice)
        actions.write_letter(alice, second.pk, "For another year.")
        shown = page(alice)
        assert "From a space that’s closed" in shown
        assert HERS not in shown
    with at(DAY):
        assert HERS in page(alice)
        with pytest.raises(OfAClosedSpace):
            actions.say_yes(alice, signed.pk)


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
            actions.say_yes(who, signed.pk)
        shown = page(alice)
    for words in (HERS, HIS):
        at_words = shown.index(escape(words))
        assert shown.rindex('<details class="veil"', 0, at_words) > shown.rfind("</details>", 0, at_words)


def test_ones_export_has_ones_own_before_the_day_too(letters, alice):
    with at(SIGNED):
        assert HERS in export_of(alice)
        assert HIS not in export_of(alice)


# Mail


def owed_on(day):
    found = AgreementSource().owed(day - timedelta(hours=1), day + timedelta(hours=1))
    return {(mail.person_id, mail.kind, mail.occasion) for mail in found if mail.kind == "letter"}


def test_its_writer_is_reminded_on_the_day(letters, alice, bob, signed):
    hers, his = letters
    assert owed_on(DAY) == {(alice.pk, "letter", hers.pk), (bob.pk, "letter", his.pk)}
    assert owed_on(SIGNED) == owed_on(DAY - timedelta(days=9)) == set()
    refusal = AgreementSource().refusal
    with at(DAY):
        assert refusal(alice.pk, "letter", hers.pk) is None
        assert refusal(bob.pk, "letter", hers.pk) == "gone"
        actions.say_yes(bob, signed.pk)
        assert refusal(alice.pk, "letter", hers.pk) is None
        actions.delete_letter(alice, hers.pk)
        assert refusal(alice.pk, "letter", hers.pk) == "gone"
        couples.leave(alice)
        assert refusal(bob.pk, "letter", his.pk) == "closed"
        assert owed_on(DAY) == set()


@pytest.mark.parametrize("texts", [1, 4])
def test_the_page_asks_the_same_however_many_texts_there_were(letters, alice, bob, signed, texts):
    for number in range(1, texts):
        with at(SIGNED + timedelta(days=10 * number)):
            actions.begin_draft(alice)
            agree(alice, bob)
    with at(DAY):
        for who in (alice, bob):
            actions.say_yes(who, signed.pk)
        client = client_of(alice)
        client.get(LETTER)
        with CaptureQueriesContext(connection) as asked:
            client.get(LETTER)
    assert len(asked) == 9
