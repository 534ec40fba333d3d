"""The mail about a letter that opens: to its writer, on the day."""

from datetime import timedelta

import pytest

from couples import actions as couples
from letters import actions as letter_actions
from letters.sources import LettersSource
from tests.cast import at
from tests.letters.conftest import (
    DAY,
    SIGNED,
)

pytestmark = pytest.mark.django_db


def owed_on(day):
    found = LettersSource().owed(day - timedelta(hours=1), day + timedelta(hours=1))
    return {(mail.person_id, mail.kind, mail.occasion) for mail in found if mail.kind == "letter"}


def test_its_writer_is_reminded_on_the_day(letters, alice, bob, signed):
    hers, his = letters
    assert owed_on(DAY) == {(alice.pk, "letter", hers.pk), (bob.pk, "letter", his.pk)}
    assert owed_on(SIGNED) == owed_on(DAY - timedelta(days=9)) == set()
    refusal = LettersSource().refusal
    with at(DAY):
        assert refusal(alice.pk, "letter", hers.pk) is None
        assert refusal(bob.pk, "letter", hers.pk) == "gone"
        letter_actions.say_yes(bob, signed.pk)
        assert refusal(alice.pk, "letter", hers.pk) is None
        letter_actions.delete_letter(alice, hers.pk)
        assert refusal(alice.pk, "letter", hers.pk) == "gone"
        couples.leave(alice)
        assert refusal(bob.pk, "letter", his.pk) == "closed"
        assert owed_on(DAY) == set()
