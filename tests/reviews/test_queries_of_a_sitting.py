"""What a screen of a sitting asks of the database: for nothing new as little as can be, else the same however many
lines there are; and asking writes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreement import actions as agreement
from agreement.actions import LineWords
from agreement.reading import clauses_of
from people.at_hand import SignIn, holding
from reviews import actions
from tests.agreement.conftest import sign
from tests.cast import client_of
from tests.together.screens import HTMX, STOP_POLLING, Screen
from together import actions as together
from together.models import Sitting
from together.reading import open_sitting

from .conftest import URL

pytestmark = pytest.mark.django_db

NOTHING_NEW = 3
"""Who asks (the session, the person), and their sitting."""
AT_A_LINE, AT_THE_END, READY_TO_SIGN, ON_A_BREAK, OVER = 9, 7, 8, 5, 5


@pytest.fixture(params=[1, 30])
def drafted(request, couple, alice, bob):
    """So many lines of the draft of a text in force: in each the words have changed, and both have said something of
    it; she has a note on each, and the first is on the talk list. A sitting is at the first."""
    for number in range(request.param):
        agreement.add_clause(alice, LineWords(f"Line {number}"))
    agreement.offer(alice)
    for person in (alice, bob):
        sign(person)
    actions.begin(alice)
    found = clauses_of(alice, agreement.begin_draft(alice))
    for line in found:
        agreement.edit_clause(bob, line.pk, LineWords(f"{line.text}, changed"), seen=line.revision)
        for person in (alice, bob):
            agreement.mark_line(person, line.pk, "talk", "A note", seen=line.revision + 1)
        actions.write_note(alice, line.pk, "For me only")
    actions.put_on_talk_list(bob, found[0].pk)
    return found


@pytest.fixture
def screen(alice, drafted):
    screen = Screen(client_of(alice), URL)
    screen.opens()
    return screen


def asked(client, address, status, **headers):
    """Every query that it takes to answer."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    assert response.status_code == status
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)
    assert not response.cookies.get("session")
    return len(queries)


def costs(screen):
    """Of asking with nothing new, of asking with something new, and of the whole page."""
    screen.opens()
    return (
        asked(screen.client, screen.state_url, 204, **HTMX),
        asked(screen.client, f"{URL}state/?at=something-earlier", 200, **HTMX),
        asked(screen.client, URL, 200),
    )


def test_at_a_line(screen):
    assert costs(screen) == (NOTHING_NEW, AT_A_LINE, AT_A_LINE)


def test_at_the_end(screen, drafted, alice, bob):
    actions.move(bob, seen=str(drafted[0].pk), to=actions.END)
    assert costs(screen) == (NOTHING_NEW, AT_THE_END, AT_THE_END)
    actions.make_ready(bob)
    assert costs(screen) == (NOTHING_NEW, READY_TO_SIGN, READY_TO_SIGN)


def test_on_a_break(screen, bob):
    together.take_break(bob, Sitting.unscoped.get().about)
    assert costs(screen) == (NOTHING_NEW, ON_A_BREAK, ON_A_BREAK)


def test_when_it_is_over(screen, bob):
    actions.stop(bob)
    assert asked(screen.client, screen.state_url, STOP_POLLING, **HTMX) == OVER


def test_looked_for_without_the_couple_it_is_the_same_one(alice, bob, charlie, dana, drafted):
    sitting = Sitting.unscoped.get()
    assert [open_sitting(person, sitting.about) for person in (alice, bob)] == [sitting, sitting]
    assert [open_sitting(person, sitting.about) for person in (charlie, dana)] == [None, None]
    assert open_sitting(alice, "another:thing") is None
    with holding(SignIn(alice.pk, "password", is_full=False)):
        assert open_sitting(alice, sitting.about) is None
