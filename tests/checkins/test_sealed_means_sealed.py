"""What one can fetch is the same bytes, CSRF tokens masked, whether or not the other has answered, until it opens."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins import actions
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.models import Person
from sealed import actions as sealed
from tests.cast import at

from .conftest import ENDED, EVENING, MORNING, SETTLED, put, say, seal

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
PAGES = ("", "draft/", "seal/", "sealed/", "answer/", "answer/removal/", "look-again/", "opening/", "closing/")


def fetched(client: Client, check_in: CheckIn, moment: datetime) -> dict[str, Any]:
    """Everything that can be got with a GET, and how many queries it took."""
    found: dict[str, Any] = {}
    with at(moment):
        client.get("/more/")  # the first visit after a while also says in the session that somebody was here
        for url in (
            "/today/",
            "/check-ins/",
            "/check-ins/rhythm/",
            *(f"/check-ins/{check_in.pk}/{page}" for page in PAGES),
        ):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(url)
            headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
            found[url] = (answer.status_code, headers, TOKEN.sub(b"", answer.content), len(queries))
    return found


def write(person: Person, check_in: CheckIn, mark: str) -> None:
    with at(EVENING):
        seal(person, check_in, mark)


def test_the_same_for_one_who_has_written_nothing(alice, as_bob, check_in):
    with at(EVENING):
        actions.roll(check_in.couple)
    before = fetched(as_bob, check_in, EVENING)
    write(alice, check_in, "CANARY")
    assert fetched(as_bob, check_in, EVENING) == before
    assert b"CANARY" not in repr(before).encode()


def test_the_same_for_one_who_has_a_draft(alice, bob, as_bob, check_in):
    with at(EVENING):
        sealed.keep(bob, CheckInPiece(check_in), say("bob"))
    before = fetched(as_bob, check_in, EVENING)
    write(alice, check_in, "CANARY")
    assert fetched(as_bob, check_in, EVENING) == before


def test_the_same_whatever_the_other_does_with_it(alice, as_bob, check_in):
    before = fetched(as_bob, check_in, EVENING)
    write(alice, check_in, "CANARY")
    with at(EVENING):
        sealed.take_back(alice, CheckInPiece(check_in))
    assert fetched(as_bob, check_in, EVENING) == before


@pytest.mark.parametrize("moment", [EVENING, MORNING - timedelta(seconds=5)])
def test_the_same_for_one_who_has_sealed_until_it_opens(alice, bob, as_alice, check_in, moment):
    write(alice, check_in, "alice")
    before = fetched(as_alice, check_in, moment)
    write(bob, check_in, "CANARY")
    assert fetched(as_alice, check_in, moment) == before
    assert b"Saved and sealed" in before["/check-ins/"][2]
    assert b"CANARY" not in repr(before).encode()


def test_both_see_the_same_whoever_was_last(alice, bob, as_alice, as_bob, opened):
    alices, bobs = (fetched(client, opened, EVENING) for client in (as_alice, as_bob))
    names = (re.compile(rb"Alice|alice"), re.compile(rb"Bob|bob"))
    for url, mine in alices.items():
        both = [names[0].sub(b"N", names[1].sub(b"N", answer[2])) for answer in (mine, bobs[url])]
        assert both[0] == both[1], url


@pytest.mark.parametrize("moment", [ENDED, SETTLED - timedelta(seconds=5)])
def test_its_end_does_not_tell_whether_a_pair_is_about_to_open(alice, bob, as_alice, check_in, moment):
    last = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)
    with at(last):
        seal(alice, check_in, "alice")
    with at(moment):
        actions.roll(check_in.couple)
    before = fetched(as_alice, check_in, moment)
    with at(last):
        seal(bob, check_in, "CANARY")
    assert fetched(as_alice, check_in, moment) == before
    with at(SETTLED):
        assert b"Your answers are ready to open" in as_alice.get(f"/check-ins/{check_in.pk}/opening/").content


def test_what_comes_of_a_post_is_the_same_too(alice, bob, as_bob, check_in):
    def posted() -> list[Any]:
        with at(EVENING):
            kept = as_bob.post(f"/check-ins/{check_in.pk}/", put("bob", revision=""))
            back = as_bob.post(f"/check-ins/{check_in.pk}/answer/removal/")
            return [(answer.status_code, answer.headers.get("Location"), answer.content) for answer in (kept, back)]

    before = posted()
    write(alice, check_in, "CANARY")
    assert posted() == before


def test_the_list_of_those_before_does_not_tell_who_wrote(alice, bob, as_bob, check_in):
    """One that only Alice answered reads to Bob like one that nobody answered."""
    later = datetime(2026, 7, 20, 12, tzinfo=UTC)
    with at(later):
        actions.roll(check_in.couple)
    nobody = fetched(as_bob, check_in, later)
    CheckIn.unscoped.filter(pk=check_in.pk).update(closed_on=None)
    write(alice, check_in, "CANARY")
    with at(later):
        actions.roll(check_in.couple)
    assert fetched(as_bob, check_in, later) == nobody
    assert b"Closed" in nobody["/check-ins/"][2]


def test_what_is_tested_could_leak(alice, bob, as_bob, opened):
    """The same pages do show the words once they may."""
    with at(MORNING):
        as_bob.post(f"/check-ins/{opened.pk}/opening/")
        assert b"alice thanks" in as_bob.get(f"/check-ins/{opened.pk}/opening/").content
