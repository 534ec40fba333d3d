"""Setting the text in force aside: by either, said to both, and lifted by whoever did."""

import pytest

from agreement import actions
from agreement.reading import set_aside_of, texts_of
from agreement.refusals import SetAsideByTheOther
from couples.us import us_of

from .conftest import sign

pytestmark = pytest.mark.django_db
HOME, URL = "/agreement/", "/agreement/setting-aside/"


def test_both_read_who_set_it_aside_and_only_they_can_lift_it(as_alice, as_bob, alice, bob, in_force):
    actions.set_aside(alice)
    assert {set_aside_of(us_of(person)).person_id for person in (alice, bob)} == {alice.pk}
    hers, his = (client.get(HOME).text for client in (as_alice, as_bob))
    assert all("Alice set this aside" in page for page in (hers, his))
    assert ("Put it back in force" in hers, "Put it back in force" in his) == (True, False)
    hers, his = (client.get(URL).text for client in (as_alice, as_bob))
    assert ("Put it back in force" in hers, "Put it back in force" in his) == (True, False)
    with pytest.raises(SetAsideByTheOther):
        actions.lift(bob)
    actions.lift(alice)
    assert set_aside_of(us_of(bob)) is None


def test_with_another_text_in_force_nothing_is_set_aside(alice, bob, in_force):
    actions.set_aside(bob)
    actions.begin_draft(alice)
    actions.offer(alice)
    sign(alice)
    assert set_aside_of(us_of(alice)) is not None
    sign(bob)
    us = us_of(alice)
    assert (texts_of(us).in_force.number, set_aside_of(us)) == (2, None)
