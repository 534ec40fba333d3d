"""…/draft/ with `sent_field`: the fields that are named are kept, and the others stay as they were."""

import pytest

from sealed.models import Draft
from tests.cast import at
from tests.checkins.conftest import EVENING, check_in, put, say, seal
from tests.writing import words_of

pytestmark = pytest.mark.django_db

__all__ = ["check_in"]

HOPES, ALONE = "/plan/3/", "/plan/9/"
BEGUN = {"hope": "we laugh", "give": "ten minutes", "hard": "mornings"}


def values(person):
    return {question: entry["value"] for question, entry in words_of(draft_of(person)).items() if entry["value"]}


def draft_of(person):
    return Draft.objects.visible_to(person).select_related("person").first()


def begin(client):
    assert client.post(f"{HOPES}draft/", {**BEGUN, "revision": "0"}).json() == {"revision": 1}


def keep(client, *sent, revision="1", **fields):
    return client.post(f"{HOPES}draft/", {"sent_field": sent, "revision": revision, **fields})


def test_what_is_not_sent_stays(as_alice, alice):
    begin(as_alice)
    assert keep(as_alice, "give", give="an hour").json() == {"revision": 2}
    assert values(alice) == {**BEGUN, "give": "an hour"}


def test_a_field_that_is_sent_empty_is_emptied(as_alice, alice):
    begin(as_alice)
    keep(as_alice, "hard", hard="")
    assert values(alice) == {"hope": "we laugh", "give": "ten minutes"}


def test_a_form_sent_whole_empties_what_it_does_not_carry(as_alice, alice):
    begin(as_alice)
    as_alice.post(HOPES, {"hope": "we laugh", "revision": "1"})
    assert values(alice) == {"hope": "we laugh"}


def test_the_first_part_begins_a_draft(as_alice, alice):
    assert keep(as_alice, "give", give="an hour", revision="0").json() == {"revision": 1}
    assert values(alice) == {"give": "an hour"}


def test_a_box_that_is_not_ticked_any_more_is_sent_by_its_name(as_alice, alice, check_in):
    address = f"/check-ins/{check_in.pk}/draft/"
    with at(EVENING):
        as_alice.post(address, put("x", us_in_person="on", mind_in_person="on"))
        as_alice.post(address, {"sent_field": ["needs", "us_in_person"], "revision": "1"})
    kept = draft_of(alice).words
    assert kept == {**say("x"), "needs": {"value": None}, "mind": {**say("x")["mind"], "in_person": True}}


def test_what_could_not_be_put_in_any_more_does_not_stand_in_the_way(as_alice, alice, check_in):
    address = f"/check-ins/{check_in.pk}/draft/"
    with at(EVENING):
        as_alice.post(address, put("x"))
        row = draft_of(alice)
        row.body = {"words": {**row.words, "needs": {"value": ["a need that was taken off the list"]}}}
        row.save()
        kept = as_alice.post(address, {"sent_field": "thanks", "thanks": "for the tea", "revision": "1"})
    assert kept.status_code == 200
    assert draft_of(alice).words["thanks"] == {"value": "for the tea"}
    assert draft_of(alice).words["needs"] == {"value": ["a need that was taken off the list"]}


def test_a_part_goes_with_the_sealed_words_that_its_page_showed(as_alice, alice, couple, check_in):
    with at(EVENING):
        seal(alice, check_in, "x")
        as_alice.post(
            f"/check-ins/{check_in.pk}/draft/", {"sent_field": "thanks", "thanks": "for the tea", "revision": "0"}
        )
    assert draft_of(alice).words == {**say("x"), "thanks": {"value": "for the tea"}}


@pytest.mark.parametrize("revision", ["0", "", "2"])
def test_a_part_of_another_draft_is_refused(as_alice, alice, revision):
    begin(as_alice)
    assert keep(as_alice, "give", give="an hour", revision=revision).status_code == 409
    assert values(alice) == BEGUN


def test_a_part_of_what_was_thrown_away_begins_nothing(as_alice, alice):
    as_alice.post(f"{ALONE}draft/", {"happened": "a Tuesday", "revision": "0"})
    as_alice.post(f"{ALONE}removal/")
    part = {"sent_field": "happened", "happened": "a Tuesday, late", "revision": "1"}
    assert as_alice.post(f"{ALONE}draft/", part).status_code == 409
    assert draft_of(alice) is None


def test_a_part_that_is_to_be_mended_names_its_field(as_alice, alice):
    begin(as_alice)
    answer = keep(as_alice, "hope", "give", hope="x" * 30_000, give="an hour")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["hope"])
    assert values(alice) == BEGUN
