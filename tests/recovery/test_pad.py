"""*A pad that keeps nothing*: with and without an account, and never sent."""

import re

import pytest

pytestmark = pytest.mark.django_db
PAD = ("/plan/45/", "/library/45/")


@pytest.mark.parametrize("address", PAD)
def test_its_field_has_no_name_and_stands_in_no_form(as_alice, address):
    page = as_alice.get(address).text
    [field] = re.findall(r"<textarea[^>]*>", page)
    assert " name=" not in field
    assert 'autocomplete="off"' in field
    assert 'spellcheck="false"' in field, "a browser may send what it checks to somebody else"
    before = page[: page.index(field)]
    assert before.count("<form") == before.count("</form>")


def test_it_needs_no_account(client):
    page = client.get("/library/45/")
    assert (page.status_code, "data-pad" in page.text) == (200, True)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("address", PAD)
def test_there_is_nothing_to_send_it_to(as_alice, address):
    answer = as_alice.post(address, {"pad": "never sent"})
    assert "never sent" not in answer.text
