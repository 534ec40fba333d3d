"""Twenty at once, five allowed: five."""

from datetime import timedelta

import pytest
from django.test import Client

from people.actions.counting import count_try, forget_try
from people.models import Tries
from tests.cast import make_person

from .together import together

pytestmark = pytest.mark.django_db(transaction=True)
MINUTES_5 = timedelta(minutes=5)


def test_each_of_twenty_gets_a_number_of_its_own():
    for _ in range(3):
        results = together(*[lambda: count_try("a", "x", MINUTES_5)] * 20)
        first = min(results)
        assert sorted(results) == list(range(first, first + 20))
    assert Tries.objects.get().count == 60


def test_of_twenty_wrong_passwords_at_once_five_are_looked_at():
    alice = make_person("Alice")
    given = {"login": alice.email, "password": "not the one at all"}
    statuses = together(*[lambda: Client().post("/account/login/", given).status_code] * 20)
    assert sorted(statuses) == [200] * 5 + [429] * 15


def test_right_passwords_at_once_leave_no_count_behind():
    def try_and_forget():
        count_try("a", "x", MINUTES_5)
        forget_try("a", "x")

    together(*[try_and_forget] * 10)
    assert not Tries.objects.exists()
