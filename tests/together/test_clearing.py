"""Clearing a subject, and putting it back until the day after."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

import clock
from couples import actions as couples
from tests.cast import at, join, later, make_person
from together import actions
from together.models import Subject
from together.refusals import SubjectGone, TooManySubjects
from together.sources import TogetherSource

pytestmark = pytest.mark.django_db
URL = "/talk-list/"
NOON = datetime(2027, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def subject(alice, couple):
    return actions.add(alice, "Sundays")


def is_on_it(client):
    return "Sundays" in client.get(URL).text.partition("<summary>Cleared")[0]


@pytest.mark.parametrize("who", ["as_alice", "as_bob"])
def test_either_clears_it_for_both(who, subject, as_alice, as_bob, request):
    client = request.getfixturevalue(who)
    for _ in range(2):
        assert client.post(f"{URL}{subject.pk}/clearing/").url == URL
    for each in (as_alice, as_bob):
        assert not is_on_it(each)
        assert "Sundays" in each.get(URL).text, "it can be put back"


def test_either_puts_it_back_where_it_stood(subject, alice, as_alice, as_bob):
    actions.add(alice, "Mondays")
    as_bob.post(f"{URL}{subject.pk}/clearing/")
    for _ in range(2):
        assert as_alice.post(f"{URL}{subject.pk}/return/").url == URL
    assert is_on_it(as_bob)
    page = as_bob.get(URL).text
    assert page.index("Sundays") < page.index("Mondays")
    assert "<summary>Cleared" not in page


def test_nothing_says_who_cleared_it(subject, bob):
    before = dict(Subject.unscoped.values().get())
    actions.clear(bob, subject.pk)
    after = dict(Subject.unscoped.values().get())
    assert {name for name, value in after.items() if before[name] != value} == {"cleared_on"}


def test_it_can_be_put_back_the_next_day_and_then_no_more(alice, bob, couple, signed_in):
    with at(NOON):
        subject = actions.add(alice, "Sundays")
        actions.clear(bob, subject.pk)
    with at(NOON + timedelta(days=1)):
        TogetherSource().prepare()
        assert "Put it back" in signed_in(alice).get(URL).text
    with at(NOON + timedelta(days=2)):
        client = signed_in(alice)
        assert "Sundays" not in client.get(URL).text
        assert client.post(f"{URL}{subject.pk}/return/").status_code == 404
        with pytest.raises(SubjectGone):
            actions.put_back(alice, subject.pk)
        TogetherSource().prepare()
        assert not Subject.unscoped.exists()
        assert client.post(f"{URL}{subject.pk}/clearing/").status_code == 404


def test_a_clock_that_ran_ahead_keeps_nothing_longer(alice, subject):
    with later(days=400):
        actions.clear(alice, subject.pk)
    TogetherSource().prepare()
    assert Subject.unscoped.get().cleared_on == clock.now().date()


def test_it_owes_nobody_a_mail(subject):
    now = clock.now()
    assert list(TogetherSource().owed(now - timedelta(days=7), now + timedelta(days=7))) == []
    assert not TogetherSource.kinds


@pytest.mark.parametrize("place", ["clearing", "return"])
def test_what_is_not_on_ones_list_is_not_there(place, subject, as_charlie, as_dana, as_alice):
    for client in (as_charlie, as_dana):
        assert client.post(f"{URL}{subject.pk}/{place}/").status_code == 404
    assert as_alice.post(f"{URL}{uuid4()}/{place}/").status_code == 404
    assert as_alice.post(f"{URL}no-id/{place}/").status_code == 404
    assert as_alice.get(f"{URL}{subject.pk}/{place}/").status_code == 405
    assert Subject.unscoped.get().cleared_on is None


def test_of_a_space_that_is_closed_nothing_can_be_cleared(subject, alice, bob, as_alice):
    couples.leave(bob)
    assert as_alice.post(f"{URL}{subject.pk}/clearing/").status_code == 404
    with pytest.raises(SubjectGone):
        actions.clear(alice, subject.pk)
    assert Subject.unscoped.get().cleared_on is None


def test_the_same_form_brings_nothing_back_that_was_cleared(as_alice, bob, couple):
    sent = {"text": "Sundays", "subject": str(uuid4())}
    as_alice.post("/talk-list/", sent)
    actions.clear(bob, Subject.unscoped.get().pk)
    as_alice.post("/talk-list/", sent)
    assert [subject.cleared_on is None for subject in Subject.unscoped.all()] == [False]


def test_putting_back_keeps_to_the_most_there_may_be(alice, couple, monkeypatch):
    monkeypatch.setattr("together.actions.talk_list.MOST_SUBJECTS", 2)
    first, _ = actions.add(alice, "one"), actions.add(alice, "two")
    actions.clear(alice, first.pk)
    actions.add(alice, "three")
    with pytest.raises(TooManySubjects):
        actions.put_back(alice, first.pk)


def test_an_id_of_another_space_says_nothing_of_it(alice, bob, as_bob, couple):
    """Not even whether whoever wrote under it is still there."""
    form_id = uuid4()
    row = actions.add(alice, "Sundays", form_id)
    couples.leave(bob)
    join(bob, make_person("Dora"))

    def asked() -> list[bool]:
        sent = ({"text": "x", "subject": str(each)} for each in (form_id, row.pk))
        return [each["subject"] in as_bob.post(URL, each).url for each in sent]

    before = asked()
    actions.erase_words_of(alice)
    assert asked() == before
