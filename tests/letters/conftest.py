"""Letters of alice and bob about a text that came into force on 14 May 2027, and what their pages show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreement import actions
from agreement.actions import LineWords
from couples.us import us_of
from letters import actions as letter_actions
from letters.part import LettersPart
from letters.sources import LettersSource
from tests.agreement.conftest import SAM, hidden, page_of, sign
from tests.agreement.conftest import draft as draft  # noqa: PLC0414 - a fixture of that room
from tests.cast import at, client_of
from tests.matrix.asking import NEW_LINE

HOME, LETTER = "/agreement/", "/letters/"
HERS, HIS = "I hope the evenings are calmer.", "I want to have told you first."
NOWHERE = "5f0f2a3e-6f57-4b55-9d1c-0a4f3a1f6f10"
SIGNED = datetime(2027, 5, 14, 12, tzinfo=UTC)
DAY = datetime(2028, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def signed(couple, alice, bob):
    """A text that came into force on 14 May 2027."""
    with at(SIGNED):
        return agree(alice, bob)


@pytest.fixture
def letters(signed, alice, bob):
    """A letter of each."""
    with at(SIGNED):
        return [letter_actions.write_letter(who, signed.pk, words) for who, words in ((alice, HERS), (bob, HIS))]


def agree(alice, bob):
    actions.add_clause(alice, LineWords(SAM))
    actions.offer(alice)
    sign(alice)
    return sign(bob)


def page(person):
    return client_of(person).get(LETTER).text


def form_of(client, text=HERS, **changes):
    shown = client.get(LETTER).text
    return {"text": text, "version": hidden(shown, "version"), "revision": hidden(shown, "revision"), **changes}


def yes(person, version, **data):
    return client_of(person).post(f"{LETTER}{version.pk}/yes/", data)


def export_of(person):
    return str(LettersPart().export(us_of(person)))


def seen(person):
    """What somebody's pages, export and mail say, and how many queries each page takes."""
    found, client = [], client_of(person)
    client.get("/more/")
    for url in (
        "/today/",
        "/plan/",
        HOME,
        LETTER,
        "/agreement/notes/",
        "/agreement/versions/",
        "/agreement/versions/1/",
    ):
        with CaptureQueriesContext(connection) as asked:
            status, text = page_of(client, url)
        found.append((url, status, NEW_LINE.sub("", text), len(asked)))
    owed = {mail for mail in LettersSource().owed(SIGNED, DAY + timedelta(days=2)) if mail.person_id == person.pk}
    return found, export_of(person), owed
