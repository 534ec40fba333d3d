"""Alice and bob before two screens, with a draft of three lines that they go through."""

import pytest

from agreement import actions as agreement
from agreement.actions import LineWords
from reviews import actions
from tests.agreement.conftest import PHONES, SAM
from tests.together.screens import Screen

URL = "/review/"
SUNDAY = "Sunday from ten to twelve is ours."


@pytest.fixture
def lines(couple, alice, bob):
    """Three lines of a first draft, in their order."""
    writers = (alice, bob, alice)
    texts = (SAM, PHONES, SUNDAY)
    return [agreement.add_clause(who, LineWords(text)) for who, text in zip(writers, texts, strict=True)]


@pytest.fixture
def sitting(lines, alice):
    return actions.begin(alice)


@pytest.fixture
def her(as_alice, sitting):
    screen = Screen(as_alice, URL)
    screen.opens()
    return screen


@pytest.fixture
def his(as_bob, sitting):
    screen = Screen(as_bob, URL)
    screen.opens()
    return screen
