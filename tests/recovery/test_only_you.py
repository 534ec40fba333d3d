"""*Only you*: a page speaks of sharing only where there is a way to share it."""

import pytest

from recovery.plan import catalogue

pytestmark = pytest.mark.django_db

UNLESS = "unless you share it"
NO_WAY, A_WAY = ("what-happened", "is-it-time", "is-this-good-for-me"), ("say-it-with-i", "finding-someone")


def address(piece: str) -> str:
    return f"/plan/{catalogue.activity(piece).page}/"


@pytest.mark.parametrize("piece", NO_WAY)
def test_where_nothing_can_be_shared_it_is_only_mine(as_alice, as_dana, couple, piece):
    for who in (as_alice, as_dana):
        page = who.get(address(piece)).text
        assert "Only you can see this." in page
        assert UNLESS not in page


@pytest.mark.parametrize("piece", A_WAY)
def test_where_it_can_be_shared_the_page_says_so(as_alice, as_dana, couple, piece):
    assert f"Bob can’t read this {UNLESS}." in as_alice.get(address(piece)).text
    assert f"No one else can read this {UNLESS}." in as_dana.get(address(piece)).text


def test_what_is_shared_by_saving_can_be_shared_later_by_one_alone(as_dana):
    assert UNLESS in as_dana.get(address("the-contact-itself")).text


def test_a_month_of_ones_own_is_only_mine(as_dana):
    page = as_dana.get(address("my-month"), follow=True).text
    assert "Only you can see this." in page
    assert UNLESS not in page


def test_lines_of_ones_own_can_be_shared(as_alice, couple):
    assert UNLESS in as_alice.get("/agreement/own-lines/").text


@pytest.mark.parametrize("page", ["/today/", "/settings/", "/settings/pace/", "/reminders/", "/check-ins/rhythm/"])
def test_no_other_page_speaks_of_it(as_alice, couple, page):
    answer = as_alice.get(page)
    assert answer.status_code == 200
    assert UNLESS not in answer.text
