"""`verify_history` reads every column of every signed row: what another value in it is called, and where it is not."""

import uuid
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction

from agreement import actions, history
from agreement.document import LineWords
from agreement.models import SIGNED, Clause, Signature, State, Version
from tests.agreement.conftest import PHONES, SAM, sign
from tests.cast import join, later, make_person

pytestmark = pytest.mark.django_db

MODELS = (Version, Clause, Signature)
# No hash has these, and no other row speaks of them: docs/history.md says so.
NOT_FOUND = {
    "agreement_version.offered_by_id",
    "agreement_version.offered_on",
    "agreement_clause.revision",
    "agreement_clause.edited_by_id",
    "agreement_clause.edited_on",
}
WORDS = "its words were altered"
TEXT = "its text is not the text that was signed"
FOLLOWS = "it does not follow the version before it"
SIGNERS = "it has not exactly the two partners' signatures"
DAY = "nobody signed it on the day on which it came into force"
NAMED = {
    "agreement_version.id": WORDS,
    "agreement_version.body": WORDS,
    "agreement_version.couple_id": WORDS,
    "agreement_version.number": TEXT,
    "agreement_version.previous_id": FOLLOWS,
    "agreement_version.state": "it is not marked as in force",
    "agreement_version.in_force_on": DAY,
    "agreement_version.review_on": TEXT,
    "agreement_version.sha256": TEXT,
    "agreement_clause.id": WORDS,
    "agreement_clause.body": WORDS,
    "agreement_clause.version_id": TEXT,
    "agreement_clause.position": TEXT,
    "agreement_signature.id": "a signature was altered",
    "agreement_signature.body": "a signature was altered",
    "agreement_signature.person_id": SIGNERS,
    "agreement_signature.version_id": SIGNERS,
    "agreement_signature.sha256": "a signature is under another text",
    "agreement_signature.signed_on": DAY,
}
COLUMNS = [field for model in MODELS for field in model._meta.local_fields]


def place(field):
    return f"{field.model._meta.db_table}.{field.column}"


@pytest.fixture
def elsewhere(couple, alice, bob):
    """Two signed texts and a draft, without the triggers, and another value of every sort to put in a column."""
    actions.add_clause(alice, LineWords(SAM, "Sam"))
    actions.add_clause(bob, LineWords(PHONES))
    for days in (0, 9):
        with later(days=days):
            draft = actions.begin_draft(alice)
            actions.offer(bob)
            sign(alice, "Alice A.")
        with later(days=days + 1):
            sign(bob, "Bob B.")
    draft = actions.begin_draft(alice)
    someone = make_person("Someone")
    other = join(someone, make_person("Other"))
    history.remove(connection)
    yield {"version": draft.pk, "previous": draft.pk, "person": someone.pk, "couple": other.pk, "someone": someone.pk}
    connection.check_constraints()
    history.install(connection)


def signed(model):
    rows = (
        model.unscoped.filter(state__in=SIGNED)
        if model is Version
        else model.unscoped.filter(version__state__in=SIGNED)
    )
    return sorted(rows, key=lambda row: (row.number if model is Version else row.version.number, str(row.pk)))


def verified():
    """What it says of rows."""
    out, err = StringIO(), StringIO()
    with suppress(CommandError):
        call_command("verify_history", stdout=out, stderr=err)
    lines = (out.getvalue() + err.getvalue()).splitlines()
    return [line for line in lines if line.startswith("couple ")]


def stored(row, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [key(row.pk)])
        return cursor.fetchone()[0]


def put(row, column, value, at=None):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [value, at or key(row.pk)])
        assert cursor.rowcount == 1


def key(value):
    return value.hex if connection.vendor == "sqlite" else value


def flipped(body, byte):
    data = bytearray(body)
    data[byte] ^= 1
    return bytes(data)


def others(row, field, elsewhere):
    """Other values for that column of that row."""
    now = stored(row, field.column)
    if isinstance(field, models.DateField):
        day = date.fromisoformat(str(now))
        return [day - timedelta(days=30), day + timedelta(days=30)]
    if isinstance(field, models.ForeignKey):
        return [key(elsewhere.get(field.name, elsewhere["someone"]))]
    if isinstance(field, models.PositiveIntegerField):
        return [now + 77]
    return {
        "body": lambda: [flipped(now, byte) for byte in range(len(bytes(now)))],
        "id": lambda: [key(uuid.uuid4())],
        "state": lambda: [State.SUPERSEDED] if now == State.IN_FORCE else [],
        "sha256": lambda: [format(int(now, 16) ^ 1 << bit, "064x") for bit in (0, 255)],
    }[field.name]()


@pytest.mark.parametrize("field", COLUMNS, ids=place)
def test_another_value_in_any_signed_row_is_named(elsewhere, field):
    assert verified() == []
    tried = named = 0
    for row in signed(field.model):
        before = stored(row, field.column)
        for value in others(row, field, elsewhere):
            tried += 1
            try:
                with transaction.atomic():
                    put(row, field.column, value)
            except IntegrityError:
                continue  # the database itself refuses it, without any trigger
            found = verified()
            put(row, field.column, before, at=value if field.primary_key else None)
            if place(field) in NOT_FOUND:
                assert found == []
            elif not still_the_same(row, field):
                assert any(line.endswith(NAMED[place(field)]) for line in found), (row, value, found)
                named += 1
    assert tried
    assert bool(named) == (place(field) in NAMED)
    assert verified() == []


def still_the_same(row, field):
    """The last line stays the last, wherever it is put; and a day beside a signature is looked at where it is the one
    on which the text came into force."""
    if place(field) == "agreement_clause.position":
        return row.position == max(clause.position for clause in signed(Clause) if clause.version_id == row.version_id)
    return place(field) == "agreement_signature.signed_on" and row.signed_on != row.version.in_force_on


def test_of_every_column_it_is_written_down_whether_a_change_is_named():
    assert {place(field) for field in COLUMNS} == NAMED.keys() | NOT_FOUND
    assert not NAMED.keys() & NOT_FOUND


def test_a_byte_in_the_name_of_a_key_is_not_called_erased(elsewhere):
    for row in [*signed(Version), *signed(Clause), *signed(Signature)]:
        body = stored(row, "body")
        put(row, "body", flipped(body, 5))
        found = verified()
        put(row, "body", body)
        assert [line for line in found if "erased" in line] == []
        assert [line for line in found if "altered" in line] != []
