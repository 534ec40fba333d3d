"""A situation of their own, deleted while its round opens: what it opened with is what both have."""

from functools import partial

import pytest

from agreement import actions
from agreement.models import OwnSituation
from agreement.pieces import TopicPiece
from agreement.situations.deck import topic
from couples.us import us_of
from sealed import actions as sealed
from sealed.models import Reveal
from tests.browser.looking import said
from tests.cast import join, make_person

from .invariants import broken
from .together import overtaken

pytestmark = pytest.mark.django_db(transaction=True)


def exes():
    return TopicPiece(topic(1), 1)


def rates(person):
    sealed.seal(person, exes(), said(**{exes().questions[0]: {"rating": "fine"}}))


@pytest.fixture
def two():
    alice, bob = make_person("Alice"), make_person("Bob")
    join(alice, bob)
    return alice, bob


def test_deleted_while_it_opens(two):
    alice, bob = two
    row = actions.add_situation(alice, exes().id, "The spare key", "One of us.")
    rates(alice)

    def opens():
        rates(bob)
        sealed.open_due(us_of(bob).couple)
        return OwnSituation.objects.visible_to(bob).count()

    results = overtaken(
        'SELECT %s AS "a" FROM "sealed_reveal"', partial(actions.take_situation_out, alice, row.pk), opens
    )
    assert Reveal.unscoped.count() == 1
    assert OwnSituation.objects.visible_to(bob).count() == results[1]
    assert broken() == []
