"""What was written about pieces of every room, and what of it has opened, for an export."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext

from couples.export.shape import Item, Room, Said, Section, iso
from couples.us import Us
from pages.visibility import ONLY_YOU, SEALED, SHARED

from . import actions, reading
from .folding import Words, in_person, value_of
from .models import Answer, Draft, LookAgain, Reveal
from .piece import Piece
from .pieces import pieces_of

Pieces = Mapping[str, Piece]


def export(us: Us) -> Room:
    person = us.person
    if us.couple:
        actions.open_due(us.couple)
    written = [
        row
        for model in (Draft, Answer)
        for row in model.objects.visible_to(person).select_related("person__key").order_by("piece", "pk")
    ]
    reveals = list(Reveal.objects.visible_to(person).order_by("opens_at", "piece"))
    again = list(LookAgain.objects.visible_to(person).order_by("day", "piece"))
    pieces = pieces_of(person, {row.piece for row in (*written, *reveals, *again)})
    sections = (
        Section(gettext("What you wrote"), tuple(_written(us, pieces, written))),
        Section(gettext("What has opened to both of you"), tuple(_opened(us, pieces, reveals))),
        Section(gettext("Your look-again days"), tuple(_look_again(pieces, again))),
    )
    return Room("sealed", gettext("What you wrote, and what has opened"), sections)


def _written(us: Us, pieces: Pieces, rows: Iterable[Draft | Answer]) -> Iterator[Item]:
    """What one wrote, in whichever couple, sealed or not."""
    for row in rows:
        kind = SEALED if isinstance(row, Answer) else ONLY_YOU
        title, day = _title(pieces, row.piece), iso(row.changed_on) if isinstance(row, Draft) else ""
        yield Item(title, day, kind, _said(us, pieces.get(row.piece), row.words))
        for words in row.before:
            yield Item(
                gettext("{title}, before").format(title=title), day, kind, _said(us, pieces.get(row.piece), words)
            )


def _opened(us: Us, pieces: Pieces, reveals: Iterable[Reveal]) -> Iterator[Item]:
    """Both answers, question by question, where both opened."""
    for reveal in reveals:
        piece = pieces.get(reveal.piece)
        opened = reading.pair_of(us.person, piece, reveal) if piece else None
        if piece is None or opened is None:
            continue
        said = []
        for pair in piece.readable_pairs(us.person, opened.questions):
            if not pair.folded:
                said.append(Said(pair.prompt, pair.mine))
                said.append(Said(pair.prompt, pair.theirs, us.other_name or gettext("your partner")))
        day = opened.opened_at.astimezone(us.person.tz).date()
        yield Item(gettext("{title}, opened").format(title=piece.title), day.isoformat(), SHARED, tuple(said))


def _look_again(pieces: Pieces, rows: Iterable[LookAgain]) -> Iterator[Item]:
    for row in rows:
        yield Item(_title(pieces, row.piece), iso(row.day), ONLY_YOU)


def _title(pieces: Pieces, piece_id: str) -> str:
    """Of a piece that its room no longer has, its id."""
    piece = pieces.get(piece_id)
    return str(piece.title) if piece else piece_id


def _said(us: Us, piece: Piece | None, words: Words) -> tuple[Said, ...]:
    """Every question that says something, those that the piece still asks first and in its order."""
    prompts = piece.prompts(us.person) if piece else {}
    order = [*(question for question in prompts if question in words), *(q for q in words if q not in prompts)]
    found = []
    for question in order:
        value = value_of(words, question)
        text = piece.say(us.person, question, value) if piece else str(value or "")
        if text or in_person(words, question):
            found.append(Said(prompts.get(question, question), text, in_person=in_person(words, question)))
    return tuple(found)
