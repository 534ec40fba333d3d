"""Who a benchmark signs in is so by two proofs: by one alone earlier pages stay closed. Only where Django is set up."""

from django.test import Client

import clock
from people.models import Person
from people.sessions import Begun, begin


def client_of(person: Person) -> Client:
    """A browser in which they are signed in, fully."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    session = client.session
    begin(session, "", clock.today(person.tz), Begun(is_full=True))
    session.save()
    return client
