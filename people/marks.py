"""Marks of a person that nearly every page asks for: they come along with who is signed in, at no query more."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .models import Change, Deletion, HasRead, PaperKey, Person, Rest, SmallSignIn

LEAVE_THIS_PAGE = "leave-this-page"
ROWS: dict[str, Callable[[Any], QuerySet[Any]]] = {
    "_is_deletion_pending": Deletion.objects.visible_to,
    "_has_key": lambda person: PaperKey.objects.visible_to(person).filter(ends_at=None),
    "_is_resting": Rest.objects.visible_to,
    "_has_news": lambda person: SmallSignIn.objects.visible_to(person).exclude(ended_on=None),
    "_has_changes": Change.objects.visible_to,
    "_knows_way_out": lambda person: HasRead.objects.visible_to(person).filter(page=LEAVE_THIS_PAGE),
}


@cache
def persons_with_marks() -> QuerySet[Person]:
    """Every person, each with their key and their marks: to be filtered. To put it together costs more than to ask it,
    and nothing in it changes with the hour, so it is made once."""
    marks = {name: Exists(rows(OuterRef("pk"))) for name, rows in ROWS.items()}
    return Person.objects.select_related("key").annotate(**marks)


def is_deletion_pending(person: Person) -> bool:
    """Whether the person has asked to be deleted."""
    return _has_mark(person, "_is_deletion_pending")


def is_resting(person: Person) -> bool:
    """Whether the person has gone quiet."""
    return _has_mark(person, "_is_resting")


def has_news(person: Person) -> bool:
    """Whether a full sign-in ended a small one lately."""
    return _has_mark(person, "_has_news")


def has_key(person: Person) -> bool:
    """Whether the person has a paper key."""
    return _has_mark(person, "_has_key")


def has_changes(person: Person) -> bool:
    """Whether something about their ways in was changed lately."""
    return _has_mark(person, "_has_changes")


def knows_way_out(person: Person) -> bool:
    """Whether the person has read what *Leave this page* does, and what it does not."""
    return _has_mark(person, "_knows_way_out")


def _has_mark(person: Person, name: str) -> bool:
    if not hasattr(person, name):
        setattr(person, name, ROWS[name](person).exists())
    return bool(getattr(person, name))
