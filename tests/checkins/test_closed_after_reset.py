"""A check-in begun or sealed before a reset by mail: closed to its own writer for 72 hours."""

from datetime import timedelta

import pytest

import couples.actions as couples
import people.actions as people
from tests.cast import at

from .conftest import EVENING, put, seal

pytestmark = pytest.mark.django_db
BEFORE = "written before"


@pytest.fixture
def path(check_in):
    return f"/check-ins/{check_in.pk}/"


def reset(person):
    people.note_reset(person)
    person.refresh_from_db()


def test_a_draft_is_closed_and_written_on_above_it(alice, as_alice, check_in, path):
    with at(EVENING):
        as_alice.post(f"{path}draft/", put(BEFORE))
        reset(alice)
        shown = as_alice.get(path)
        assert BEFORE not in shown.text
        assert "Your earlier words are closed until Wednesday 10 June" in shown.text
        assert as_alice.get(f"{path}seal/").url == path
        as_alice.post(f"{path}draft/", put("since", revision="1"))
        assert "since thanks" in as_alice.get(path).text
        assert BEFORE not in as_alice.get(f"{path}seal/").text
    with at(EVENING + timedelta(days=4)):
        shown = as_alice.get(path)
        assert "since thanks" in shown.text
        assert f"{BEFORE} thanks" in shown.text


def test_a_sealed_one_is_closed_too(alice, as_alice, check_in, path):
    with at(EVENING):
        seal(alice, check_in, BEFORE)
        assert BEFORE in as_alice.get(f"{path}answer/").text
        reset(alice)
        assert BEFORE not in as_alice.get(f"{path}answer/").text
        assert "closed until" in as_alice.get(f"{path}answer/").text


def test_so_are_ones_own_words_in_one_that_is_over(alice, as_alice, check_in, path):
    with at(EVENING):
        as_alice.post(f"{path}draft/", put(BEFORE))
        couples.leave(alice)
        assert BEFORE in as_alice.get(path).text
        reset(alice)
        shown = as_alice.get(path)
        assert BEFORE not in shown.text
        assert "closed until" in shown.text
        # That there is something is no secret to its writer.
        assert path in as_alice.get("/check-ins/").text
