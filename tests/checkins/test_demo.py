"""`manage.py demo`: a couple in its ninth week."""

import stat
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

import clock
from agreement.reading import clauses_of, texts_of
from agreement.topics import opened_topics
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from checkins.reading import calendar_of
from couples.us import us_of
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import reading as sealed_reading
from sealed.reading import State
from together.reading import talk_list_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: LazySettings, tmp_path: Path) -> Path:
    settings.TWOFOLD_DATA = tmp_path / "data"
    return tmp_path / "data" / "demo.txt"


def test_both_can_sign_in_as_it_says_and_have_something_to_do(place, capsys):
    call_command("demo")
    text = place.read_text()
    assert text in capsys.readouterr().out
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    password = text.split("password, for both: ")[1].strip()
    for name in ("Robin", "Alex"):
        client = Client()
        address = f"{name.lower()}@example.org"
        assert address in text
        client.post("/account/login/", {"login": address, "password": password})
        page = client.get("/today/").content
        assert f", {name}".encode() in page
        assert b"Your check-in is open" in page


def test_what_they_have_done_together(place):
    call_command("demo")
    for person in Person.objects.all():
        us = us_of(person)
        assert us.is_two
        assert sealed_reading.state_of(us_of(person), piece_of(catalogue.activity("why-i-am-here"))) is State.READ
        assert len(clauses_of(person, texts_of(us).in_force)) == 6
        today = clock.today(person.tz)
        assert [opened.piece.topic.number for opened in opened_topics(us, today)] == [1, 2, 3]
        assert len(talk_list_of(us).subjects) == 2
        assert sealed_reading.state_of(us, piece_of(catalogue.activity("how-full-is-your-cup"))) is State.READ
        behind, _ = CheckIn.objects.visible_to(person).filter(day__lte=today).order_by("day")
        assert sealed_reading.state_of(us, CheckInPiece(behind)) is State.READ
        rhythm = calendar_of(us).rhythm
        assert rhythm is not None
        assert rhythm.months == 1


def test_not_where_persons_are(place, alice):
    with pytest.raises(CommandError, match="persons already"):
        call_command("demo")
    assert list(Person.objects.values_list("email", flat=True)) == [alice.email]
    assert not place.exists()


def test_not_in_production(place, settings):
    settings.TWOFOLD_MODE = "production"
    with pytest.raises(CommandError, match="no demo couple in production"):
        call_command("demo")
    assert not Person.objects.exists()


def test_what_breaks_off_leaves_nothing(place, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("config.management.commands.demo.sign", broken)
    with pytest.raises(RuntimeError):
        call_command("demo")
    assert not Person.objects.exists()
