"""`manage.py demo`: a couple in its ninth week, made by the rooms' own actions with the clock moved back."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import clock
import couples.actions as couples
import letters.actions as letters
import people.actions as people
import reminders.actions
from agreement import actions as agreement
from agreement.document import LineWords
from agreement.models import Version, document_of
from agreement.pieces import TopicPiece
from agreement.reading import clauses_of
from agreement.situations.deck import topic
from agreement.situations.ratings import DEPENDS, FINE, NOT_OK
from checkins import actions as checkins
from checkins.models import CheckIn
from checkins.occurrences import MONTHLY, occurrence
from checkins.pieces import CheckInPiece
from config.management import story
from couples.us import us_of
from people.models import Person
from recovery import actions as recovery
from recovery.pieces import piece_of
from recovery.plan import catalogue
from recovery.reading import shared_pages
from sealed import actions as sealed
from sealed.folding import Words
from sealed.piece import Piece
from together import actions as together

PASSWORD_WORDS = ("river", "lamp", "seven", "oak", "kettle", "amber", "quiet", "north", "paper", "moss", "apple")
MAIL_HOUR = 9
SAID_IN_NOTES = {"Fine": FINE, "It depends": DEPENDS, "Not OK": NOT_OK}


class Command(BaseCommand):
    help = "Makes a demo couple, Robin and Alex, in an empty database. Never in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.TWOFOLD_MODE == "production":
            raise CommandError("There is no demo couple in production.")
        password = "-".join([*(secrets.choice(PASSWORD_WORDS) for _ in range(3)), str(secrets.randbelow(900) + 100)])
        # All or nothing: a start that breaks off here finds an empty database the next time.
        with transaction.atomic():
            if Person.objects.exists():
                raise CommandError("This database has persons already. The demo couple is made in an empty one only.")
            people = make_couple(password)
        text = how_to_sign_in(people, password)
        write_down(settings.TWOFOLD_DATA / "demo.txt", text)
        self.stdout.write(text)


def make_couple(password: str) -> list[Person]:
    """Robin and Alex, two months on; on Today there is a check-in for each."""
    with days_ago(60):
        robin, alex = people = [sign_up(name, track, password) for name, track in story.PEOPLE]
    with days_ago(59):
        couples.accept(alex, couples.invite(robin).body["token"])
        read(people, "the-first-days", "what-it-is-and-isnt")
    the_first_weeks(robin, alex)
    the_weeks_after(robin, alex)
    couple = couples.locked_couple_of(robin)
    if couple is not None:
        checkins.roll(couple)
    return people


def the_first_weeks(robin: Person, alex: Person) -> None:
    people = [robin, alex]
    with days_ago(57):
        for person in people:
            words = as_words(story.WHAT_HAPPENED[person.name])
            sealed.finish(person, piece_of(catalogue.activity("what-happened")), words)
    with days_ago(55):
        why = piece_of(catalogue.activity("why-i-am-here"))
        both_seal(people, why, {name: as_words(said) for name, said in story.WHY_I_AM_HERE.items()})
        both_open(people, why)
    with days_ago(53):
        sign(people, story.FOR_NOW)
    with days_ago(52):
        for person in people:
            reminders.actions.subscribe(person)
    with days_ago(51):
        share_the_contact_itself(people)
    with days_ago(50):
        words = as_words(story.SAY_IT_WITH_I[robin.name])
        sealed.finish(robin, piece_of(catalogue.activity("say-it-with-i")), words)
    for days, number in ((47, 1), (44, 2), (40, 3)):
        with days_ago(days):
            piece = TopicPiece(topic(number), 1)
            both_seal(people, piece, {person.name: ratings(piece, note) for note, person in enumerate(people)})
            both_open(people, piece)


def the_weeks_after(robin: Person, alex: Person) -> None:
    people, today = [robin, alex], clock.today(alex.tz)
    first = occurrence(today, MONTHLY, -1)
    with days_ago((today - first).days):
        checkins.set_rhythm(alex, MONTHLY, first)
        check_in = CheckInPiece(CheckIn.unscoped.get(day=first))
        both_seal(people, check_in, story.FIRST_CHECK_IN)
    with days_ago((today - first).days - 2):
        both_open(people, check_in)
    with days_ago(23):
        agreement.begin_draft(alex)
        version = sign(people, story.MORE_LINES)
        letters.write_letter(robin, version.pk, story.LETTER)
    cup = piece_of(catalogue.activity("how-full-is-your-cup"))
    with days_ago(16):
        both_seal(people, cup, {name: filled(cups) for name, cups in story.CUPS.items()})
    with days_ago(14):
        both_open(people, cup)
        read(people, "guardrails")
    with days_ago(9):
        for person, subject in zip(people, story.SUBJECTS, strict=True):
            together.add(person, subject)
    with days_ago(5):
        fourth = TopicPiece(topic(4), 1)
        sealed.seal(robin, fourth, ratings(fourth, 0))


@contextmanager
def days_ago(count: int) -> Iterator[None]:
    with clock.shifted(-timedelta(days=count)):
        yield


def sign_up(name: str, track: str, password: str) -> Person:
    """A person whose address is verified, as after typing the code; to look around, their password is enough."""
    address = f"{name.lower()}@example.org"
    person = Person.objects.create_user(address, password, name=name, mail_hour=MAIL_HOUR, password_is_enough=True)
    people.choose_track(person, track)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def read(people: list[Person], *activity_ids: str) -> None:
    for activity_id in activity_ids:
        for person in people:
            recovery.finish(person, catalogue.activity(activity_id))


def as_words(texts: dict[str, str]) -> dict[str, dict[str, str]]:
    return {question: {"value": text} for question, text in texts.items()}


def filled(cups: dict[str, tuple[int, str]]) -> Words:
    """A number for each cup, and its sentence."""
    words: dict[str, dict[str, Any]] = {}
    for cup, (number, sentence) in cups.items():
        words |= {cup: {"value": number}, f"{cup}-words": {"value": sentence}}
    return words


def both_seal(people: list[Person], piece: Piece, words: Mapping[str, Words]) -> None:
    for person in people:
        sealed.seal(person, piece, words[person.name])


def both_open(people: list[Person], piece: Piece) -> None:
    sealed.open_due()
    for person in people:
        sealed.mark_opened(person, piece)


def ratings(piece: TopicPiece, note: int) -> dict[str, dict[str, Any]]:
    """What one of two decent people says of each card: its writer has noted both."""
    words = {}
    for card in piece.cards:
        rating = next(key for said, key in SAID_IN_NOTES.items() if card.notes[note].startswith(said))
        words[card.id] = {"value": {"rating": rating, "note": card.notes[note]}}
    return words


def share_the_contact_itself(people: list[Person]) -> None:
    """Each shares their own; Robin has read Alex’s, and Alex has Robin’s still to read."""
    activity = catalogue.activity("the-contact-itself")
    for person in people:
        words = as_words({activity.questions[0].id: story.THE_CONTACT_ITSELF[person.name]})
        sealed.finish(person, piece_of(activity), words)
    robin, _ = people
    theirs = shared_pages(us_of(robin), activity.id)[activity.id].theirs
    if theirs is not None:
        recovery.mark_read(robin, theirs)


def sign(people: list[Person], lines: Iterable[LineWords]) -> Version:
    """Both sign what there is, with these lines."""
    for line in lines:
        agreement.add_clause(people[0], line)
    version = agreement.offer(people[0])
    if version.review_on is None:
        raise CommandError("The agreement was offered without a day to look at it again.")
    document = document_of(version, clauses_of(people[0], version), version.review_on)
    for person in people:
        version = agreement.sign(person, version.pk, document.sha256(), person.name)
    return version


def how_to_sign_in(people: list[Person], password: str) -> str:
    lines = [f"Open {settings.TWOFOLD_SITE_ROOT}/ and sign in as either of the two:"]
    lines += [f"  {person.name}: {person.email}" for person in people]
    return "\n".join([*lines, f"  password, for both: {password}", ""])


def write_down(place: Path, text: str) -> None:
    """Readable by whoever started it, and by nobody else on this computer."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
