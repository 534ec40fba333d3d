"""GET and POST /settings/: name, zone and hour."""

import pytest

from couples.models import Partner
from people.models import Person

pytestmark = pytest.mark.django_db

URL = "/settings/"
SENT = {"name": "Ally", "zone": "Europe/Lisbon", "mail_hour": "12"}


def test_all_three_are_kept(as_alice, alice, couple):
    answer = as_alice.post(URL, SENT)
    assert (answer.status_code, answer.url) == (302, URL)
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track, kept.zone, kept.mail_hour) == ("Ally", "hurt", "Europe/Lisbon", 12)
    assert Partner.unscoped.get(person=alice).name == "Ally"


def test_where_one_stands_is_a_page_of_its_own(as_alice, alice, couple):
    page = as_alice.get(URL).text
    assert 'href="/track/"' in page
    assert 'name="track"' not in page
    as_alice.post(URL, {**SENT, "track": "crossed"})
    assert Person.objects.get(pk=alice.pk).track == "hurt"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200d", "\u202e\u2066", "\x07\x00", "x" * 61])
def test_a_name_that_nobody_could_read_is_not_kept(as_alice, alice, couple, name):
    answer = as_alice.post(URL, {**SENT, "name": name})
    assert answer.status_code == 422
    assert "Error:" in answer.text
    kept = Person.objects.get(pk=alice.pk)
    assert (kept.name, kept.track) == ("Alice", "hurt")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Al\x07ly", "Ally"),
        ("  Ally \t B. ", "Ally B."),
        ("\u202eylla\u202c", "ylla"),
        ("\u2066Ally\u2069", "Ally"),
        ("علي", "علي"),
        ("Al\u200dly", "Al\u200dly"),
    ],
)
def test_what_would_turn_the_page_around_is_left_out_of_a_name(as_alice, alice, couple, typed, kept):
    assert as_alice.post(URL, {**SENT, "name": typed}).status_code == 302
    assert Person.objects.get(pk=alice.pk).name == kept


def test_towns_stand_by_part_of_the_world(as_alice):
    page = as_alice.get(URL).text
    assert '<optgroup label="America">' in page
    assert '<option value="America/Argentina/Buenos_Aires">Argentina, Buenos Aires</option>' in page
    assert '<option value="UTC" selected>UTC</option>' in page
    assert "US/Pacific" not in page


def test_a_zone_without_a_town_stays_the_one_that_somebody_has(as_alice, alice, couple):
    Person.objects.filter(pk=alice.pk).update(zone="US/Pacific")
    assert '<option value="US/Pacific" selected>US/Pacific</option>' in as_alice.get(URL).text
    assert as_alice.post(URL, {**SENT, "zone": "US/Pacific"}).status_code == 302
    assert Person.objects.get(pk=alice.pk).zone == "US/Pacific"


def test_of_a_setting_the_page_does_not_say_that_it_can_be_shared(as_alice, couple):
    page = as_alice.get(URL).text
    assert "Only you can see this." in page
    assert "unless you share it" not in page
