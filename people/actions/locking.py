"""The first lock of every action: the acting person's own row. The others are in `couples.actions.locking`."""

from people.models import Person
from people.refusals import AccountGone


def lock_person(person: Person) -> None:
    """Lets one tab of a person act at a time, until the transaction ends. Refuses AccountGone: deleted meanwhile."""
    if Person.objects.select_for_update(no_key=True).filter(pk=person.pk, is_active=True).first() is None:
        raise AccountGone
