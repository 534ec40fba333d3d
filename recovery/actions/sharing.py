"""Showing the other what one has written for a piece, and taking it back. The person is locked first, then the
couple."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

import clock
from couples.actions import locked_couple_of, locked_couple_of_two
from couples.models import Couple
from pages.refusals import Refused
from people.beneath import body_with
from people.models import Person
from recovery.models import ROOM, SharedPage, SharedRead
from recovery.plan.activities import Activity
from sealed.folding import Words, says_something
from sealed.models import Draft
from sealed.refusals import BlankAnswer, StaleDraft


class NotTwoYet(Refused):
    title = _("Sharing takes two.")
    sentence = _("What you wrote is saved, and only you can read it. You can share it once your partner has joined.")


def share(person: Person, activity: Activity, *, shown: str | None = None) -> SharedPage:
    """Shows the other what is kept of a piece, as it stands. With the same words again, nothing changes.

    `shown`: the fingerprint of the words that stood on the page. Refuses NotTwoYet, BlankAnswer, and StaleDraft where
    something else has been kept since.
    """
    with transaction.atomic():
        couple = locked_couple_of_two(person)
        if couple is None:
            raise NotTwoYet
        draft = _draft(person, activity)
        words = _asked(activity, draft.words) if draft else {}
        if draft is None or not says_something(words):
            raise BlankAnswer
        if shown is not None and draft.fingerprint != shown:
            raise StaleDraft
        page = _page(person, couple, activity)
        if page is None:
            page = SharedPage(person=person, couple=couple, activity=activity.id, revision=0)
        elif page.all_words == words:
            return page
        page.body = body_with(words, page)
        page.revision += 1
        page.shared_on = clock.today(person.tz)
        page.save()
    return page


def take_back(person: Person, activity: Activity) -> None:
    """Ends what is shared of a piece: its words are their author's draft, as before. Twice does no harm."""
    with transaction.atomic():
        couple = locked_couple_of(person)
        page = _page(person, couple, activity) if couple else None
        if page is not None:
            page.delete()


def mark_read(person: Person, page: SharedPage) -> None:
    """Remembers, for this person alone, that they are done reading the page as it stands."""
    SharedRead.unscoped.update_or_create(person=person, page=page, defaults={"revision": page.revision})


def end_message(person: Person, message: Activity, reply: Activity) -> None:
    """Destroys a message that is not kept, and what was answered to it: for both, once its author is done with it.

    What its reader has written and not shared stays theirs.
    """
    with transaction.atomic():
        couple = locked_couple_of(person)
        draft = _draft(person, message)
        take_back(person, message)
        if draft is not None:
            draft.delete()
        replies = SharedPage.unscoped.filter(couple=couple, activity=reply.id).exclude(person=person) if couple else ()
        for page in replies:
            kept = _draft(page.person, reply)
            if kept is not None and _asked(reply, kept.all_words) == page.all_words:
                kept.delete()
            page.delete()


def _asked(activity: Activity, words: Words) -> Words:
    """Of what is kept, what the piece asks for now: what its page doesn't show is not shared unseen."""
    parts = [part for question in activity.questions for part in question.parts]
    return {part: words[part] for part in parts if part in words}


def _draft(person: Person, activity: Activity) -> Draft | None:
    piece = f"{ROOM}:{activity.id}"
    return Draft.unscoped.filter(person=person, piece=piece).select_related("person").first()


def _page(person: Person, couple: Couple, activity: Activity) -> SharedPage | None:
    pages = SharedPage.unscoped.filter(couple=couple, person=person, activity=activity.id)
    return pages.select_related("person", "couple").first()
