"""Texts of alice and bob in every state. `page_of` masks what differs on every request."""

import re

import pytest

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import document_of, review_day_of
from agreement.reading import clauses_of, texts_of
from couples.us import us_of

SAM = "We do not write to Sam until we have talked."
PHONES = "We do not look through each other’s phones."


def shown_hash(person):
    """The hash of what the signing page would show to `person` now."""
    version = texts_of(us_of(person)).working
    clauses = clauses_of(person, version)
    return document_of(version, clauses, review_day_of(version, clauses, clock.today(person.tz))).sha256()


def sign(person, name="A name"):
    return actions.sign(person, texts_of(us_of(person)).working.pk, shown_hash(person), name)


def lines_of(person, version):
    return [clause.text for clause in clauses_of(person, version)]


def hidden(page, name):
    """The value of a hidden input, or of the last one of that name."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[-1].replace("&quot;", '"').replace("&#x27;", "'")


def page_of(client, url):
    """The page without what differs on every request: the CSRF token and the fresh id of a form."""
    response = client.get(url)
    text = re.sub(r'name="(csrfmiddlewaretoken|clause|note)" value="[^"]*"', r'name="\1"', response.text)
    return response.status_code, text


@pytest.fixture
def draft(couple, alice, bob):
    """Two lines, one by each."""
    actions.add_clause(alice, LineWords(SAM, topic="Sam"))
    return actions.add_clause(bob, LineWords(PHONES)).version


@pytest.fixture
def offered(draft, alice):
    return actions.offer(alice)


@pytest.fixture
def in_force(offered, alice, bob):
    sign(alice, "Alice A.")
    return sign(bob, "Bob B.")
