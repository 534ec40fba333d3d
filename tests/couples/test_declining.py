"""No, thank you: to the one who invited it is the same, byte by byte, as a link that nobody ever opened."""

import re
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client

from couples import actions
from tests.cast import client_of, later
from tests.matrix.asking import checksum

pytestmark = pytest.mark.django_db
PAGES = ("/invitation/", "/today/", "/more/", "/plan/", "/agreement/", "/agreement/own-lines/", "/check-ins/")
DRAWN_ANEW = re.compile(r'name="(csrfmiddlewaretoken|clause)" value="[^"]*"')


class Undone(Exception):
    """To leave the world as it was."""


@pytest.fixture
def token(alice):
    return actions.invite(alice).body["token"]


def ignored(token, bob):
    pass


def declined_signed_out(token, bob):
    client = Client()
    page = client.get(f"/join/{token}/").text
    no = re.search(r'<a href="([^"]*)">No, thank you</a>', page)
    assert client.get(no[1]).status_code == 200


def declined_signed_in(token, bob):
    client = client_of(bob)
    for url in (f"/join/{token}/", f"/join/{token}/yes/", "/questions/not-now/", "/later/"):
        assert client.get(url).status_code == 200


def joined(token, bob):
    client_of(bob).post(f"/join/{token}/yes/")


def seen_by_alice(alice, token, bob, deed, *, days):
    """All that her pages say and all that is stored, so many days after `deed`."""
    seen: list[object] = []
    with suppress(Undone), transaction.atomic():
        deed(token, bob)
        with later(days=days):
            client = client_of(alice)
            for page in PAGES:
                answer = client.get(page)
                seen.append((page, answer.status_code, sorted(answer.headers.items()), masked(answer.text)))
        seen.append(("rows", checksum()))
        raise Undone
    return seen


def masked(text):
    return DRAWN_ANEW.sub(r'name="\1"', text)


@pytest.mark.parametrize("days", [0, 3, 8])
@pytest.mark.parametrize("deed", [declined_signed_out, declined_signed_in])
def test_declined_looks_like_ignored_until_the_day_it_ends_and_after(alice, bob, token, deed, days):
    as_if_never_opened = seen_by_alice(alice, token, bob, ignored, days=days)
    assert seen_by_alice(alice, token, bob, deed, days=days) == as_if_never_opened
    assert seen_by_alice(alice, token, bob, joined, days=days) != as_if_never_opened


def test_the_page_after_no_is_kind_and_says_nothing_of_who_asked(client, token):
    page = client.get("/later/")
    assert page.status_code == 200
    assert "That’s fine" in page.text
    assert "Alice" not in page.text
    assert token not in page.text


def test_the_link_still_opens_after_a_no(client, as_bob, bob, token):
    declined_signed_out(token, bob)
    assert client.get(f"/join/{token}/").status_code == 200
    assert as_bob.post(f"/join/{token}/yes/").url == "/today/"
