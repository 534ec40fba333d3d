"""Signed rows cannot be changed; what was changed around the triggers is named."""

import json
from functools import partial

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import Migration
from django.db.models.signals import post_migrate, pre_migrate

from agreement import actions, history
from agreement.actions import LineWords
from agreement.models import Clause, Signature, State, Version
from couples import actions as couples
from couples.models import Couple, Partner
from tests.agreement.conftest import sign
from tests.cast import make_person
from vault.actions import destroy

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_versions(in_force, alice, bob):
    actions.begin_draft(alice)
    actions.add_clause(alice, LineWords("One more."))
    actions.offer(bob)
    sign(bob)
    return in_force, sign(alice)


def lite():
    return connection.vendor == "sqlite"


def refused(change):
    with pytest.raises(IntegrityError, match=history.REFUSAL), transaction.atomic():
        change()


def other_value(field):
    """Some other value for a column, so that every column is tried."""
    if isinstance(field, models.ForeignKey):
        return make_person("Someone").pk
    return {"DateField": "2001-01-01", "PositiveIntegerField": 77}.get(field.get_internal_type(), "0" * 64)


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (model, field.column)
        for model in (Version, Clause, Signature)
        for field in model._meta.local_fields
        if field.name not in {"id", "body", "couple", "version", "previous"}
    ],
    ids=str,
)
def test_no_column_of_a_signed_row_can_be_changed(two_versions, model, column):
    field = next(field for field in model._meta.local_fields if field.column == column)
    value = "draft" if column == "state" else other_value(field)
    for pk in model.unscoped.values_list("pk", flat=True):
        refused(partial(model.unscoped.filter(pk=pk).update, **{column: value}))


@pytest.mark.parametrize("model", [Version, Clause, Signature])
def test_no_signed_row_can_be_rewritten_or_deleted(two_versions, model):
    for row in model.unscoped.all():
        row.body = {**row.body}  # the same words, newly encrypted: other bytes all the same
        refused(row.save)
        refused(partial(model.unscoped.filter(pk=row.pk)._raw_delete, using="default"))


def test_a_row_cannot_move_into_or_out_of_signed_history(two_versions, alice):
    draft = actions.begin_draft(alice)
    loose = Clause.unscoped.filter(version=draft).first()
    refused(lambda: Clause.unscoped.filter(pk=loose.pk).update(version=two_versions[0]))
    signed = Clause.unscoped.filter(version=two_versions[0]).first()
    refused(lambda: Clause.unscoped.filter(pk=signed.pk).update(version=draft))


def test_nothing_can_be_added_to_a_signed_text(two_versions, alice):
    clause = Clause(version=two_versions[0], position=9, edited_by=alice, edited_on="2026-05-01")
    clause.body = {"topic": "", "for_whom": "both", "text": "Slipped in."}
    refused(clause.save)
    signature = Signature(
        version=two_versions[0], person=make_person("Someone"), sha256="0" * 64, signed_on="2026-05-01"
    )
    signature.body = {"name": "Someone"}
    refused(signature.save)


def test_a_superseded_text_never_comes_back_into_force(two_versions):
    refused(lambda: Version.unscoped.filter(pk=two_versions[0].pk).update(state=State.IN_FORCE))


def test_drafts_can_be_changed_and_deleted(two_versions, alice):
    draft = actions.begin_draft(alice)
    Clause.unscoped.filter(version=draft).update(position=5)
    Clause.unscoped.filter(version=draft).delete()
    draft.delete()
    assert Version.unscoped.count() == 2


def test_replacing_a_signed_row_is_refused(two_versions):
    if lite():
        table = Version._meta.db_table
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE number = 1"
    else:
        connection.check_constraints()  # a table with checks still to come cannot be emptied anyway
        statement = f"TRUNCATE {Version._meta.db_table} CASCADE"
    refused(lambda: connection.cursor().execute(statement))


@pytest.mark.parametrize("model", [Clause, Signature])
def test_a_signed_row_cannot_be_replaced_by_one_of_a_draft(two_versions, alice, model):
    draft = actions.begin_draft(alice)
    row = model.unscoped.filter(version=two_versions[0]).first()
    columns = [field.column for field in model._meta.local_fields]
    elsewhere = f"'{draft.pk.hex}'" if lite() else f"'{draft.pk}'::uuid"
    taken = ", ".join(elsewhere if column == "version_id" else column for column in columns)
    table = model._meta.db_table
    insert = f"INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table} WHERE id = %s"
    upsert = "ON CONFLICT (id) DO UPDATE SET version_id = EXCLUDED.version_id"
    statement = f"INSERT OR REPLACE {insert}" if lite() else f"INSERT {insert} {upsert}"
    refused(lambda: connection.cursor().execute(statement, [row.pk.hex]))


def test_installing_and_removing_twice_does_no_harm(db):
    history.install(connection)
    history.install(connection)
    assert history.missing(connection) == []
    history.remove(connection)
    history.remove(connection)
    assert len(history.missing(connection)) == (9 if lite() else 12)
    history.install(connection)


