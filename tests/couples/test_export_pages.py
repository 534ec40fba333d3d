"""GET and POST /export/, and the two files."""

import json
import re
from datetime import date

import pytest
from django.test import Client

import people.actions
from couples import actions, parts
from people.models import Export, Person
from tests.cast import client_of, later, said_it_is_them, signs_in

pytestmark = pytest.mark.django_db

JSON, PAGE = "/export/json/", "/export/page/"


def just_signed_in(person: Person) -> Client:
    client = Client()
    signs_in(client, person)
    said_it_is_them(client)
    return client


def test_a_small_one_is_ready_at_once(alice, couple):
    client = just_signed_in(alice)
    assert "Prepare my file" in client.get("/export/").text
    answer = client.post("/export/")
    assert (answer.status_code, answer["Location"]) == (302, "/export/")
    page = client.get("/export/").text
    assert JSON in page
    assert PAGE in page


@pytest.mark.parametrize(("path", "ending", "kind"), [(JSON, "json", "application/json"), (PAGE, "html", "text/html")])
def test_the_files_are_attachments_that_say_nothing_by_their_name(alice, couple, path, ending, kind):
    client = just_signed_in(alice)
    client.post("/export/")
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(kind)
    assert re.fullmatch(rf'attachment; filename="export-\d{{4}}-\d\d-\d\d\.{ending}"', answer["Content-Disposition"])
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Alice" in answer.content.decode()


def test_the_page_holds_everything_itself(alice, couple):
    client = just_signed_in(alice)
    client.post("/export/")
    page = client.get(PAGE).content.decode()
    assert "<svg" in page
    assert "light-dark(" in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert not re.search(r"<(script|link|img|iframe|form)\b|url\(|@import", page)


def test_words_that_look_like_markup_stay_words(alice, couple):
    actions.rename(alice, "<b>A</b>&</style>")
    client = just_signed_in(alice)
    client.post("/export/")
    page = client.get(PAGE).content.decode()
    assert "&lt;b&gt;A&lt;/b&gt;&amp;&lt;/style&gt;" in page
    assert page.count("</style>") == 1


def test_long_work_goes_on_step_by_step(alice, couple, monkeypatch):
    monkeypatch.setattr("couples.actions.exporting.SECONDS", 0.0)
    client, rooms = just_signed_in(alice), len(parts.all_parts())
    for done in range(1, rooms):
        client.post("/export/")
        page = client.get("/export/").text
        assert f"{done} of {rooms} parts are ready." in page
        assert '<form method="post" data-go-on>' in page
        assert client.get(PAGE)["Location"] == "/export/"
        assert client.get(JSON)["Location"] == "/export/"
    client.post("/export/")
    assert "data-go-on" not in client.get("/export/").text
    assert client.get(PAGE).status_code == 200
    client.post("/export/")
    assert len(Export.objects.visible_to(alice).get().rooms) == rooms
    client.post("/export/", {"anew": "on"})
    assert len(Export.objects.visible_to(alice).get().rooms) == 1


def test_it_is_dropped_after_an_hour(alice, couple):
    actions.gather_export(alice)
    client = just_signed_in(alice)
    with later(minutes=59):
        people.actions.drop_old_exports()
        assert client.get(PAGE).status_code == 200
    with later(minutes=61):
        assert client.get(PAGE).status_code == 302
        assert "Prepare my file" in client.get("/export/").text
        people.actions.drop_old_exports()
    assert not Export.unscoped.exists()


@pytest.mark.parametrize(("method", "path"), [("post", "/account/logout/"), ("get", "/out")])
def test_it_is_dropped_when_one_signs_out(alice, bob, couple, method, path):
    for person in (alice, bob):
        actions.gather_export(person)
    getattr(just_signed_in(alice), method)(path)
    assert [export.person for export in Export.unscoped.all()] == [bob]


@pytest.mark.parametrize("path", ["/export/", JSON, PAGE])
def test_only_who_has_just_said_that_it_is_them(alice, couple, path):
    actions.gather_export(alice)
    answer = client_of(alice).get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert client_of(alice).post("/export/")["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize("path", [JSON, PAGE])
def test_of_somebody_else_there_is_nothing(alice, charlie, couple, path):
    actions.gather_export(alice)
    assert just_signed_in(charlie).get(path)["Location"] == "/export/"


def test_who_has_asked_to_be_deleted_can_still_take_it_along(alice, couple):
    people.actions.ask_deletion(alice)
    client = just_signed_in(alice)
    client.post("/export/")
    assert client.get(PAGE).status_code == 200


def test_it_costs_no_more_queries_with_more_written(alice, bob, couple, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        actions.gather_export(alice)


def test_the_day_is_that_of_ones_own_zone(alice, couple):
    client = just_signed_in(alice)
    client.post("/export/")
    said = json.loads(client.get(JSON).content)
    assert said["format"] == 1
    assert date.fromisoformat(said["made_on"])
