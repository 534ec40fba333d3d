"""Every URL, asked by everybody: what the matrix says, no more and no less."""

import uuid

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include
from django.urls import path as url

from .asking import Answer, ask
from .canaries import everything_in
from .routes import example, route_of, routes
from .rows import PATHS, ROWS, Row
from .sent import sent_to
from .world import PERSONAS, World, elsewhere

pytestmark = pytest.mark.django_db
in_one_state = pytest.mark.parametrize("world", ["before"], indirect=True)

OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
METHODS = {path: [row for row in ROWS if row.path == path] for path in PATHS}
WITH_ID = [path for path in PATHS if METHODS[path][0].has_id and "DANAS-LINK" not in path and "ALICES-MAIL" not in path]


def asked(world: World, who: str, row: Row, at: World | None = None) -> Answer:
    """The answer to one line of the matrix. `at` says where its capital words are looked up."""
    data = sent_to(world, who, row.path) if row.method == "POST" else None
    return ask(world, who, row.method, row.at(at or world), data)


def test_every_url_has_a_row_and_every_row_is_a_url() -> None:
    known = {route_of(example(path)) for path in PATHS}
    assert known == routes(), "what is new gets a line in tests/<room>/addresses.py"


def test_every_row_says_get_and_post() -> None:
    assert {path: [row.method for row in METHODS[path]] for path in PATHS} == {path: ["GET", "POST"] for path in PATHS}
    assert {len(row.cells) for row in ROWS} == {len(PERSONAS)}


def test_no_row_lets_a_get_change_anything() -> None:
    assert [row.path for row in ROWS if row.method == "GET" and "!" in "".join(row.cells)] == []


def new_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [url("", include("config.urls")), url("new/", include([url("<uuid:pk>/", new_view)]))]


def test_a_url_without_a_row_is_noticed() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert routes() - {route_of(example(path)) for path in PATHS} == {"new/<uuid:pk>/"}


@pytest.mark.parametrize("path", PATHS)
def test_everybody_gets_what_the_matrix_says(world: World, path: str) -> None:
    for row in METHODS[path]:
        answers = {who: asked(world, who, row) for who in PERSONAS}
        said = {who: row.expected(who, world.state) for who in PERSONAS}
        assert {who: answer.short for who, answer in answers.items()} == said, f"{row.method} {path}"
        for who, answer in answers.items():
            assert answer.response["Cache-Control"] == "no-store"
            assert world.canaries.leaked(everything_in(answer.response), who) == set(), f"{row.method} {path} as {who}"


@in_one_state
@pytest.mark.parametrize("path", [path for path in PATHS if METHODS[path][0].cells[0] == ">login"])
def test_the_door_leads_back_to_where_one_was_going(world: World, path: str) -> None:
    if path.startswith("account/"):
        return  # allauth's own pages are steps of a longer way, and begin anew
    for row in METHODS[path]:
        to = asked(world, "anonymous", row).response["Location"]
        assert to == f"/account/login/?next=/{row.at(world)}"


@in_one_state
@pytest.mark.parametrize("path", PATHS)
def test_no_other_method_changes_anything(world: World, path: str) -> None:
    address = METHODS[path][0].at(world)
    for who in ("anonymous", "alice"):
        for method in OTHER_METHODS:
            answer = ask(world, who, method, address, sent_to(world, who, path))
            assert not answer.changed, f"{method} {path} as {who}"
            assert answer.response.status_code < 500, f"{method} {path} as {who}"
            assert world.canaries.leaked(everything_in(answer.response), who) == set(), f"{method} {path} as {who}"


@pytest.mark.parametrize("path", WITH_ID)
def test_what_one_may_not_see_is_the_same_bytes_as_what_is_not_there(world: World, path: str) -> None:
    absent = elsewhere(world)
    outside = [who for who in PERSONAS if "404" in [row.expected(who, world.state) for row in METHODS[path]]]
    assert "charlie" in outside
    for row in METHODS[path]:
        for who in ("anonymous", *outside):
            real, random = asked(world, who, row), asked(world, who, row, at=absent)
            assert without_places(real, world) == without_places(random, absent), f"{row.method} {path} as {who}"
            assert real.queries == random.queries, f"{row.method} {path} as {who}"


def without_places(answer: Answer, world: World) -> str:
    page = answer.page()
    for place in sorted(world.places.values(), key=len, reverse=True):
        page = page.replace(place, "(id)")
    return page


def test_an_id_in_a_form_tells_a_stranger_as_little(world: World) -> None:
    """The signing form and the address of an earlier line name a row too, though not in the path."""
    sent = sent_to(world, "charlie", "agreement/signing/")
    for who in ("charlie", "dana", "frank"):
        real = ask(world, who, "POST", "agreement/signing/", sent)
        random = ask(world, who, "POST", "agreement/signing/", {**sent, "version": str(uuid.uuid4())})
        assert real.page() == random.page()
        line = ask(world, who, "GET", f"agreement/?line={world.places['LINE']}")
        assert line.page() == ask(world, who, "GET", f"agreement/?line={uuid.uuid4()}").page()
        for room, taken in (("clauses", "LINE"), ("own-lines", "OWN-LINE")):
            if (who, room) in (("dana", "clauses"), ("frank", "clauses")):
                continue  # a draft takes two
            new = {"text": "mine", "clause": world.places[taken]}
            leads = {"clauses": ">agreement!", "own-lines": ">own-lines!"}[room]
            assert ask(world, who, "POST", f"agreement/{room}/", new).short == leads


@in_one_state
@pytest.mark.parametrize("path", PATHS)
def test_a_post_without_its_token_does_nothing(world: World, path: str) -> None:
    row = METHODS[path][1]
    for who in ("anonymous", "alice"):
        client = Client(enforce_csrf_checks=True)
        client.cookies = world.client(who).cookies
        response = client.post("/" + row.at(world), sent_to(world, who, path))
        # The link in a mail acts at once: a mail program has no token, and it can only end mail.
        assert response.status_code == (200 if path == "u/ALICES-MAIL/" else 403)
