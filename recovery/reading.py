"""What one reader has finished of the plan. Only through the doors: own rows, and what both have signed."""

from agreement.reading import texts_of
from couples.us import Us
from people.models import Person
from sealed.folding import Words, in_person, value_of

from . import catalogue
from .catalogue import Activity
from .models import Answer, Done, Entry

FOR_NOW = "for-now"


def done_by(person: Person) -> set[str]:
    """The ids of the pieces that this person is done with for now."""
    return set(Done.objects.visible_to(person).values_list("activity", flat=True))


def finished_by(us: Us) -> set[str]:
    """The same, with what they have sealed in this couple, and *For now* once a text is in force."""
    sealed = Answer.objects.visible_to(us.person).filter(couple=us.couple).values_list("activity", flat=True)
    agreed = {FOR_NOW} if texts_of(us).in_force else set()
    return done_by(us.person) | set(sealed) | agreed


def months_of(person: Person) -> list[Activity]:
    """The months of which this person has a page of their own, the newest first."""
    return catalogue.months_among(Entry.objects.visible_to(person).values_list("activity", flat=True))


def readable(activity: Activity, person: Person, words: Words) -> list[dict[str, object]]:
    """One's own words, question by question, worded for their track."""
    return [
        {
            "prompt": question.prompt(person.track),
            "value": value_of(words, question.id) or "",
            "in_person": in_person(words, question.id),
        }
        for question in activity.questions
    ]
