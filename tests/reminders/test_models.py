"""What the database itself refuses."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import clock
from people.models import Person
from reminders import actions
from reminders.models import MOST_COPIES, Reminder, State, Subscription
from tests.reminders.conftest import Due
from vault.door import DoorClosed


def leased() -> dict[str, Any]:
    return {"lease": uuid.uuid4(), "lease_until": clock.now() + timedelta(minutes=5)}


def refuses(name: str, due: Due, person: Person, **fields: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        due(person, **fields)


def test_one_row_for_a_person_kind_and_occasion(due: Due, alice: Person, bob: Person) -> None:
    occasion = uuid.uuid4()
    due(alice, "talk", occasion=occasion)
    due(alice, "review", occasion=occasion)
    due(bob, "talk", occasion=occasion)
    refuses("reminder_once|reminders_reminder.person_id", due, alice, kind="talk", occasion=occasion)


@pytest.mark.parametrize("second", [State.LEASED, State.HANDED_OVER])
def test_one_row_of_a_person_in_flight(due: Due, alice: Person, bob: Person, second: State) -> None:
    marked = {"copies": 1, "handed_over_at": clock.now()} if second == State.HANDED_OVER else {}
    due(alice, state=State.LEASED, **leased())
    due(bob, state=second, **leased(), **marked)
    refuses("in_flight|reminders_reminder.person_id", due, alice, state=second, **leased(), **marked)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("reminder_ended_has_moment", {"state": State.SKIPPED}),
        ("reminder_ended_has_moment", {"state": State.FAILED}),
        ("reminder_ended_has_moment", {"ended_at": clock.now()}),
        ("reminder_in_flight_has_lease", {"state": State.LEASED}),
        ("reminder_in_flight_has_lease", leased()),
        ("reminder_copy_has_moment", {"copies": 1}),
        ("reminder_copy_has_moment", {"handed_over_at": clock.now()}),
        ("reminder_copy_has_moment", {"copies": MOST_COPIES + 1, "handed_over_at": clock.now()}),
        ("reminder_sent_was_handed_over", {"state": State.SENT, "ended_at": clock.now()}),
        ("reminder_sent_was_handed_over", {"state": State.UNKNOWN, "ended_at": clock.now()}),
        ("reminder_sent_was_handed_over", {"state": State.HANDED_OVER} | leased()),
        (
            "reminder_skipped_was_not_sent",
            {"state": State.SKIPPED, "ended_at": clock.now(), "copies": 1, "handed_over_at": clock.now()},
        ),
    ],
)
def test_a_state_has_what_belongs_to_it(due: Due, alice: Person, name: str, fields: dict[str, Any]) -> None:
    refuses(name, due, alice, **fields)


def test_rows_are_behind_the_door(due: Due, alice: Person, bob: Person) -> None:
    mine, _theirs = due(alice), due(bob)
    actions.subscribe(alice)
    assert list(Reminder.objects.visible_to(alice)) == [mine]
    assert Subscription.objects.visible_to(alice).count() == 1
    assert Subscription.objects.visible_to(bob).count() == 0
    for model in (Reminder, Subscription):
        with pytest.raises(DoorClosed):
            model.objects.all()
        assert model._default_manager.name == "unscoped"


def test_a_row_holds_ids_days_and_state_only() -> None:
    kinds = {field.name: type(field).__name__ for field in Reminder._meta.fields}
    assert {name for name, kind in kinds.items() if kind in {"TextField", "BinaryField", "EmailField"}} == set()
    assert {name for name, kind in kinds.items() if kind in {"CharField", "SlugField"}} == {"kind", "state", "reason"}
