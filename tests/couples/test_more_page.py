"""GET /more/: where everything else is found."""

import pytest

from couples import actions
from tests.agreement.conftest import draft, in_force, offered  # noqa: F401 - a text that both have signed
from tests.cast import join

pytestmark = pytest.mark.django_db

LINK = '<a href="/agreement/versions/">Everything you both signed</a>'


def test_what_was_signed_is_found_by_everybody(as_alice, as_dana, couple):
    for client in (as_alice, as_dana):
        assert LINK in client.get("/more/").text
    assert "Every text you both sign will be here" in as_dana.get("/agreement/versions/").text


def test_it_is_found_after_leaving_and_with_somebody_new(as_alice, alice, bob, dana, in_force):  # noqa: F811
    def finds():
        return LINK in as_alice.get("/more/").text and str(in_force.pk) in as_alice.get("/agreement/versions/").text

    actions.leave(bob)
    assert finds()
    actions.invite(alice)
    assert finds()
    join(dana, alice)
    assert finds()
