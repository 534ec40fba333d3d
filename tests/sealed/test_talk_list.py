"""What stays folded goes on the talk list with the opening; what has opened goes there by one press."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from checkins.pieces import CheckInPiece
from couples import actions as couples
from couples.us import us_of
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.models import Answer, Opening, Reveal
from sealed.sources import SealedSource
from tests.cast import at
from tests.checkins.conftest import CHOSEN, EVENING, MORNING, SEVENTH, say
from together import actions as together
from together.models import Subject
from together.reading import talk_list_of

pytestmark = pytest.mark.django_db
URL, HARD, HOPE, GIVE = "/plan/3/opening/", "What’s hard about this for me", "hope", "give"


@pytest.fixture
def light():
    return piece_of(catalogue.activity("why-i-am-here"))


def words(*aloud, **said):
    return {
        question: {"value": said.get(question, ""), **({"in_person": True} if question in aloud else {})}
        for question in ("hope", "give", "hard")
    }


def on_list(person):
    return [row.question for row in Subject.objects.visible_to(person).filter(cleared_on=None).order_by("position")]


def texts(person):
    return [subject.text for subject in talk_list_of(us_of(person)).subjects]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (words("hard", hope="h", give="g", hard="a canary"), words(hope="h", give="g", hard="b")),
        (words(hope="h", give="g", hard="b"), words("hard", hope="h", give="g")),
        (words("hard", hope="h", give="g"), words("hard", hope="h", give="g")),
        (words(hope="h", give="g", hard="a canary"), words(hope="h", give="g")),
        (words(hope="h", give="g"), words(hope="h", give="g", hard="b")),
    ],
    ids=["alice aloud", "bob aloud", "both aloud", "bob skips", "alice skips"],
)
def test_a_folded_question_is_on_it_once_it_opens_whoever_folded_it(mine, theirs, alice, bob, couple, light):
    sealed.seal(alice, light, mine)
    sealed.seal(bob, light, theirs)
    assert on_list(alice) == []
    sealed.open_due()
    assert on_list(alice) == on_list(bob) == ["hard"]
    assert texts(alice) == texts(bob) == [HARD]
    row = Subject.unscoped.get()
    assert (row.person_id, row.text, row.body) == (None, "", {})
    assert not Opening.unscoped.exists(), "with the opening, and not with a reading of it"


def test_what_both_skipped_or_both_said_is_not(alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, words(hope="h"))
    sealed.open_due()
    assert Reveal.unscoped.count() == 1
    assert not Subject.unscoped.exists()


def test_several_stand_in_the_order_of_the_page(alice, bob, couple, light):
    sealed.seal(alice, light, words("hard", "hope", give="g"))
    sealed.seal(bob, light, words(give="g", hope="h"))
    sealed.open_due()
    assert on_list(alice) == ["hope", "hard"]


def test_the_tick_and_each_page_put_it_there_once(alice, bob, couple, light, as_alice, as_bob):
    for person in (alice, bob):
        sealed.seal(person, light, words("hard", hope="h"))
    SealedSource().prepare()
    SealedSource().prepare()
    for client in (as_alice, as_bob):
        client.get("/today/")
        client.post(URL)
        assert "It’s on your talk list." in client.get(URL).text
    assert on_list(alice) == ["hard"]


def test_one_that_was_cleared_does_not_come_back_by_itself(alice, bob, couple, light, as_bob):
    for person in (alice, bob):
        sealed.seal(person, light, words("hard", hope="h"))
    sealed.open_due()
    together.clear(alice, Subject.unscoped.get().pk)
    as_bob.post(URL)
    page = as_bob.get(URL).text
    assert "It’s on your talk list." not in page
    assert page.count("Put it on our talk list") == 2
    assert on_list(alice) == []


def test_of_a_check_in_a_folded_number_and_its_sentence_are_one_subject(alice, bob, couple, check_in):
    with at(EVENING):
        for person, aloud in ((alice, {"in_person": True}), (bob, {})):
            piece, said = CheckInPiece(check_in), say(person.name)
            said["us"], said["us-words"] = {**said["us"], **aloud}, {**said["us-words"], **aloud}
            sealed.seal(person, piece, said)
    with at(MORNING):
        sealed.open_due()
        assert on_list(bob) == ["us"]
        subject = talk_list_of(us_of(bob)).subjects[0]
        assert (subject.text, subject.title) == ("How I feel about us", "Your check-in of 7 June")
        assert subject.address == f"/check-ins/{check_in.pk}/opening/"


@pytest.fixture
def check_in(alice, couple):
    from checkins import actions as checkins
    from checkins.models import CheckIn

    with at(CHOSEN):
        checkins.set_rhythm(alice, 1, SEVENTH)
    return CheckIn.unscoped.get(couple=couple, day=SEVENTH)


def test_of_a_scale_its_sentence_says_whether_it_is_folded(alice, bob, couple):
    cup = catalogue.activity("how-full-is-your-cup")
    piece, asked = piece_of(cup), cup.questions[0]
    number, words_of_it = asked.id, asked.sentence_id
    evening = datetime(2026, 5, 14, 21, tzinfo=UTC)
    with at(evening):
        sealed.seal(alice, piece, {number: {"value": 3}, words_of_it: {"value": "low"}})
        sealed.seal(bob, piece, {number: {"value": 3}, words_of_it: {"value": ""}})
    with at(evening + timedelta(days=1)):
        sealed.open_due()
        assert on_list(alice) == [number]
        assert texts(alice) == [asked.prompt()]


def test_a_damaged_answer_keeps_no_pair_closed_and_nobody_here(alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, words("hard", hope="h"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealed_answer SET body = %s", [b"\x02" * 64])
    sealed.open_due()
    assert Reveal.unscoped.count() == 1
    assert not Subject.unscoped.exists()
    couples.leave(alice)


def test_leaving_opens_what_is_due_and_leaves_no_list_to_anybody(alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, words("hard", hope="h"))
    couples.leave(alice)
    assert Reveal.unscoped.count() == 1
    for person in (alice, bob):
        assert on_list(person) == []
        assert talk_list_of(us_of(person)).subjects == ()


# One press


@pytest.fixture
def opened(alice, bob, couple, light):
    for person in (alice, bob):
        sealed.seal(person, light, words(hope="h", give="g"))
    sealed.open_due()
    sealed.mark_opened(alice, light)


def put(client, question, address=URL):
    return client.post(f"{address}talk-list/", {"question": question})


def test_either_puts_an_opened_question_on_it_once(opened, as_alice, as_bob, bob, light):
    sealed.mark_opened(bob, light)
    for client in (as_alice, as_bob, as_alice):
        assert put(client, GIVE).url == f"{URL}#question-give"
    assert on_list(bob) == ["give"]
    for client in (as_alice, as_bob):
        page = client.get(URL).text
        assert page.count("It’s on your talk list.") == 1
        assert page.count("Put it on our talk list") == 1


def test_pressed_again_after_it_was_cleared_it_comes_back(opened, as_alice, alice):
    put(as_alice, HOPE)
    together.clear(alice, Subject.unscoped.get().pk)
    put(as_alice, HOPE)
    assert on_list(alice) == ["hope"]


@pytest.mark.parametrize("question", ["", "hard", "no-such-question", "x" * 5000, "\x00", "💩"])
def test_what_did_not_open_is_not_put_there(opened, as_alice, question):
    assert put(as_alice, question).status_code == 404
    assert not Subject.unscoped.exists()


def test_nothing_goes_there_before_one_has_opened_it(opened, as_bob, as_charlie, as_dana):
    assert put(as_bob, HOPE).url == URL
    assert put(as_charlie, HOPE).url == "/plan/3/"
    assert put(as_dana, HOPE).url == "/plan/3/"
    assert as_bob.get(f"{URL}talk-list/").status_code == 405
    assert not Subject.unscoped.exists()


def test_nor_while_it_is_sealed(as_alice, alice, couple, light):
    sealed.seal(alice, light, words(hope="h"))
    assert put(as_alice, HOPE).url == "/plan/3/sealed/"
    assert Answer.unscoped.count() == 1
    assert not Subject.unscoped.exists()


def test_before_sealing_the_page_says_where_a_folded_question_goes(as_alice, alice, couple, light):
    sealed.keep(alice, light, words("hard", hope="h"))
    assert "goes on your talk list when the answers open. You both see that list." in as_alice.get("/plan/3/seal/").text
