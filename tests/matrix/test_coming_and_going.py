"""Somebody who was invited, somebody who has asked to be deleted, and somebody who is gone, at every address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as house

import clock
import couples.actions as couples
import people.actions as people
from people.actions.deleting import UNDO_FOR
from people.models import Deletion, Person
from people.proofs import Proof
from people.shown_once import LEAVE_THIS_PAGE
from tests.cast import signed_in_by

from .asking import Answer, ask
from .canaries import everything_in
from .rows import ROWS, Row
from .sent import sent_to
from .world import World, password_of

pytestmark = pytest.mark.django_db

# Like dana, who is on her own too; but that nothing is here yet, and that the link is not her own.
NOTHING_YET = {
    "POST invitation/ending/": ">invitation",
    "GET join/DANAS-LINK/": "200",
    "GET join/DANAS-LINK/yes/": "200",
    "POST join/DANAS-LINK/yes/": ">today!",
    "GET where-you-were/": ">today",
    "POST where-you-were/": ">today",
    "POST where-you-were/ending/": ">today",
    "POST settings/space/": ">today",
    "POST plan/1/done/": ">today!",
    "POST plan/9/removal/": ">plan",
    "POST plan/13/removal/": ">plan",
    "GET plan/3/": "200",
    "GET plan/3/seal/": ">piece",
    "POST plan/3/seal/": "422",
    "GET plan/3/sealed/": ">piece",
    "GET plan/3/answer/": ">piece",
    "POST plan/3/answer/removal/": ">piece",
    "GET plan/3/look-again/": ">piece",
    "POST plan/3/look-again/": ">piece",
    "GET plan/3/opening/": ">piece",
    "POST plan/3/opening/": ">piece",
    "POST plan/3/opening/talk-list/": ">piece",
}


DROPPED = re.compile(r"\r?\n?Set-Cookie: \S*session=\"\"; expires=Thu, 01 Jan 1970[^\r\n]*")


def signs_in(world: World, name: str) -> None:
    client = signed_in_by(world.people[name], Proof.PASSWORD, Proof.INBOX)
    world.sessions[name] = client.cookies[house.SESSION_COOKIE_NAME].value


@pytest.fixture
def grace(world: World) -> Iterator[str]:
    """She has made a sign-in of her own and holds dana's link."""
    person = Person.objects.create_user("grace@example.org", password_of("grace"), name="Grace", zone="UTC")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    people.has_read(person, LEAVE_THIS_PAGE)
    world.people["grace"] = person
    signs_in(world, "grace")
    yield "grace"
    del world.people["grace"], world.sessions["grace"]


def asked(world: World, who: str, row: Row) -> Answer:
    data = sent_to(world, who, row.path) if row.method == "POST" else None
    return ask(world, who, row.method, row.at(world), data)


def test_somebody_invited_finds_what_somebody_on_her_own_finds(world: World, grace: str) -> None:
    found, said = {}, {}
    for row in ROWS:
        if row.path == "account/reauthenticate/":
            continue  # it knows since when one is signed in
        name = f"{row.method} {row.path}"
        answer = asked(world, grace, row)
        found[name] = answer.short
        said[name] = NOTHING_YET.get(name, row.expected("dana", world.state))
        assert world.canaries.leaked(everything_in(answer.response), "anonymous") == set(), name
    assert found == said


def test_who_asked_to_be_deleted_finds_one_page(world: World) -> None:
    open_still = {"settings/account/", "settings/account/keeping/", "export/", "export/json/", "export/page/"}
    for row in ROWS:
        answer = asked(world, "erin", row)
        assert world.canaries.leaked(everything_in(answer.response), "erin") == set(), row.path
        if row.path in open_still or row.path.startswith("account/"):
            continue
        behind = row.expected("anonymous", world.state) == ">login" or row.path == ""
        if behind and answer.short not in ("404", "405"):
            assert (row.method, row.path, answer.short) == (row.method, row.path, ">deleting")


def test_who_is_gone_is_nobody(world: World, settings: Any, tmp_path: Path) -> None:
    settings.TWOFOLD_DELETION_LEDGER = tmp_path / "deletions.jsonl"
    Deletion.unscoped.update(asked_at=clock.now() - UNDO_FOR, due_at=clock.now())
    assert couples.carry_out_deletions() == 1
    for row in ROWS:
        gone, nobody = asked(world, "erin", row), asked(world, "anonymous", row)
        assert (row.path, gone.short) == (row.path, nobody.short)
        if row.method == "GET":
            # A browser that held a session is told that there is none.
            pages = [DROPPED.sub("", answer.page()).replace("\n\n", "\n") for answer in (gone, nobody)]
            assert pages[0] == pages[1], row.path
    email, password = world.people["erin"].email, password_of("erin")
    known = ask(world, "anonymous", "POST", "account/login/", {"login": email, "password": password})
    unknown = ask(world, "anonymous", "POST", "account/login/", {"login": "no" + email, "password": password})
    assert known.short == unknown.short == "200"
