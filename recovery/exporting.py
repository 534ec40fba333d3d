"""What the plan hands over for an export, besides what was written, which stands in `sealed`."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from couples.export.shape import YOU, Item, Room, Said, Section, iso
from couples.us import Us
from pages.visibility import ONLY_YOU, SHARED
from people.models import Person
from sealed.folding import Words, value_of

from .models import Done, SharedPage
from .pieces import find_pieces
from .plan import catalogue
from .plan.activities import NoSuchActivity


def export(us: Us) -> Room:
    shown = SharedPage.objects.visible_to(us.person).select_related("person__key", "couple")
    pages = list(shown.order_by("shared_on", "activity", "pk"))
    mine = [page for page in pages if page.person_id == us.person.pk]
    theirs = [page for page in pages if page.person_id != us.person.pk]
    sections = (
        Section(gettext("Done for now"), tuple(_done(us.person))),
        Section(gettext("What you shared"), tuple(_shared(us, mine, YOU))),
        Section(gettext("What was shared with you"), tuple(_shared(us, theirs, us.other_name))),
    )
    return Room("recovery", gettext("Plan"), sections)


def _shared(us: Us, pages: Iterable[SharedPage], by: str) -> Iterator[Item]:
    for page in pages:
        title, day = _title(page.activity), iso(page.shared_on)
        is_mine = page.person_id == us.person.pk
        yield Item(title, day, SHARED, tuple(_said(us, page.activity, page.all_words, by)))
        for words in page.before if is_mine else ():
            yield Item(
                gettext("{title}, before").format(title=title), day, SHARED, tuple(_said(us, page.activity, words, by))
            )


def _said(us: Us, activity_id: str, words: Words, by: str) -> Iterator[Said]:
    """Of a piece that the plan no longer has, the words without what was asked."""
    piece = find_pieces(us.person, [activity_id]).get(activity_id)
    if piece is None:
        yield from (Said("", str(value_of(words, question) or ""), by) for question in words)
        return
    for line in piece.readable(us.person, words):
        if line.value:
            yield Said(line.prompt, line.value, by)


def _done(person: Person) -> Iterator[Item]:
    for done in Done.objects.visible_to(person).order_by("day", "activity"):
        yield Item(_title(done.activity), iso(done.day), ONLY_YOU)


def _title(activity_id: str) -> str:
    """Of a piece that the plan no longer has, its id."""
    try:
        return catalogue.activity(activity_id).title
    except NoSuchActivity:
        return activity_id
