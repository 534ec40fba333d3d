"""What the agreement hands over for an export: the texts both signed, the draft of both, one's own lines."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext

from couples.export.shape import YOU, Item, Paper, Room, Said, Section, Signed, iso
from couples.models import Partner
from couples.us import Us
from pages.visibility import ONLY_YOU, SEALED, SHARED
from people.models import FORMER_PARTNER, Person
from sealed.pieces import pieces_of
from vault.keyring import Destroyed

from .document import LineWords
from .labels import FURTHER_LABELS, LASTS, further_of, lasts_label
from .models import (
    Clause,
    Guess,
    Mark,
    OwnSituation,
    SetAside,
    Signature,
    SigningNote,
    TopicChoice,
    Version,
    document_of,
)
from .reading import (
    clauses_of,
    clauses_with_deleted,
    marks_of,
    own_lines_with_deleted,
    own_signature,
    signatures_of,
    signed_versions,
    texts_of,
)
from .situations.deck import topics
from .situations.ratings import RATINGS
from .version_page import terms_of


def export(us: Us) -> Room:
    sections = (
        Section(gettext("What you both signed"), tuple(_signed(us, version) for version in signed_versions(us.person))),
        Section(gettext("The draft of both of you"), tuple(_draft(us))),
        Section(gettext("Lines of your own"), tuple(_own_lines(us))),
        Section(gettext("Set aside"), tuple(_aside(us))),
        Section(gettext("Situations"), tuple(_situations(us.person))),
        Section(gettext("What you noted about signing"), tuple(_notes(us.person))),
    )
    return Room("agreement", gettext("Agreement"), sections)


def _signed(us: Us, version: Version) -> Item:
    """With its document as it was hashed, so that it can be checked without this server."""
    assert version.review_on is not None
    document = document_of(version, clauses_of(us.person, version), version.review_on)
    signatures = tuple(_signature(row) for row in signatures_of(us.person, version))
    paper = Paper(document.canonical().decode(), version.sha256, signatures, _names(us, version), _labels())
    return Item(
        gettext("Version {number}").format(number=version.number), iso(version.in_force_on), SHARED, paper=paper
    )


def _signature(row: Signature) -> Signed:
    try:
        name = str(row.body["name"])
    except Destroyed:
        name = str(FORMER_PARTNER)
    return Signed(name, row.signed_on.isoformat())


def _names(us: Us, version: Version) -> dict[str, str]:
    """Whom the ids in the text stand for. Of a space that’s closed, the other's name is no longer said."""
    places = Partner.objects.visible_to(us.person).filter(couple=version.couple_id)
    ids: list[UUID] = list(places.values_list("person", flat=True))
    is_ours = us.couple is not None and us.couple.pk == version.couple_id
    other = us.other_name if is_ours else ""
    return {str(pk): us.person.name if pk == us.person.pk else other or str(FORMER_PARTNER) for pk in ids}


def _labels() -> dict[str, str]:
    """What the parts of a line are called, by their names in the text."""
    return {name: str(label) for name, label in {**LASTS, **FURTHER_LABELS}.items()}


def _draft(us: Us) -> Iterator[Item]:
    """The draft there is, and what of it and of a discarded one can still be brought back."""
    texts = texts_of(us)
    for clause in clauses_with_deleted(us.person, texts.working) if texts.working else ():
        yield _line(us, clause, gettext("A line that was deleted") if clause.deleted_on else gettext("A line"))
    for marks in (marks_of(us.person, texts.working) if texts.working else {}).values():
        yield from (_mark(us, mark) for mark in marks)
    for discarded in texts.discarded:
        for clause in clauses_of(us.person, discarded.version):
            yield _line(us, clause, gettext("A line of a draft that was put away"))
    mine = own_signature(us.person, texts.working)
    if mine is not None:
        yield Item(
            gettext("Your signature"), iso(mine.signed_on), ONLY_YOU, (Said(gettext("Name"), str(mine.body["name"])),)
        )


def _line(us: Us, clause: Clause, title: str) -> Item:
    by_me = clause.edited_by_id == us.person.pk
    by = YOU if by_me else us.other_name or gettext("your partner")
    return Item(title, iso(clause.edited_on), SHARED, tuple(_parts(clause.line, by, terms_of(us, clause.line))))


def _parts(line: LineWords, by: str, terms: str) -> Iterator[Said]:
    """The words of a line, for whom and how long, and what it has besides."""
    yield Said(line.topic, line.text, by)
    if terms:
        yield Said(gettext("For whom and how long"), terms)
    for label, words in further_of(line):
        yield Said(label, words)


def _mark(us: Us, mark: Mark) -> Item:
    """What one of the two says of a line. The other's is here because both have said something of the same words."""
    by = YOU if mark.person_id == us.person.pk else us.other_name or gettext("your partner")
    said = "\n".join(filter(None, (mark.said, mark.note)))
    return Item(
        gettext("What you say of a line"),
        visibility=ONLY_YOU if by == YOU else SHARED,
        said=(Said(mark.clause.text, said, by),),
    )


def _own_lines(us: Us) -> Iterator[Item]:
    for line in own_lines_with_deleted(us.person):
        title = gettext("A line you deleted") if line.deleted_on else gettext("A line")
        yield Item(title, visibility=ONLY_YOU, said=tuple(_parts(line.line, YOU, lasts_label(line.line))))


def _aside(us: Us) -> Iterator[Item]:
    for aside in SetAside.objects.visible_to(us.person):
        by = gettext("you") if aside.person_id == us.person.pk else us.other_name or gettext("your partner")
        yield Item(gettext("Your agreement is set aside"), iso(aside.set_on), SHARED, (Said(gettext("By"), by),))


def _situations(person: Person) -> Iterator[Item]:
    """What goes with the deck besides ratings, which are among the sealed answers."""
    titles = {topic.id: topic.title for topic in topics()}
    for choice in TopicChoice.objects.visible_to(person).select_related("person__key"):
        said = tuple(Said("", titles.get(topic, topic)) for topic in choice.words.get("topics", ()))
        yield Item(gettext("Topics that come first"), visibility=ONLY_YOU, said=said)
    guesses = list(Guess.objects.visible_to(person).select_related("person__key"))
    pieces = pieces_of(person, {guess.piece for guess in guesses})
    for guess in guesses:
        piece = pieces.get(guess.piece)
        asked = piece.prompts(person) if piece else {}
        said = tuple(
            Said(asked.get(card, card), str(RATINGS.get(rating, rating)))
            for card, rating in guess.words.get("guesses", {}).items()
        )
        yield Item(gettext("What you guessed"), visibility=ONLY_YOU, said=said)
    for row in OwnSituation.objects.visible_to(person).select_related("person__key"):
        # The other's is here because its round has opened.
        is_mine = row.person_id == person.pk
        by, seen = (YOU, SEALED) if is_mine else (gettext("your partner"), SHARED)
        yield Item(gettext("A situation of your own"), visibility=seen, said=(Said(row.title, row.text, by),))


def _notes(person: Person) -> Iterator[Item]:
    """One's notes about signing, each with its day; of one without words the day alone."""
    for note in SigningNote.objects.visible_to(person).select_related("person__key"):
        about = gettext("Version {number}").format(number=note.number) if note.number else ""
        said = (Said(about, note.text),) if note.text else ()
        yield Item(gettext("I did not sign freely"), iso(note.noted_on), ONLY_YOU, said, "" if said else about)
