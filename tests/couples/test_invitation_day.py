"""When shall we bring this up again? A private day: on making the link, and at /invitation/look-again/."""

from datetime import timedelta

import pytest

import clock
from couples import actions
from couples.models import Invitation, InvitationLookAgain
from tests.cast import join, later

pytestmark = pytest.mark.django_db
URL = "/invitation/look-again/"


def in_days(person, days):
    return clock.today(person.tz) + timedelta(days=days)


def day_of(person):
    return InvitationLookAgain.objects.visible_to(person).values_list("day", flat=True).first()


def test_a_week_is_suggested(as_dana, dana):
    page = as_dana.get("/invitation/").text
    assert "When shall we bring this up again?" in page
    assert f'value="{in_days(dana, 7).isoformat()}"' in page
    assert "Only you" in page


def test_the_day_is_kept_with_the_link(as_dana, dana):
    assert as_dana.post("/invitation/", {"day": in_days(dana, 5).isoformat()}).status_code == 302
    assert day_of(dana) == in_days(dana, 5)
    assert Invitation.unscoped.get().is_live()
    assert "We’ll bring this up again on" in as_dana.get("/invitation/").text


@pytest.mark.parametrize("before", [None, 9])
def test_no_day_is_a_choice(as_dana, dana, before):
    actions.bring_up_again(dana, in_days(dana, before) if before else None)
    as_dana.post("/invitation/", {"day": ""})
    assert day_of(dana) is None
    assert Invitation.unscoped.get().is_live()


def test_a_new_link_leaves_the_day_as_it_is(as_dana, dana):
    as_dana.post("/invitation/", {"day": in_days(dana, 5).isoformat()})
    as_dana.post("/invitation/")
    assert day_of(dana) == in_days(dana, 5)
    assert Invitation.unscoped.count() == 2


@pytest.mark.parametrize("typed", ["2020-01-01", "soon", "2999-01-01"])
def test_a_day_that_cannot_be_is_mended_and_makes_no_link(as_dana, dana, typed):
    for url in ("/invitation/", URL):
        answer = as_dana.post(url, {"day": typed})
        assert answer.status_code == 422
        assert "Error:" in answer.text
        assert typed in answer.text
    assert not Invitation.unscoped.exists()
    assert day_of(dana) is None


def test_it_comes_up_on_today_whatever_has_come_of_the_link(as_dana, dana):
    as_dana.post("/invitation/", {"day": in_days(dana, 8).isoformat()})
    assert "You asked to see this again" not in as_dana.get("/today/").text
    with later(days=8):
        page = as_dana.get("/today/").text
        assert "You asked to see this again" in page
        assert 'href="/invitation/"' in page
        assert "Your last link has ended. That doesn’t tell you why." in as_dana.get("/invitation/").text


def test_it_can_be_moved_and_taken_away(as_dana, dana):
    assert as_dana.get(URL).status_code == 200
    assert as_dana.post(URL, {"day": in_days(dana, 3).isoformat()}).url == "/invitation/"
    assert day_of(dana) == in_days(dana, 3)
    as_dana.post(URL, {"no_day": "1"})
    assert day_of(dana) is None


def test_with_joining_it_is_over(as_alice, alice, bob):
    for person in (alice, bob):
        actions.bring_up_again(person, in_days(person, 3))
    join(alice, bob)
    assert not InvitationLookAgain.unscoped.exists()
    assert as_alice.get(URL).status_code == 409
    assert as_alice.post(URL, {"day": in_days(alice, 3).isoformat()}).status_code == 409
    assert not InvitationLookAgain.unscoped.exists()


def test_nobody_else_sees_it(dana, alice):
    actions.bring_up_again(dana, in_days(dana, 3))
    assert not InvitationLookAgain.objects.visible_to(alice).exists()
