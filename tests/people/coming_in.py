"""Coming in by the pages, by one proof or by two, and what that has come to."""

import re

from django.test import Client

from people.models import Person
from tests.cast import PASSWORD, SECOND
from tests.mail import arrived

LOGIN, BY_MAIL, CODE, BECOME = (
    "/account/login/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/sign-in/second/",
)
TODAY, ASIDES = "/today/", "/aside/"
NEW = "another calm long phrase"
ALONE = {"action": "alone"}


def is_full(client: Client) -> bool:
    return client.get("/more/").status_code == 200


def is_small(client: Client) -> bool:
    return "Part of this place is open" in client.get(TODAY).text


def last_code() -> str:
    found = re.search(r"Your code: (\S+)", arrived()[-1].body)
    assert found
    return found[1]


def by_password(person: Person, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(LOGIN, {"login": person.email, "password": password})["Location"] == SECOND
    client.post(SECOND, ALONE)
    return client


def by_mail(person: Person, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(BY_MAIL, {"email": person.email})["Location"] == CODE
    assert client.post(CODE, {"code": last_code()})["Location"] == SECOND
    client.post(SECOND, ALONE)
    return client


def resets(person: Person, password: str = NEW, client: Client | None = None) -> None:
    client = client or Client()
    asked = client.post("/account/password/reset/", {"email": person.email})
    done = client.post(asked["Location"], {"code": last_code()})
    client.post(done["Location"], {"password1": password, "password2": password})


def remembered(person: Person, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    client.post(SECOND, {"action": "mail"})
    client.post(SECOND, {"code": last_code(), "remember": "on"})
    return client