def test_a_missing_trigger_is_a_system_check(db):
    assert history.check_triggers(databases=["default"]) == []
    assert history.check_triggers(databases=None) == []
    history.remove(connection)
    [caution] = history.check_triggers(databases=["default"])
    assert caution.id == "agreement.W001"
    assert "manage.py migrate" in caution.hint
    history.install(connection)


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_migration_that_remakes_the_table(in_force):
    room = apps.get_app_config("agreement")
    told = {"app_config": room, "verbosity": 0, "interactive": False, "using": "default", "apps": apps}
    plan = [(Migration("0002_wider", "agreement"), False)]
    pre_migrate.send(room, plan=plan, **told)
    field = Version._meta.get_field("number")
    with connection.schema_editor() as editor:
        wider = models.PositiveBigIntegerField()
        wider.set_attributes_from_name("number")
        wider.model = Version
        editor.alter_field(Version, field, wider)
        editor.alter_field(Version, wider, field)
    post_migrate.send(room, plan=plan, **told)
    assert history.missing(connection) == []
    refused(lambda: Version.unscoped.filter(pk=in_force.pk).update(number=5))


def verify(capsys):
    """The exit code of `verify_history`, and what it said."""
    try:
        call_command("verify_history")
    except CommandError as error:
        return error.returncode, capsys.readouterr().err.splitlines()
    return 0, capsys.readouterr().out.splitlines()


@pytest.fixture
def tampering():
    """History without its guards, as somebody with the database in hand would have it."""
    history.remove(connection)
    yield
    history.install(connection)


def test_untouched_history_verifies(two_versions, capsys):
    assert verify(capsys) == (0, ["2 signed versions are as they were signed."])


def test_without_history_there_is_nothing_to_find(db, capsys):
    assert verify(capsys) == (0, ["0 signed versions are as they were signed."])


def test_missing_guards_are_named(two_versions, capsys):
    history.remove(connection)
    code, said = verify(capsys)
    history.install(connection)
    assert code == 1
    assert "the database does not refuse changes: agreement_history_clause_delete is missing" in said


def other_words(first, second):
    clause = Clause.unscoped.filter(version=first).first()
    clause.body = {**clause.body, "text": "Other words."}
    clause.save()


def other_bytes(first, second):
    clause = Clause.unscoped.filter(version=first).first()
    stored = bytearray(Clause.unscoped.filter(pk=clause.pk).values_list("body", flat=True)[0])
    stored[-1] ^= 1
    table = Clause._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET body = %s WHERE id = %s", [bytes(stored), clause.pk.hex])


def other_order(first, second):
    clause = Clause.unscoped.filter(version=first).first()
    Clause.unscoped.filter(pk=clause.pk).update(position=99)


def a_line_gone(first, second):
    Clause.unscoped.filter(version=first).first().delete()


def another_day(first, second):
    Version.unscoped.filter(pk=first.pk).update(review_on="2031-01-01")


def another_hash(first, second):
    Version.unscoped.filter(pk=first.pk).update(sha256="0" * 64)


def another_salt(first, second):
    first.refresh_from_db()
    first.body = {**first.body, "salt": "00"}
    first.save()


def a_signature_gone(first, second):
    Signature.unscoped.filter(version=first).first().delete()


def a_signature_of_a_stranger(first, second):
    row = Signature.unscoped.filter(version=first).first()
    row.person = make_person("Someone")
    row.body = {"name": "Someone"}
    row.save()


def a_signature_under_another_text(first, second):
    row = Signature.unscoped.filter(version=first).first()
    Signature.unscoped.filter(pk=row.pk).update(sha256=second.sha256)


def an_older_text_in_force(first, second):
    Version.unscoped.filter(pk=second.pk).update(state=State.SUPERSEDED)
    Version.unscoped.filter(pk=first.pk).update(state=State.IN_FORCE)


def the_first_version_gone(first, second):
    Version.unscoped.filter(pk=second.pk).update(previous=None)
    for model in (Clause, Signature):
        model.unscoped.filter(version=first).delete()
    first.delete()


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (other_words, "version 1: its text is not the text that was signed"),
        (other_bytes, "version 1: its words were altered"),
        (other_order, "version 1: its text is not the text that was signed"),
        (a_line_gone, "version 1: its text is not the text that was signed"),
        (another_day, "version 1: its text is not the text that was signed"),
        (another_hash, "version 1: its text is not the text that was signed"),
        (another_salt, "version 1: its text is not the text that was signed"),
        (a_signature_gone, "version 1: it has not exactly the two partners' signatures"),
        (a_signature_of_a_stranger, "version 1: it has not exactly the two partners' signatures"),
        (a_signature_under_another_text, "version 1: a signature is under another text"),
        (an_older_text_in_force, "version 1: it is marked as in force, and is not the newest"),
        (the_first_version_gone, "version 1: missing"),
        (the_first_version_gone, "version 2: it does not follow the version before it"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_tampering_is_found_and_named(two_versions, couple, tampering, capsys, tamper, named):
    tamper(*two_versions)
    history.install(connection)
    code, said = verify(capsys)
    assert code == 1
    assert f"couple {couple.pk}, {named}" in said
    assert "Other words" not in json.dumps(said)


def test_a_changed_hash_breaks_the_chain_too(two_versions, couple, tampering, capsys):
    another_hash(*two_versions)
    assert f"couple {couple.pk}, version 2: its text is not the text that was signed" in verify(capsys)[1]


def test_what_is_erased_is_called_so_and_is_no_fault(two_versions, couple, bob, capsys):
    destroy(bob.key)
    code, said = verify(capsys)
    assert code == 0
    assert said.count(f"couple {couple.pk}, version 1: a signature is erased") == 1
    destroy(Couple.unscoped.get(pk=couple.pk).key)
    code, said = verify(capsys)
    assert code == 0
    assert f"couple {couple.pk}, version 2: erased" in said


def test_both_stay_the_signers_after_one_has_left(two_versions, bob, capsys):
    couples.leave(bob)
    assert Partner.unscoped.filter(left_on=None).count() == 0
    assert verify(capsys)[0] == 0
