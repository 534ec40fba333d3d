"""What an address costs that nobody has here: as much as one that somebody has, so that no clock tells them apart."""

import uuid

from allauth.account.models import EmailAddress

from pages.letters import same_address
from people.models import Person


def persons_at(email: str) -> list[Person]:
    """Who signs in with that address. allauth asks the second table only where the first has no verified address; here
    both are asked each time. Somebody who has shown that the address is theirs goes before all others."""
    email = same_address(email)
    addresses = list(EmailAddress.objects.filter(email=email).select_related("user"))
    persons = list(Person.objects.filter(email=email))
    verified = [address.user for address in addresses if address.verified]
    return list(dict.fromkeys(verified or [*(address.user for address in addresses), *persons]))


def look_for_nobody(times: int = 1) -> None:
    """The look into the persons that somebody's page would have taken."""
    for _ in range(times):
        Person.objects.filter(pk=uuid.uuid4()).first()


def look_for_no_address(person: Person, email: str) -> None:
    """The look into the addresses that somebody's mail would have taken."""
    EmailAddress.objects.filter(user=person, email=email).first()
