"""Setting the agreement aside: one person, at once, without a reason. The couple is locked first."""

from django.db import transaction

import clock
from agreement.models import SITTING, SetAside, State, Version
from agreement.refusals import NothingInForce, SetAsideByTheOther
from couples.actions import locked_couple_of
from couples.models import Couple
from people.models import Person
from together.actions import bump
from together.models import News


def set_aside(person: Person) -> SetAside:
    """Sets the agreement aside: until it is lifted, or another text is in force, it does not count. Both see that.
    Twice does no harm. Refuses NothingInForce."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None or not Version.unscoped.filter(couple=couple, state=State.IN_FORCE).exists():
            raise NothingInForce
        aside, is_new = SetAside.unscoped.get_or_create(
            couple=couple, defaults={"person": person, "set_on": clock.today(person.tz)}
        )
        if is_new:
            bump(couple, News.ASIDE, SITTING)
    return aside


def lift(person: Person) -> None:
    """The agreement counts again. Twice does no harm. Refuses SetAsideByTheOther: who set it aside lifts it."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        aside = SetAside.unscoped.filter(couple=couple).select_related("couple").first() if couple else None
        if aside is None:
            return
        if aside.person_id != person.pk:
            raise SetAsideByTheOther
        aside.delete()
        bump(aside.couple, News.LIFTED, SITTING)


def forget_set_aside(couple: Couple) -> None:
    """With a new text in force, or the couple closed, there is nothing to set aside. Holds the couple's lock."""
    SetAside.unscoped.filter(couple=couple).delete()
