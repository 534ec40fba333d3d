"""What several views of this room need: the check-in of an address, and one's own words as a list to read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from checkins import reading
from checkins.models import CheckIn
from checkins.questions import named_clauses, rows
from people.models import Person
from people.requests import person_of
from reminders.models import Subscription
from sealed.folding import Words

BACK = {"back_url": "/check-ins/", "back_label": "Check-ins"}


def check_in_or_404(request: HttpRequest, pk: UUID) -> CheckIn:
    return get_object_or_404(CheckIn.objects.visible_to(person_of(request)).select_related("couple"), pk=pk)


def own_rows(person: Person, words: Words) -> list[dict[str, Any]]:
    """Every question with what this person wrote to it."""
    return rows(words, reading.clause_texts(person, named_clauses(words)))


def has_mail(person: Person) -> bool:
    """Whether this person asked for mail."""
    return Subscription.objects.visible_to(person).exists()
