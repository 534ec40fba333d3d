"""GET and POST /invitation/ and /invitation/ending/."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

import people.actions
from couples import actions
from couples.models import Invitation
from tests.cast import at, later

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
    assert "Dana has invited you" in client.get(f"/join/{token}/").text


def test_the_link_is_that_of_the_server_whatever_host_was_asked(as_dana, dana, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.TWOFOLD_SITE_ROOT = "https://twofold.example"
    token = actions.invite(dana).body["token"]
    page = as_dana.get("/invitation/", headers={"host": "elsewhere.example"})
    assert f">https://twofold.example/join/{token}/</textarea>" in page.text
    assert "elsewhere.example" not in page.text


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "Thursday 21 May"), ("Pacific/Auckland", "Friday 22 May"), ("Asia/Tokyo", "Friday 22 May")],
)
def test_it_is_live_until_a_moment_of_ones_own_zone(as_dana, dana, zone, day):
    with at(datetime(2026, 5, 14, 18, 30, tzinfo=UTC)):
        people.actions.choose_time(dana, zone, 12)
        actions.invite(dana)
        until = as_dana.get("/invitation/").context["live_until"]
    # As a page writes it: the filter would turn a moment that knows its zone into the server's.
    assert Template('{{ until|date:"l j F" }}').render(Context({"until": until})) == day


def test_an_ended_link_says_so_and_nothing_of_why(as_dana, dana):
    as_dana.post("/invitation/")
    token = Invitation.unscoped.get().body["token"]
    assert as_dana.post("/invitation/ending/").status_code == 302
    page = as_dana.get("/invitation/").text
    assert "Your last link has ended. That doesn’t tell you why." in page
    assert token not in page


def test_ended_and_expired_look_the_same(as_dana, dana):
    actions.invite(dana)
    with later(days=8):
        expired = as_dana.get("/invitation/").text
    actions.end_invitation(dana)
    with later(days=8):
        assert without_token(expired) == without_token(as_dana.get("/invitation/").text)


def test_two_already_get_a_calm_page(as_alice, couple):
    for answer in (as_alice.get("/invitation/"), as_alice.post("/invitation/")):
        assert answer.status_code == 409
        assert "You already share a space with someone" in answer.text
    assert Invitation.unscoped.filter(ended_at=None).count() == 0


def test_ending_needs_a_post(as_dana, dana):
    actions.invite(dana)
    assert as_dana.get("/invitation/ending/").status_code == 405
    assert Invitation.unscoped.get().ended_at is None


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
