"""One byte of a row is another: whoever reads it gets a calm page, and never an error."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from agreement import history
from vault.models import EncryptedModel

from .asking import ask
from .rows import ROWS
from .standing import standing
from .world import World

pytestmark = pytest.mark.django_db
# Between them they read every kind of row.
PLACES = (
    *("today/", "plan/", "plan/9/", "plan/13/", "plan/13/shared/", "plan/3/opening/", "plan/3/answer/", "agreement/"),
    *("agreement/clauses/", "agreement/draft/", "agreement/own-lines/", "agreement/versions/", "check-ins/"),
    *("agreement/versions/OUR-TEXT/", "check-ins/CHECK-IN/opening/", "check-ins/EARLIER-CHECK-IN/", "invitation/"),
    *(
        "talk-list/",
        "more/",
        "settings/",
        "track/",
        "looks/",
        "sign-in/",
        "sign-in/sessions/",
        "reminders/",
        "join/DANAS-LINK/",
    ),
)
PAGES = [row for row in ROWS if row.method == "GET" and row.path in PLACES]
MODELS = [model for model in apps.get_models() if issubclass(model, EncryptedModel)]
SEEN = (
    "people.Person",
    "sealed.Draft",
    "sealed.Answer",
    "agreement.Clause",
    "recovery.SharedPage",
    "together.Subject",
    "couples.Partner",
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing(django_db_blocker, "after") as found:
        yield found


def flip(model: type[EncryptedModel]) -> None:
    """Another last byte in every row of the model that holds anything."""
    column = model._meta.get_field("body").column
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {column} FROM {table}")
        for pk, stored in cursor.fetchall():
            if stored:
                data = bytearray(stored)
                data[-1] ^= 1
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [bytes(data), pk])


def test_the_places_are_in_the_matrix() -> None:
    assert sorted(row.path for row in PAGES) == sorted(PLACES)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_flipped_byte_is_a_calm_page(world: World, model: type[EncryptedModel]) -> None:
    history.remove(connection)
    flip(model)
    answers = {row.path: ask(world, "alice", "GET", row.at(world)).response for row in PAGES}
    calm = {path for path, answer in answers.items() if "can’t be opened" in answer.text}
    errors = {path for path, answer in answers.items() if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR}
    assert errors - calm == set()
    assert {answers[path].status_code for path in calm} <= {HTTPStatus.SERVICE_UNAVAILABLE}
    assert bool(calm) or model._meta.label not in SEEN
