"""How to leave a page is explained once, before the first page with private writing."""

import pytest

from checkins import actions as checkins
from checkins.models import CheckIn
from clock import today
from people.models import HasRead

pytestmark = pytest.mark.django_db

PIECE = "/plan/9/"
TO_IT = "/first/?next=%2Fplan%2F9%2F"


@pytest.fixture
def new(alice):
    """Alice has not been shown it."""
    HasRead.unscoped.all().delete()
    return alice


def test_it_stands_before_the_first_private_page_and_only_once(as_alice, new):
    page = as_alice.get(PIECE)
    assert (page.status_code, page["Location"]) == (302, TO_IT)
    text = as_alice.get(TO_IT).text
    assert "press Shift three times" in text
    assert "It does not erase your browser’s history." in text
    assert not HasRead.unscoped.exists()
    assert as_alice.post("/first/", {"next": PIECE})["Location"] == PIECE
    assert HasRead.unscoped.get().person == new
    assert as_alice.get(PIECE).status_code == 200
    as_alice.post("/first/", {"next": PIECE})
    assert HasRead.unscoped.count() == 1


def test_before_a_check_in_too(as_alice, couple, new):
    checkins.set_rhythm(new, 1, today(new.tz))
    found = CheckIn.unscoped.order_by("day")[0]
    page = as_alice.get(f"/check-ins/{found.pk}/")
    assert page["Location"] == f"/first/?next=%2Fcheck-ins%2F{found.pk}%2F"


def test_not_before_what_is_only_read(as_alice, new):
    assert as_alice.get("/plan/1/").status_code == 200


def test_a_form_that_is_sent_is_not_held_up(as_alice, new):
    assert as_alice.post(PIECE, {"happened": "a canary", "revision": "0"})["Location"] == f"{PIECE}kept/"


def test_one_persons_reading_is_not_the_others(as_alice, as_bob, couple):
    HasRead.unscoped.filter(person__email="bob@example.org").delete()
    assert as_alice.get(PIECE).status_code == 200
    assert as_bob.get(PIECE)["Location"] == TO_IT


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org", ""]
)
def test_it_leads_nowhere_else(as_alice, new, elsewhere):
    assert as_alice.post("/first/", {"next": elsewhere})["Location"] == "/today/"
