"""Signing out by itself in a sitting: after ninety minutes, as long as its page is the one somebody was on last."""

import re

import pytest

from tests.cast import later

from .conftest import URL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_life(settings):
    settings.TWOFOLD_IDLE_SECONDS, settings.TWOFOLD_IDLE_SECONDS_IN_SITTING = 30 * 60, 90 * 60


def allowed(client, url):
    return int(re.findall(r'data-idle="(\d+)"', client.get(url).text)[0])


def test_in_a_sitting_ninety_minutes_and_elsewhere_thirty(her):
    assert [allowed(her.client, url) for url in (URL, "/more/", URL)] == [5400, 1800, 5400]


def test_it_lasts_that_long_and_no_longer(her):
    with later(minutes=89):
        assert her.client.get(URL).status_code == 200
        with later(minutes=91):
            assert her.client.get(URL)["Location"].startswith("/account/login/")


def test_after_another_page_it_is_half_an_hour_again(her):
    her.client.get("/today/")
    with later(minutes=31):
        assert her.client.get("/today/").status_code == 302


def test_polls_keep_nobody_signed_in(her):
    with later(minutes=60):
        assert her.polls() == 204
    with later(minutes=91):
        assert her.client.get(her.state_url, headers={"HX-Request": "true"}).status_code == 403


def test_staying_is_as_long_as_the_sitting(her):
    assert her.client.post("/staying/").json() == {"left": 5400}
    with later(minutes=80):
        assert her.client.post("/staying/", headers={"X-Timer": "1"}).json()["left"] <= 11 * 60


def test_a_press_in_it_counts(her):
    with later(minutes=80):
        her.presses("break")
    with later(minutes=160):
        assert her.client.get(URL).status_code == 200
