"""The deletion ledger, and the commands by which a host carries out, replays and verifies."""

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

import people.actions
from couples import actions, ledger
from couples.models import Couple, Partner
from couples.us import us_of
from people.models import Deletion, Person
from tests.cast import later
from vault.models import Key

pytestmark = pytest.mark.django_db


def run(option: str) -> str:
    out = StringIO()
    call_command("deletions", option, stdout=out, stderr=out)
    return out.getvalue()


def delete(person: Person) -> None:
    people.actions.ask_deletion(person)
    with later(days=8):
        actions.carry_out_deletions()


class Backup:
    """All that a restored backup brings back of some persons: their rows and keys as they were."""

    def __init__(self, *persons: Person):
        self.keys = list(Key.objects.values())
        self.persons = list(Person.objects.filter(pk__in=[person.pk for person in persons]).values())
        self.places = list(Partner.unscoped.values())
        self.couples = list(Couple.unscoped.values())

    def restore(self) -> None:
        for model, rows in ((Key, self.keys), (Person, self.persons), (Couple, self.couples), (Partner, self.places)):
            for row in rows:
                model._default_manager.filter(pk=row["id"]).update(**row)


def test_it_holds_ids_and_the_day_only(alice, couple, ledger_file):
    delete(alice)
    (line,) = ledger_file.read_text().splitlines()
    said = json.loads(line)
    assert set(said) == {"format", "person", "keys", "day"}
    assert (said["person"], said["keys"]) == (str(alice.pk), [str(alice.key_id)])
    assert ledger_file.stat().st_mode & 0o777 == 0o600


def test_the_same_is_not_written_twice(alice, ledger_file):
    delete(alice)
    for entry in ledger.entries():
        ledger.add(entry)
    assert len(ledger_file.read_text().splitlines()) == 1


def test_where_it_cannot_be_written_nothing_is_deleted(alice, settings, tmp_path):
    (tmp_path / "a-file").write_text("")
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "a-file" / "deletions.jsonl"
    delete(alice)
    assert Person.objects.get(pk=alice.pk).name == "Alice"
    assert Deletion.objects.visible_to(alice).exists()


def test_it_stands_in_the_ledger_before_the_database_has_committed(alice, monkeypatch):
    seen = []
    add = ledger.add

    def watched(entry: ledger.Entry) -> None:
        seen.append(connection.in_atomic_block)
        add(entry)

    monkeypatch.setattr(ledger, "add", watched)
    delete(alice)
    assert seen == [True]


def test_a_restored_backup_is_carried_out_again(alice, bob, couple):
    backup = Backup(alice, bob)
    delete(alice)
    backup.restore()
    assert us_of(alice).is_two
    with pytest.raises(CommandError):
        run("--verify")
    assert run("--replay") == "1 deleted once more\n"
    assert Person.objects.get(pk=alice.pk).is_erased
    assert us_of(bob).couple is None
    assert "Nothing is left" in run("--verify")
    assert run("--replay") == "0 deleted once more\n"


def test_of_two_who_went_one_after_the_other_the_couples_key_goes_again(alice, bob, couple):
    backup = Backup(alice, bob)
    delete(alice)
    delete(bob)
    backup.restore()
    assert run("--replay") == "2 deleted once more\n"
    assert Key.objects.filter(wrapped__isnull=False).count() == 0
    assert "Nothing is left" in run("--verify")


def test_verify_names_what_is_left_by_ids(alice, couple):
    backup = Backup(alice)
    actions.fold_leaf(alice, "next")
    delete(alice)
    backup.restore()
    actions.fold_leaf(alice, "next")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("deletions", "--verify", stderr=out)
    assert out.getvalue().splitlines() == [
        f"person {alice.pk}: key {alice.key_id} still opens",
        f"person {alice.pk}: the account is still there",
        f"person {alice.pk}: rows of couples.NotToday are still there",
    ]


def test_list_says_ids_and_days(alice):
    deletion = people.actions.ask_deletion(alice)
    assert run("--list") == f"person {alice.pk}: {deletion.due_at:%Y-%m-%d}\n"


def test_carry_out(alice):
    people.actions.ask_deletion(alice)
    assert run("--carry-out") == "0 deleted\n"
    with later(days=8):
        assert run("--carry-out") == "1 deleted\n"


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", '{"format": 2, "person": "x", "keys": [], "day": "y"}'])
def test_a_broken_line_is_named_and_nothing_is_guessed(alice, ledger_file, line):
    delete(alice)
    with ledger_file.open("a") as file:
        file.write(line + "\n")
    with pytest.raises(CommandError, match="Line 2"):
        run("--replay")


def test_without_a_ledger_nobody_was_deleted(ledger_file):
    shutil.rmtree(ledger_file.parent, ignore_errors=True)
    assert run("--replay") == "0 deleted once more\n"
    assert "Nothing is left" in run("--verify")
