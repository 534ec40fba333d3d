"""Second factors can be tried eight times in five minutes, and nobody uses these tries up for their owner elsewhere."""

import pytest
from django.test import Client
from django.urls import get_resolver

from people.limits.rules import RULES
from tests.cast import PASSWORD, later

from .second_steps import adds_app

pytestmark = pytest.mark.django_db

STEP = "/account/login/second/"
CALM = "Wait a few minutes, then try again"


def url_names(resolver, space=""):
    for found in resolver.url_patterns:
        if hasattr(found, "url_patterns"):
            yield from url_names(found, f"{space}{found.namespace}:" if found.namespace else space)
        elif found.name:
            yield space + found.name


def half_signed_in(person, client=None):
    client = client or Client()
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == STEP
    return client


def wrong_codes(client, url, times):
    return [client.post(url, {"code": "000000"}) for _ in range(times)]


def test_every_rule_is_of_an_address_that_there_is():
    assert set(RULES) - set(url_names(get_resolver())) == set()


def test_the_ninth_wrong_code_is_refused_calmly_and_later_it_is_open_again(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    watch.now += 30
    half = half_signed_in(dana)
    *eight, ninth = wrong_codes(half, STEP, 9)
    assert {page.status_code for page in eight} == {422}
    assert (ninth.status_code, CALM in ninth.text) == (429, True)
    assert half.post(STEP, {"code": app.code}).status_code == 429
    assert half_signed_in(dana).post(STEP, {"code": app.code}).status_code == 429
    with later(minutes=6):
        assert half_signed_in(dana).post(STEP, {"code": app.code})["Location"] == "/"


def test_tries_in_another_browser_keep_nobody_out_of_one_in_which_they_have_signed_in(as_dana, dana, watch):
    app = adds_app(as_dana, watch)
    own = Client()
    watch.now += 30
    assert half_signed_in(dana, own).post(STEP, {"code": app.code}).status_code == 302
    own.post("/account/logout/")
    assert wrong_codes(half_signed_in(dana), STEP, 9)[-1].status_code == 429
    watch.now += 30
    assert half_signed_in(dana, own).post(STEP, {"code": app.code})["Location"] == "/"
