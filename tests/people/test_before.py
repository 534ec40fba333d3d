"""How to leave a page is said once, above the first private writing, until a form of it has been sent."""

import pytest

from checkins import actions as checkins
from checkins.models import CheckIn
from clock import today
from people.models import HasRead

pytestmark = pytest.mark.django_db

PIECE, ANOTHER = "/plan/9/", "/plan/3/"
SAID = "signs you out and shows something harmless at once."


@pytest.fixture
def new(alice):
    """Alice has not been shown it."""
    HasRead.unscoped.all().delete()
    return alice


def test_it_stands_above_the_first_private_writing_until_a_form_is_sent(as_alice, new):
    for _ in range(2):
        page = as_alice.get(PIECE).text
        assert page.index(SAID) < page.index("<textarea")
        assert "Your browser’s history still shows that you were here." in page
    assert not HasRead.unscoped.exists()
    as_alice.post(PIECE, {"happened": "a canary", "revision": "0"})
    assert HasRead.unscoped.get().person == new
    assert SAID not in as_alice.get(ANOTHER).text


def test_what_is_kept_as_one_types_does_not_end_it(as_alice, new):
    as_alice.post(f"{PIECE}draft/", {"happened": "a canary", "revision": "0"})
    assert SAID in as_alice.get(PIECE).text


def test_a_form_that_is_to_be_mended_ends_it_too(as_alice, couple, new):
    assert as_alice.post(ANOTHER, {"hope": "x" * 20_001, "revision": "0"}).status_code == 422
    assert SAID not in as_alice.get(ANOTHER).text


def test_above_a_check_in_too(as_alice, couple, new):
    checkins.set_rhythm(new, 1, today(new.tz))
    found = CheckIn.unscoped.order_by("day")[0]
    assert SAID in as_alice.get(f"/check-ins/{found.pk}/").text


def test_not_above_what_is_only_read(as_alice, new):
    assert SAID not in as_alice.get("/plan/1/").text


def test_one_persons_reading_is_not_the_others(as_alice, as_bob, couple):
    HasRead.unscoped.filter(person__email="bob@example.org").delete()
    assert SAID not in as_alice.get(PIECE).text
    assert SAID in as_bob.get(PIECE).text
