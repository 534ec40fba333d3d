"""An answer sealed while nobody has joined opens with who joins: the page says so before the press."""

import pytest

from couples import actions as couples
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from tests.cast import join

pytestmark = pytest.mark.django_db
SEAL = "/plan/3/seal/"
SAYS = "If your partner joins and answers this too, your answers open to you both."


def hoping(person):
    sealed.keep(person, piece_of(catalogue.activity("why-i-am-here")), {"hope": {"value": "To laugh again."}})


def test_alone_the_page_says_with_whom_it_opens(as_dana, dana):
    hoping(dana)
    assert "Sealing is for two people." in as_dana.get(SEAL).text
    couples.invite(dana)
    assert SAYS in as_dana.get(SEAL).text


def test_as_two_it_does_not(as_dana, dana, bob):
    hoping(dana)
    join(dana, bob)
    assert SAYS not in as_dana.get(SEAL).text
