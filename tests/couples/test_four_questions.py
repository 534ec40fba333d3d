"""The four questions are read by everyone before two people are linked, and ask for nothing that could be found."""

import pytest
from django.template.loader import render_to_string

from couples import actions

pytestmark = pytest.mark.django_db

QUESTIONS = render_to_string("couples/four_questions.html")


def test_they_are_four_and_have_no_inputs():
    assert QUESTIONS.count("<li>") == 4
    assert not any(tag in QUESTIONS for tag in ("<input", "<button", "<form", "<a "))


def test_they_stand_where_two_people_are_about_to_be_linked(client, as_bob, as_dana, alice):
    token = actions.invite(alice).body["token"]
    for page in (client.get("/questions/"), as_bob.get(f"/join/{token}/yes/"), as_dana.get("/invitation/")):
        assert (page.status_code, QUESTIONS in page.text) == (200, True)
        assert '<a href="/today/">On my own</a>' in page.text or "Begin on my own" in page.text


def test_whoever_has_made_a_link_has_read_them(as_dana, dana):
    actions.invite(dana)
    assert QUESTIONS not in as_dana.get("/invitation/").text
