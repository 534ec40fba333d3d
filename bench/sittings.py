"""Couples for `bench.together`, each in the middle of its draft, each of the two signed in and before the page.

Imported only where Django is set up, in a new data folder.
"""

import json
import re
import sys
from typing import Any

from allauth.account.models import EmailAddress

from agreement import actions as agreement
from agreement.actions import LineWords
from bench.signing_in import client_of
from couples import actions as couples
from people.actions import has_read
from people.models import Person
from people.shown_once import LEAVE_THIS_PAGE
from reviews import actions as reviews

PAGE = "/review/"
WORDS = (
    "On Sunday evening we both put our phones into the kitchen drawer and sit down for half an hour, {} times a month."
)


def tell(couples: int, lines: int) -> None:
    """Makes so many couples with so many lines. Says of each the two screens: the cookies, and what they ask for."""
    json.dump([[screen_of(person) for person in make_couple(number, lines)] for number in range(couples)], sys.stdout)


def make_couple(number: int, lines: int) -> list[Person]:
    """Kim and Lou, who have begun a sitting at the first line."""
    kim, lou = people = [make_person(name, number) for name in ("Kim", "Lou")]
    couples.accept(lou, couples.invite(kim).body["token"])
    for line in range(lines):
        agreement.add_clause(people[line % 2], LineWords(WORDS.format(line + 1)))
    reviews.begin(kim)
    return people


def make_person(name: str, number: int) -> Person:
    person = Person.objects.create_user(f"{name.lower()}-{number}@example.org", name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    has_read(person, LEAVE_THIS_PAGE)
    return person


def screen_of(person: Person) -> dict[str, Any]:
    """A browser that shows the page: by now its session says all that it will say for a while."""
    client = client_of(person)
    found = re.search(r'hx-get="([^"]*)"', client.get(PAGE).content.decode())
    assert found
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return {"name": person.name, "cookies": cookies, "asks": found[1].replace("&amp;", "&")}
