"""Of every model with a key to a person: an export reads it, or it is said here why it does not."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from couples import parts
from couples.models import Couple
from couples.us import us_of
from people import actions
from people.models import Person
from recovery.plan.catalogue import activity
from tests.cast import at
from tests.matrix.standing import standing
from tests.vault.test_fate import belongs_to
from tests.writing import reflect

pytestmark = pytest.mark.django_db

LEFT_OUT = {
    "account.EmailConfirmation": "a code on its way, good for minutes; the addresses themselves are there",
    "mfa.Authenticator": "keys to the account, which would open it to whoever finds the file",
    "people.Browser": "a key to the account, by its hash",
    "people.Change": "what was changed about signing in, for thirty days",
    "people.PaperKey": "a key to the account, by its hash",
    "people.Session": "where one is signed in now; each ends after two weeks",
    "people.HandOver": "an address to come back to, used once and good for twelve hours",
    "people.Export": "the export itself",
    "recovery.SharedRead": "a tick without a word or a day: that one is done reading what the other shows",
    "sealed.TakingBack": "how often one took a sealed answer back today: a limit, gone with the next one",
    "sealed.Opening": "a tick without a word or a day: that one has unfolded what opened, which is there itself",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Any:
    with standing(django_db_blocker, "after") as found:
        yield found


def entries_of(person: Person) -> list[Any]:
    rooms = [part.export(us_of(person)) for part in parts.all_parts()]
    return [entry for room in rooms if room for section in room.sections for entry in section.entries]


def test_every_model_is_read_or_left_out_for_a_reason(world):
    with at(world.now), CaptureQueriesContext(connection) as asked:
        entries_of(world.people["alice"])
    read = " ".join(query["sql"] for query in asked.captured_queries)
    models = {model for model in apps.get_models() if belongs_to(model)} - {Person, Couple}
    left_out = {model._meta.label for model in models if f'FROM "{model._meta.db_table}"' not in read}
    assert left_out == set(LEFT_OUT), "its room's Part.export reads it, or it is named here with the reason"


@pytest.mark.parametrize(("veil", "said"), [(True, "yes"), (False, "no")])
def test_the_veil_is_among_ones_settings(dana, veil, said):
    actions.choose_veil(dana, veil)
    settings = next(entry for entry in entries_of(dana) if entry.title == "Your settings")
    assert [one.text for one in settings.said if one.prompt == "A veil over private writing"] == [said]


def test_each_month_has_its_own_name_and_questions(dana):
    reflect(dana, activity("my-month-2026-10"), {"good": {"value": "A long walk."}})
    months = [entry for entry in entries_of(dana) if entry.title == "My month: October 2026" and entry.said]
    assert [(said.prompt, said.text) for said in months[0].said] == [("What did me good", "A long walk.")]
