"""The registry of kinds: what a new module may not do by mistake, and that the authors are told of every kind."""

import re

import pytest
from django.http import HttpRequest, HttpResponse

from pages.places import BOTH, GET, POST, Page
from people.requests import never_resent
from recovery.plan.activities import Activity
from recovery.plan.catalogue import CONTENT
from recovery.plan.kinds import TO_COME, Kind, all_kinds, kind_named, register
from recovery.views.pieces import one_of_each_place


def view(_request: HttpRequest, _activity: Activity) -> HttpResponse:
    return HttpResponse()


def of_a_kind(*its_pages: Page[Activity]) -> Kind:
    class Breathe(Kind):
        name = "breathe"
        pages = its_pages

    return Breathe()


def test_no_two_modules_are_the_same_kind() -> None:
    class Copied(Kind):
        name = "read"
        pages = (Page("", "piece", view),)

    with pytest.raises(ValueError, match=r"recovery\.kinds\.read and tests\.recovery\.test_kinds are the kind 'read'"):
        register(Copied())
    assert type(kind_named("read")).__module__ == "recovery.kinds.read"


@never_resent
def destroys(_request: HttpRequest, _activity: Activity) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    "page",
    [
        Page("removal/", "throwing-away", destroys, BOTH),
        Page("removal/", "removal", destroys, POST),
        Page("removal/", "removal", view, BOTH),
    ],
    ids=["its name", "its methods", "sent again after signing in"],
)
def test_an_address_is_the_same_for_every_kind(page: Page[Activity]) -> None:
    with pytest.raises(ValueError, match="'removal/' of a piece to breathe differs"):
        one_of_each_place([*all_kinds(), of_a_kind(page)])


def test_a_name_has_one_place() -> None:
    with pytest.raises(ValueError, match="has the name of another place"):
        one_of_each_place([*all_kinds(), of_a_kind(Page("breath/", "seal", view))])


def test_a_place_of_its_own_becomes_an_address() -> None:
    page = Page("breath/", "breath", view, GET)
    assert page in one_of_each_place([*all_kinds(), of_a_kind(page)])


def test_the_authors_are_told_of_every_kind() -> None:
    row = re.search(r"^\| `kind` \|(.*)\|$", (CONTENT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert row is not None
    named = [kind.name for kind in all_kinds()]
    assert sorted(re.findall("`([a-z]+)`", row[1])) == sorted([*named, *TO_COME]), "recovery/content/README.md, kind"
    assert set(named) & set(TO_COME) == set(), "what has its module is no longer to come: recovery/plan/kinds.py"
