"""/check-ins/<id>/look-again/: the private day."""

from datetime import UTC, date, datetime

import pytest

from sealed.models import LookAgain
from tests.cast import at

from .conftest import EVENING, seal

pytestmark = pytest.mark.django_db


def url(check_in, rest="look-again/"):
    return f"/check-ins/{check_in.pk}/{rest}"


@pytest.fixture
def sealed(alice, check_in):
    with at(EVENING):
        seal(alice, check_in, "alice")
    return check_in


def test_it_is_a_week_later_and_can_be_moved_or_taken_away(alice, as_alice, sealed):
    with at(EVENING):
        assert b"Sunday 14 June" in as_alice.get(url(sealed, "sealed/")).content
        as_alice.post(url(sealed), {"day": "2026-06-20"})
        assert LookAgain.objects.visible_to(alice).get().day == date(2026, 6, 20)
        as_alice.post(url(sealed), {"no_day": "1"})
        assert not LookAgain.unscoped.exists()
        assert b"Choose a date to look at this again" in as_alice.get(url(sealed, "sealed/")).content


def test_on_its_day_it_asks(as_alice, sealed):
    with at(datetime(2026, 6, 14, 8, tzinfo=UTC)):
        assert b"You asked to see this again" in as_alice.get(url(sealed)).content


@pytest.mark.parametrize("day", ["", "2026-06-07", "2027-06-09", "2026-02-30", "soon"])
def test_a_bad_day_gets_a_sentence(alice, as_alice, sealed, day):
    with at(EVENING):
        page = as_alice.post(url(sealed), {"day": day})
    assert page.status_code == 422
    assert b"Error: " in page.content
    assert LookAgain.objects.visible_to(alice).get().day == date(2026, 6, 14)


def test_only_ones_own_sealed_one(as_bob, as_charlie, sealed):
    with at(EVENING):
        as_bob.post(url(sealed), {"day": "2026-06-20"})
        assert as_charlie.post(url(sealed), {"day": "2026-06-20"}).status_code == 404
        assert as_charlie.get(url(sealed)).status_code == 404
        assert as_bob.get(url(sealed)).headers["Location"] == url(sealed, "")
    assert list(LookAgain.unscoped.values_list("day", flat=True)) == [date(2026, 6, 14)]
