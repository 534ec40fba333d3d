"""A message to somebody outside, written by one and looked at by the other: it is shown, answered, copied out by its
author, and not kept. It is never sent from here, and only its author changes a word of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from couples.requests import us_for
from couples.us import Us
from pages.content.fields import Field, is_rows_of, is_text
from pages.places import BOTH, Page
from people.models import Person
from people.requests import never_resent, person_of
from recovery import actions, reading
from recovery.plan import folder
from recovery.plan.activities import CHOICE, LINE, WORDS, Activity
from recovery.plan.fields import QUESTION
from recovery.plan.kinds import register

from . import shared

REPLY = "reply"


class Message(shared.SharedPiece):
    answer_template = "recovery/message_answer.html"

    def context(self, us: Us) -> dict[str, Any]:
        reply = reply_to(self.activity)
        theirs = reading.shared_pages(us, reply.id)[reply.id].theirs
        answered = Reply(reply).lines(us, theirs.all_words) if theirs else None
        return {**super().context(us), "answered": answered}

    def reading_context(self, us: Us) -> dict[str, Any]:
        return {"reply_url": reverse("recovery:piece", args=[reply_to(self.activity).id])}


class Reply(shared.SharedPiece):
    """What its reader says to it."""

    def finished(self, person: Person) -> str:
        return self.address("sharing")

    def is_kept(self, us: Us) -> bool:
        return self.pages_of(us).mine is not None


def reply_to(activity: Activity) -> Activity:
    """The page on which the reader of a message answers it."""
    questions = tuple(folder.question(asked, None) for asked in activity.more[REPLY])
    return replace(
        activity,
        id=f"{activity.id}-{REPLY}",
        title=activity.more["reply_title"],
        questions=questions,
        sections=(),
        variant=REPLY,
    )


def there(page: Page[Activity]) -> Page[Activity]:
    """The same page; of a reply, only while there is a message to answer."""

    def view(request: HttpRequest, activity: Activity) -> HttpResponse:
        if activity.variant:
            message = activity.id.removesuffix(f"-{REPLY}")
            if reading.shared_pages(us_for(request), message)[message].theirs is None:
                raise Http404
        return page.view(request, activity)

    view.__dict__.update(vars(page.view))
    return Page(page.place, page.name, view, page.methods)


@never_resent
def ending(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Asked once; then the message, and what was answered to it, are gone for both."""
    if activity.variant:
        raise Http404
    if request.method == "POST":
        actions.end_message(person_of(request), activity, reply_to(activity))
        return redirect("couples:today")
    return render(request, "recovery/ending.html", {"activity": activity})


class LastMessage(shared.Shared):
    name = "message"
    question_kinds = (WORDS, LINE, CHOICE)
    fields: ClassVar[Mapping[str, Field]] = {
        "reply_title": Field(is_text, "a text", required=False),
        "reply": Field(is_rows_of(QUESTION), "a list of questions", required=False),
    }
    pages: ClassVar[tuple[Page[Activity], ...]] = (
        *map(there, shared.Shared.pages),
        Page("ending/", "ending", ending, BOTH),
    )

    def piece(self, activity: Activity) -> shared.SharedPiece:
        return Reply(activity) if activity.variant else Message(activity)

    def variant(self, activity: Activity, name: str) -> Activity | None:
        return reply_to(activity) if name == REPLY else None

    def problems(self, activity: Activity) -> Iterator[tuple[str, str]]:
        if not activity.more.get(REPLY) or not activity.more.get("reply_title"):
            yield "A message has no answer.", "Add reply, a list of questions, and reply_title."


register(LastMessage())
