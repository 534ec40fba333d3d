"""The agreement may be set aside, or come into force again, while a check-in is being written: no words are lost."""

import pytest

from agreement import actions as agreement
from sealed.models import Draft
from tests.cast import at

from .conftest import EVENING, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(alice, bob, check_in):
    with at(EVENING):
        put_in_force(alice, bob, "We talk on Sundays.")
        yield f"/check-ins/{check_in.pk}/"


def of_lines(alice):
    return Draft.unscoped.get(person=alice).words["agreement"]["value"]


def test_what_was_ticked_stays_when_the_other_sets_it_aside(alice, bob, as_alice, url):
    as_alice.post(url, {"question": "3", "revision": "0", "fits": "on"})
    agreement.set_aside(bob)
    as_alice.post(url, {"question": "4", "revision": "1", "thanks": "for the soup"})
    assert of_lines(alice) == {"fits": True}


@pytest.mark.parametrize("way", ["", "draft/"])
def test_what_was_written_stays_when_it_counts_again(alice, bob, as_alice, url, way):
    agreement.set_aside(bob)
    as_alice.post(url, {"question": "3", "revision": "0", "line": "I was afraid on Sunday."})
    agreement.lift(bob)
    sent = {"sent_field": "thanks"} if way else {"question": "4"}
    as_alice.post(f"{url}{way}", {**sent, "revision": "1", "thanks": "for the soup"})
    assert of_lines(alice) == {"line": "I was afraid on Sunday."}
    page = as_alice.get(f"{url}?question=3").text
    assert all(words in page for words in ("I was afraid on Sunday.", "We talk on Sundays."))
