"""What the six of the world do, once each: every word that they write is a canary."""

from datetime import date
from uuid import UUID

import agreement.actions as agreement
import checkins.actions as checkins
import clock
import couples.actions as couples
import letters.actions as letters
import reviews.actions as reviews
import together.actions as together
from agreement.models import Says, State, Version, document_of
from agreement.pieces import TopicPiece, new_line
from agreement.reading import clauses_of
from agreement.shown import shown as words_shown
from agreement.situations.deck import topic
from agreement.situations.ratings import DEPENDS, FINE, NOT_OK
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from people.models import Person
from recovery.plan import catalogue
from reviews.models import Note
from sealed import actions as sealed
from sealed.folding import Words
from tests.writing import show

from .world import SHARED, World


def make_couple(world: World, name: str, inviter: str, invited: str) -> Couple:
    token = couples.invite(world.people[inviter]).body["token"]
    couple = couples.accept(world.people[invited], token).couple
    world.couples[name] = couple
    return couple


def answer_words(world: World, owner: str, what: str, *readers: str) -> Words:
    """Words for the sealed piece. Of these `hope` may open; `give` is said by one only, `hard` is kept for talking."""
    plant = world.canaries.plant
    words: Words = {
        "hope": {"value": plant(owner, what + "hope", *readers)},
        "hard": {"value": plant(owner, what + "hard"), "in_person": True},
    }
    return {**words, "give": {"value": plant(owner, what + "give") if owner != "bob" else ""}}


def cards() -> TopicPiece:
    """The cards of the first topic, in the first round."""
    return TopicPiece(topic(1), 1)


def ratings(world: World, owner: str, what: str, *readers: str) -> Words:
    """Ratings of those cards, each with a note. The first may open; the second is for saying in person, and only alice
    rates the third."""
    notes = [world.canaries.plant(owner, what + "first", *readers), world.canaries.plant(owner, what + "second")]
    first, second, third = (card.id for card in cards().cards[:3])
    words: Words = {
        first: {"value": {"rating": FINE if owner == "alice" else NOT_OK, "note": notes[0]}},
        second: {"value": {"rating": DEPENDS, "note": notes[1]}, "in_person": True},
    }
    alone = {"rating": FINE, "note": world.canaries.plant(owner, what + "third")} if owner == "alice" else None
    return {**words, third: {"value": alone}}


def choose_and_guess(world: World, owner: str) -> None:
    """The topics that come first for `owner`, and a guess at what the other said of the first card."""
    person, plant = world.people[owner], world.canaries.plant
    agreement.choose_topics(person, [plant(owner, "chosentopic")])
    agreement.guess(person, cards().id, {cards().cards[0].id: plant(owner, "guess")})


def add_situation(world: World, owner: str, *readers: str) -> None:
    """A situation that `owner` has put beside the first topic."""
    plant = world.canaries.plant
    title, text = plant(owner, "situationtitle", *readers), plant(owner, "situationtext", *readers)
    agreement.add_situation(world.people[owner], cards().id, title, text)


def check_in_words(world: World, owner: str, what: str, *readers: str) -> Words:
    """Words for a check-in. Of these the thanks may open; only alice and charlie say a sentence, so it stays folded."""
    plant = world.canaries.plant
    mind = {part: plant(owner, what + part) for part in ("when", "feel", "need")}
    return {
        "us": {"value": 7},
        "us-words": {"value": plant(owner, what + "sentence") if owner in ("alice", "charlie") else None},
        "needs": {"value": ["touch"]},
        "agreement": {"value": {"line": plant(owner, what + "line")}, "in_person": True},
        "thanks": {"value": plant(owner, what + "thanks", *readers)},
        "mind": {"value": mind, "in_person": True},
    }


def add_line(world: World, owner: str, what: str, *readers: str) -> UUID:
    plant = world.canaries.plant
    words = agreement.LineWords(plant(owner, what + "text", *readers), plant(owner, what + "topic", *readers))
    return agreement.add_clause(world.people[owner], words).pk


