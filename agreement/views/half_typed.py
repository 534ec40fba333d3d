"""A line while it is being typed, and what one says of it: where they are found, and what their forms begin with."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

import clock
from agreement import wording
from agreement.forms import ClauseForm
from agreement.models import WORKING, Clause, OwnLine
from agreement.pieces import LinePiece, MarkPiece, changed_line, mark_of, new_line, new_own_line, topic_sitting
from agreement.reading import standing_clauses, standing_own_lines
from agreement.situations.deck import NoSuchTopic
from agreement.situations.ratings import DASH
from couples.requests import us_for
from pages.numbers import small_number
from people.requests import person_of
from sealed.half_typed import half_typed_by
from sealed.reading import opened_pairs, overview_of

# So many lines make a first agreement: then patterns are folded away.
ENOUGH_LINES = 3


def find_new(_request: HttpRequest) -> LinePiece:
    return new_line()


def find_new_own(_request: HttpRequest) -> LinePiece:
    return new_own_line()


def find_clause(request: HttpRequest, clause_id: UUID) -> LinePiece:
    return changed_line(clause_or_404(request, clause_id), _seen(request))


def find_own_line(request: HttpRequest, line_id: UUID) -> LinePiece:
    return changed_line(own_line_or_404(request, line_id), _seen(request))


def find_mark(request: HttpRequest, clause_id: UUID) -> MarkPiece:
    return mark_of(clause_or_404(request, clause_id), _seen(request))


def clause_or_404(request: HttpRequest, clause_id: UUID) -> Clause:
    return get_object_or_404(working_clauses(request), pk=clause_id)


def working_clauses(request: HttpRequest) -> QuerySet[Clause]:
    """The lines of the draft of the couple one is in now: the door shows no other working copy."""
    return standing_clauses(person_of(request)).filter(version__state__in=WORKING)


def own_line_or_404(request: HttpRequest, line_id: UUID) -> OwnLine:
    return get_object_or_404(standing_own_lines(person_of(request)), pk=line_id)


def begun(request: HttpRequest, piece: LinePiece) -> dict[str, Any]:
    """What the form of a new line begins with: what was being typed, and below it once the pattern that was tapped, or
    the beginning of a line about a situation. No words travel in an address."""
    initial = dict(half_typed_by(person_of(request), piece))
    tapped = _from_card(request) or _from_pattern(request)
    if tapped is None:
        return initial
    topic, text = tapped
    typed = str(initial.get("text") or "")
    initial["topic"] = initial.get("topic") or topic
    initial["text"] = typed if text in typed else f"{typed}\n{text}".strip()
    return initial


def _from_pattern(request: HttpRequest) -> tuple[str, str] | None:
    """The topic and the words of the pattern of that number; None where none was tapped."""
    numbered = {str(number): pattern for number, pattern in enumerate(wording.PATTERNS, start=1)}
    pattern = numbered.get(request.GET.get("pattern", ""))
    return (str(pattern.topic), str(pattern.text)) if pattern else None


def _from_card(request: HttpRequest) -> tuple[str, str] | None:
    """The topic and the beginning of a line about a situation that has opened to this reader, with what both noted."""
    us = us_for(request)
    try:
        topic = topic_sitting(us, request.GET.get("cards", ""))
    except NoSuchTopic:
        return None
    # Not past the envelope: what has opened is read first.
    has_read = topic.id in overview_of(us, clock.today(us.person.tz)).read
    opened = opened_pairs(us, [topic]).get(topic.id) if has_read else None
    asked = request.GET.get("card", "")
    each = next((one for one in topic.differences(opened.questions) if one.card.id == asked), None) if opened else None
    if each is None or each.how_far == DASH:
        return None
    return topic.topic.title, wording.line_about(each.card.title, [each.my_note, each.their_note])


def typed_in(form: ClauseForm) -> int | None:
    """The revision of what was kept while these words were typed; None where the form does not say."""
    revision: int | None = form.cleaned_data["revision"]
    return revision


def _seen(request: HttpRequest) -> int:
    """Which words the typing began from: a number that no line has, where the page does not say."""
    return small_number(request.GET.get("seen", "")) or 0
