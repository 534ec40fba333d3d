"""The encrypted body: what is put in comes out for that row only, and nowhere else is it readable."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection

import clock
from couples.models import Partner
from people.models import Person
from sealed.models import Answer, Draft
from tests.cast import make_person
from vault import actions, keyring
from vault.fields import Ciphertext, Place, decrypt, encrypt
from vault.models import EncryptedModel, Key

pytestmark = pytest.mark.django_db

CANARY = "canary-7f3a nobody else may read this"


def entry_of(person, words=CANARY):
    entry = Draft(person=person, piece="recovery:what-happened", changed_on="2026-05-01")
    entry.body = {"words": {"noticed": {"value": words}}}
    entry.save()
    return entry


def stored(row):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT body FROM {row._meta.db_table} WHERE id = %s", [adapted(row.pk)])
        return bytes(cursor.fetchone()[0])


def put(row, data):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET body = %s WHERE id = %s", [data, adapted(row.pk)])


def adapted(pk):
    return pk if connection.features.has_native_uuid_field else pk.hex


def fresh(row):
    return type(row).unscoped.get(pk=row.pk)


def test_what_is_put_in_comes_out(alice):
    assert fresh(entry_of(alice)).body == {"words": {"noticed": {"value": CANARY}}}


def test_the_database_holds_none_of_it(alice):
    data = stored(entry_of(alice))
    assert CANARY.encode() not in data
    assert data[:1] == b"\x01"
    assert data[1:17] == alice.key_id.bytes


def test_the_same_words_twice_are_different_bytes(alice):
    entry = entry_of(alice)
    first = stored(entry)
    entry.save()
    assert stored(entry) != first


def test_moved_to_another_row_it_does_not_open(alice):
    one = entry_of(alice)
    other = Draft(person=alice, piece="recovery:another", changed_on="2026-05-01")
    other.save()
    put(other, stored(one))
    with pytest.raises(keyring.Tampered):
        _ = fresh(other).body


def test_moved_to_another_field_model_or_owner_it_does_not_open(alice):
    here = Place("person.body", alice.pk, (alice.pk,))
    data = encrypt({"name": "x"}, key_id=alice.key_id, place=here)
    assert decrypt(data, here) == {"name": "x"}
    for place in (
        replace(here, label="person.other"),
        replace(here, label="partner.body"),
        replace(here, row=uuid4()),
        replace(here, owners=(uuid4(),)),
        replace(here, owners=()),
        replace(here, owners=(alice.pk, uuid4())),
    ):
        with pytest.raises(keyring.Tampered):
            decrypt(data, place)


OWNERS = {
    "people.Person": [],
    "couples.Couple": [],
    "agreement.Clause": ["version_id"],
    "letters.Letter": ["person_id", "version_id"],
    "letters.LetterYes": ["person_id", "version_id"],
    "agreement.Signature": ["person_id", "version_id"],
    "agreement.Mark": ["person_id", "clause_id"],
    "reviews.Note": ["person_id", "line"],
    "couples.Invitation": ["invited_by_id", "couple_id"],
    "couples.Partner": ["person_id", "couple_id"],
    "sealed.Answer": ["person_id", "couple_id"],
}


@pytest.mark.parametrize(
    "model", [m for m in apps.get_models() if issubclass(m, EncryptedModel)], ids=lambda m: m._meta.label
)
def test_a_row_that_is_given_to_somebody_else_by_hand_does_not_open(model, alice):
    """Who has the database and not the keys can change a plain column: each that says whose it is, is sealed in."""
    columns = {field.attname for field in model._meta.concrete_fields}
    owners = OWNERS.get(model._meta.label) or [key for key in ("person_id", "couple_id") if key in columns]
    row = model(**{key: uuid4() for key in owners})
    assert set(row.body_owners()) == ({getattr(row, key) for key in owners} or {row.pk})


def test_in_the_database_too(alice, bob):
    entry = entry_of(alice)
    Draft.unscoped.filter(pk=entry.pk).update(person=bob)
    with pytest.raises(keyring.Tampered):
        _ = fresh(entry).body


def test_an_answer_given_to_another_couple_does_not_open_there(alice, couple, charlie):
    answer = Answer(couple=couple, person=alice, piece="recovery:why-i-am-here", opens_from=clock.now())
    answer.body = {"words": {"hope": {"value": CANARY}}}
    answer.save()
    Answer.unscoped.filter(pk=answer.pk).update(couple=Partner.unscoped.get(person=charlie).couple)
    with pytest.raises(keyring.Tampered):
        _ = fresh(answer).body


def test_moved_to_another_model_in_the_database_it_does_not_open(alice, couple):
    place = Partner.unscoped.get(person=alice)
    put(place, stored(alice))
    with pytest.raises(keyring.Tampered):
        _ = fresh(place).body


@pytest.mark.parametrize("position", [0, 5, 20, -1])
def test_one_changed_byte_is_noticed(alice, position):
    entry = entry_of(alice)
    data = bytearray(stored(entry))
    data[position] ^= 1
    put(entry, bytes(data))
    with pytest.raises(keyring.VaultError):
        _ = fresh(entry).body


def test_a_destroyed_key_is_deleting(alice):
    entry = entry_of(alice)
    actions.destroy(alice.key)
    with pytest.raises(keyring.Destroyed):
        _ = fresh(entry).body
    assert fresh(entry).is_erased
    assert Person.objects.get(pk=alice.pk).name == "former partner"
    assert not entry_of(make_person("Bob")).is_erased


def test_destroying_twice_keeps_the_first_day(alice):
    actions.destroy(alice.key)
    day = alice.key.destroyed_on
    actions.destroy(alice.key)
    assert alice.key.destroyed_on == day


def test_a_row_whose_key_is_gone_can_still_be_saved(alice):
    entry = fresh(entry_of(alice))
    before = stored(entry)
    actions.destroy(alice.key)
    entry.revision = 9
    entry.save()
    assert stored(entry) == before
    assert fresh(entry).revision == 9


def test_new_wrapping_key_rewraps_keys_and_touches_no_body(alice, settings):
    entry = entry_of(alice)
    body, wrapped = stored(entry), bytes(alice.key.wrapped)
    old = settings.TWOFOLD_VAULT_KEYS
    settings.TWOFOLD_VAULT_KEYS = (b"n" * 32, *old)
    assert actions.rewrap_all() == Key.objects.count()
    assert actions.rewrap_all() == 0
    settings.TWOFOLD_VAULT_KEYS = (b"n" * 32,)
    assert fresh(entry).body["words"]["noticed"]["value"] == CANARY
    assert stored(entry) == body
    assert bytes(Key.objects.get(pk=alice.key_id).wrapped or b"") != wrapped
    settings.TWOFOLD_VAULT_KEYS = old
    with pytest.raises(keyring.Tampered):
        _ = fresh(entry).body


def test_a_wrapped_key_moved_to_another_person_does_not_open(alice, bob):
    Key.objects.filter(pk=bob.key_id).update(wrapped=Key.objects.get(pk=alice.key_id).wrapped)
    with pytest.raises(keyring.Tampered):
        _ = Person.objects.get(pk=bob.pk).body


def test_plain_words_never_go_into_sql(alice):
    with pytest.raises(TypeError):
        Draft.unscoped.update(body={"words": CANARY})
    with pytest.raises(FieldError):
        Draft.unscoped.filter(body={"words": CANARY}).exists()


def test_reading_many_costs_one_query_for_the_key(alice, django_assert_num_queries):
    for number in range(30):
        row = Draft(person=alice, piece=f"recovery:{f'piece-{number}'}", changed_on="2026-05-01")
        row.body = {"words": {"n": {"value": str(number)}}}
        row.save()
    with keyring.held(), django_assert_num_queries(2):
        assert len({row.body["words"]["n"]["value"] for row in Draft.unscoped.all()}) == 30


def test_keys_are_held_for_one_request_only(alice):
    with keyring.held():
        keyring.data_key(alice.key_id)
    Key.objects.filter(pk=alice.key_id).update(wrapped=None, destroyed_on="2026-05-01")
    with pytest.raises(keyring.Destroyed):
        keyring.data_key(alice.key_id)


def test_ciphertext_names_its_key(alice):
    assert Ciphertext(stored(entry_of(alice))).key_id == alice.key_id