def delete_line(world: World, owner: str, what: str, *readers: str) -> None:
    """A line that `owner` deleted, and that can be brought back."""
    agreement.remove_clause(world.people[owner], add_line(world, owner, what, *readers), seen=1)


def mark(world: World, owner: str, what: str, *readers: str) -> None:
    """What `owner` says of the line LINE: a note, which the other reads once they have said something of it too."""
    line, note = UUID(world.places["LINE"]), world.canaries.plant(owner, what, *readers)
    agreement.mark_line(world.people[owner], line, Says.TALK, note, seen=1)


def note_line(world: World, owner: str, line: UUID, what: str = "linenote") -> UUID:
    """What `owner` notes for themselves beside a line."""
    reviews.write_note(world.people[owner], line, world.canaries.plant(owner, what))
    return Note.unscoped.get(person=world.people[owner], line=line).pk


def type_half(world: World, owner: str) -> None:
    """What `owner` is typing into a new line of both."""
    words = {"text": {"value": world.canaries.plant(owner, "halftyped")}}
    sealed.keep(world.people[owner], new_line(), words)


def write_own_line(world: World, owner: str, what: str) -> UUID:
    """A line that its author wrote for themselves, whoever has joined them or joins them later."""
    plant = world.canaries.plant
    words = agreement.LineWords(plant(owner, what + "text"), plant(owner, what + "topic"))
    return agreement.write_own_line(world.people[owner], words).pk


def write_letters(world: World, version: Version, first: str, second: str, what: str, *readers: str) -> list[UUID]:
    """A letter of each to next year, sealed."""
    words = {who: world.canaries.plant(who, what + "letter", *readers) for who in (first, second)}
    return [letters.write_letter(world.people[who], version.pk, said).pk for who, said in words.items()]


def note_signing(world: World, owner: str) -> UUID:
    """What `owner` notes for themselves about a signature of theirs."""
    return agreement.note_signing(world.people[owner], world.canaries.plant(owner, "signingnote")).pk


def sign(world: World, who: str, what: str, *readers: str) -> Version:
    """`who` signs the working copy, as their page shows it."""
    person = world.people[who]
    offered = signing_of(person)
    assert offered is not None
    version, sha256, shown = offered
    name = world.canaries.plant(who, what + "signature", *readers)
    return agreement.sign(person, version.pk, sha256, name, shown)


def signing_of(person: Person) -> tuple[Version, str, str] | None:
    """The working copy that `person` can sign, the hash and the words that their page would carry."""
    rows = Version.objects.visible_to(person).filter(state=State.OFFERED).select_related("couple", "previous")
    version = rows.first()
    if version is None:
        return None
    document = document_of(version, clauses_of(person, version), version.review_day(clock.today(person.tz)))
    return version, document.sha256(), words_shown(document)


def sign_text(world: World, first: str, second: str, what: str) -> Version:
    add_line(world, first, what + "first", second)
    add_line(world, second, what + "second", first)
    agreement.offer(world.people[first])
    sign(world, first, what, second)
    return sign(world, second, what, first)


def seal_check_in(world: World, who: str, check_in: CheckIn, what: str, *readers: str) -> None:
    person = world.people[who]
    draft = sealed.keep(person, CheckInPiece(check_in), check_in_words(world, who, what, *readers))
    sealed.seal_draft(person, CheckInPiece(check_in), draft.fingerprint)


def next_check_in(couple: Couple, day: date) -> CheckIn:
    checkins.roll(couple)
    return CheckIn.unscoped.get(couple=couple, day=day)


def share_page(world: World, who: str, what: str, *readers: str) -> None:
    """`who` shows the other what they wrote for a piece."""
    activity = catalogue.activity(SHARED)
    questions = [question.id for question in activity.questions]
    words = {question: {"value": world.canaries.plant(who, what + "shared", *readers)} for question in questions[:1]}
    show(world.people[who], activity, words)


def add_subject(world: World, owner: str, what: str, *readers: str) -> UUID:
    """A subject that `owner` puts on the talk list in words of their own."""
    return together.add(world.people[owner], world.canaries.plant(owner, what + "subject", *readers)).pk
