"""GET and POST /invitation/ and /invitation/ending/."""

import pytest

from couples import actions
from couples.models import Invitation
from tests.people import later

pytestmark = pytest.mark.django_db


def test_the_page_offers_a_link_and_changes_nothing(as_dana):
    answer = as_dana.get("/invitation/")
    assert answer.status_code == 200
    assert "Make the link" in answer.text
    assert not Invitation.unscoped.exists()


def test_a_link_is_made_and_stays_readable_to_its_maker(as_dana, dana, client):
    assert as_dana.post("/invitation/").status_code == 302
    token = Invitation.unscoped.get().body["token"]
    assert f"/join/{token}/" in as_dana.get("/invitation/").text
    assert "Dana asks you" in client.get(f"/join/{token}/").text


def test_an_ended_link_says_so_and_nothing_of_why(as_dana, dana):
    as_dana.post("/invitation/")
    token = Invitation.unscoped.get().body["token"]
    assert as_dana.post("/invitation/ending/").status_code == 302
    page = as_dana.get("/invitation/").text
    assert "This invitation has ended. That does not tell you why." in page
    assert token not in page


def test_ended_and_expired_look_the_same(as_dana, dana):
    actions.invite(dana)
    with later(days=8):
        expired = as_dana.get("/invitation/").text
    actions.end_invitation(dana)
    assert without_token(expired) == without_token(as_dana.get("/invitation/").text)


def test_two_already_get_a_calm_page(as_alice, couple):
    for answer in (as_alice.get("/invitation/"), as_alice.post("/invitation/")):
        assert answer.status_code == 409
        assert "You already share a space with someone." in answer.text
    assert Invitation.unscoped.filter(ended_at=None).count() == 0


def test_ending_needs_a_post(as_dana, dana):
    actions.invite(dana)
    assert as_dana.get("/invitation/ending/").status_code == 405
    assert Invitation.unscoped.get().ended_at is None


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
