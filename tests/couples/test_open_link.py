"""GET and POST /join/: for whoever has a link and stands at the front page."""

import pytest

from couples import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(alice):
    return actions.invite(alice).body["token"]


@pytest.mark.parametrize(
    "pasted",
    [
        "https://twofold.example/join/{}/",
        "http://localhost:8000/join/{}",
        "Here it is: https://twofold.example/join/{}/ and you can say no",
        "/join/{}/?from=mail",
        "{}",
    ],
)
def test_the_link_leads_to_its_invitation(client, token, pasted):
    answer = client.post("/join/", {"link": pasted.format(token)})
    assert (answer.status_code, answer.url) == (302, f"/join/{token}/")
    assert "Alice has invited you" in client.get(answer.url).text


def test_one_that_is_gone_leads_to_the_page_that_says_so(client):
    answer = client.post("/join/", {"link": "x" * 43})
    assert client.get(answer.url).status_code == 404


@pytest.mark.parametrize(
    "pasted", ["", "   ", "https://twofold.example/", "join us", "x" * 3000, "https://e.example/join/", "\x00"]
)
def test_anything_else_gets_a_sentence_and_stays(client, pasted):
    page = client.post("/join/", {"link": pasted})
    assert page.status_code == 422
    assert "Error: " in page.text
    assert client.get("/join/").status_code == 200


def test_it_leads_to_no_other_place(client):
    for elsewhere in ("https://elsewhere.example/join/{}/", "//elsewhere.example/join/{}"):
        assert client.post("/join/", {"link": elsewhere.format("x" * 43)}).url == f"/join/{'x' * 43}/"


def test_the_front_page_leads_there(client):
    assert 'href="/join/"' in client.get("/").text
