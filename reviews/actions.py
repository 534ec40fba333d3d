"""What the two do while they go through the draft together, and one's own notes. The sitting is locked first, so that
nothing happens during a break; each deed is then the agreement's own."""

from uuid import UUID

from django.db import transaction

from agreement import actions as agreement
from agreement.actions.working_copy import lines_of, locked_line, working_of
from agreement.models import SITTING, Clause, Mark
from agreement.refusals import LineGone
from couples.actions import locked_couple_of
from people.models import Person
from sealed.actions import drop_draft
from together import actions as together
from together.models import Sitting

from .models import ROOM, Note
from .refusals import NoNoteHere, NothingToRead

END = ""
"""The place after the last line."""
NOTE = "note-"


def begin(person: Person) -> Sitting:
    """Opens the sitting at the first line of the draft, which is begun from the text in force where there is none.
    Twice does no harm. Refuses NotTwoYet and NothingToRead."""
    with transaction.atomic():
        first = lines_of(agreement.begin_draft(person)).first()
        if first is None:
            raise NothingToRead
        return together.begin(person, SITTING, str(first.pk))


def move(person: Person, *, seen: str, to: str) -> None:
    """Moves both from the place that was on the page to another: the id of a line, or `END`. Refuses NoSitting,
    OnBreak, and LineGone where no line of the draft has that id. One that was deleted is still there for a day."""
    with transaction.atomic():
        sitting = together.locked_sitting(person, SITTING)
        if to != END and not Clause.unscoped.filter(pk=to, version=working_of(sitting.couple)).exists():
            raise LineGone
        together.move(person, SITTING, seen=seen, to=to)


def mark(person: Person, line_id: UUID, says: str, *, seen: int) -> None:
    """Says of a line that it fits, or that it wants talking about; a note about these words stays. Refuses NoSitting,
    OnBreak, LineGone and WordsChanged."""
    with transaction.atomic():
        together.locked_sitting(person, SITTING)
        mine = Mark.unscoped.filter(person=person, clause=line_id, revision=seen).first()
        agreement.mark_line(person, line_id, says, mine.note if mine else "", seen=seen)


def let_go(person: Person, line_id: UUID, *, seen: int) -> None:
    """Takes a line out of the draft; for a day either can bring it back. Refuses NoSitting, OnBreak, LineGone and
    WordsChanged."""
    with transaction.atomic():
        together.locked_sitting(person, SITTING)
        agreement.remove_clause(person, line_id, seen=seen)


def bring_back(person: Person, line_id: UUID) -> None:
    """Puts such a line back. Twice does no harm. Refuses NoSitting, OnBreak, LineGone, TooLateToUndo and
    TooManyLines."""
    with transaction.atomic():
        together.locked_sitting(person, SITTING)
        agreement.bring_line_back(person, line_id)


def put_on_talk_list(person: Person, line_id: UUID) -> None:
    """Puts a line on the talk list, in its words of now. Pressed twice, or by both, it is there once. Refuses
    NoSitting, OnBreak, LineGone, NotTwoYet and TooManySubjects."""
    with transaction.atomic():
        together.locked_sitting(person, SITTING)
        together.add_once(person, line_id, locked_line(person, line_id).text)


def make_ready(person: Person) -> None:
    """Offers the draft for signing. Refuses NoSitting, OnBreak, NothingToOffer and NotTwoYet."""
    with transaction.atomic():
        together.locked_sitting(person, SITTING)
        agreement.offer(person)


def stop(person: Person) -> None:
    """Ends the sitting for both; the draft stays as it is. Twice does no harm. Refuses OnBreak."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is not None:
            together.refuse_on_break(couple, SITTING)
            together.end(couple, SITTING)


def of_note(line_id: UUID) -> str:
    """The key of a note that is being typed."""
    return f"{NOTE}{line_id}"


def write_note(person: Person, line_id: UUID, text: str, *, typed: int | None = None) -> None:
    """Keeps a note for oneself about a line; without a word there is none. `typed`: the revision of what was kept while
    it was typed, which goes. Refuses NoNoteHere outside a couple."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        if couple is None:
            raise NoNoteHere
        drop_draft(person, f"{ROOM}:{of_note(line_id)}", typed)
        note = Note.unscoped.filter(person=person, line=line_id).first()
        if not text:
            if note is not None:
                note.delete()
            return
        note = note or Note(person=person, couple=couple, line=line_id)
        note.body = {"words": {"note": text}}
        note.save()


def forget_typed_note(person: Person, line_id: UUID, typed: int | None = None) -> None:
    """Destroys what that person was typing into a note. Twice does no harm."""
    with transaction.atomic():
        drop_draft(person, f"{ROOM}:{of_note(line_id)}", typed)


def delete_note(person: Person, note_id: UUID) -> None:
    """Destroys a note for good. Twice does no harm."""
    Note.unscoped.filter(person=person, pk=note_id).delete()
