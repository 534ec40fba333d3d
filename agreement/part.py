"""What the agreement promises about its rows, and what it has for Today and for the plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from couples.export.shape import Room
from couples.leaves import Leaf, NextDay, Rank, StepLink, Summary
from couples.models import Couple
from couples.parts import Part
from couples.us import Us
from pages.days import day_and_month, weekday
from people.models import Person

from . import actions, exporting
from .models import Version
from .reading import own_signature, set_aside_of, texts_of
from .topics import places

REVIEW_LASTS = timedelta(days=7)


class AgreementPart(Part):
    def join(self, couple: Couple) -> None:
        """What was drafted alone stays its author's: who joins finds nothing of it."""
        actions.keep_alone(couple)

    def close(self, couple: Couple, leaver: Person | None) -> None:
        """Unsigned words of two are of both, so nothing of them becomes anybody's own; lone signatures end."""
        actions.forget_removed(couple)
        actions.close_half_typed(couple)
        actions.forget_marks(couple)
        actions.keep_alone(couple)
        actions.close(couple)
        actions.forget_set_aside(couple)

    def erase(self, person: Person) -> None:
        """What was never signed by both goes."""
        actions.erase_unsigned(person)

    def export(self, us: Us) -> Room:
        return exporting.export(us)

    def summary(self, us: Us, today: date) -> Summary:
        if us.couple is None:
            return Summary()
        texts = texts_of(us)
        days = (_review(texts.in_force),) if texts.in_force and not set_aside_of(us) else ()
        return Summary(leaves=(*_leaves(us, today), *_topic_to_rate(us, today)), days=days)

    def step_links(self, us: Us, today: date) -> tuple[StepLink, ...]:
        return (_situations(us, today), _in_its_step(us, today))


def _leaves(us: Us, today: date) -> Iterator[Leaf]:
    """Never anything that depends on whether the other has signed, until both have."""
    texts = texts_of(us)
    if texts.working and texts.working.is_offered(today) and own_signature(us.person, texts.working) is None:
        yield _offered(texts.working)
    if texts.working and not texts.working.is_offered(today) and us.is_two:
        yield _draft(texts.working)
    if set_aside_of(us) is not None:
        return
    if texts.in_force and texts.in_force.in_force_on and texts.in_force.review_on:
        if texts.in_force.review_on <= today < texts.in_force.review_on + REVIEW_LASTS and not texts.working:
            yield _look_again(texts.in_force)
        elif texts.in_force.is_new(today):
            yield _in_force(texts.in_force)


def _topic_to_rate(us: Us, today: date) -> Iterator[Leaf]:
    """Where nothing else comes up: the deck, from the topic on that one has begun."""
    found = places(us, today) if us.is_two else []
    begun = next((place for place in found if place.state == "begun"), None)
    if begun:
        yield _rate(begun.address, gettext("You began this, and your words are saved."), gettext("Continue"))
    elif found and all(place.state == "blank" for place in found):
        text = gettext("Everyday situations, each on your own. A topic opens to you both once you’ve both sealed it.")
        yield _rate(reverse("agreement:cards"), text, gettext("Choose a topic"))


def _rate(url: str, text: str, label: str) -> Leaf:
    title = gettext("Where’s the line for you?")
    return Leaf("situations", Rank.LATER, title, text, action_label=label, action_url=url, minutes=5)


def _situations(us: Us, today: date) -> StepLink:
    """Where this reader is in the deck: what they have sealed and what has opened, and nothing of the other's."""
    found = places(us, today)
    opened = sum(place.piece.round > 1 or place.state in ("unread", "opened") for place in found)
    if opened:
        state = ngettext("{count} topic opened.", "{count} topics opened.", opened).format(count=opened)
    elif any(place.state != "blank" for place in found):
        state = gettext("You’ve begun.")
    else:
        state = ""
    return StepLink("agree", gettext("Situations"), state, reverse("agreement:cards"))


def _in_its_step(us: Us, today: date) -> StepLink:
    working, to_sign = texts_of(us).working, None
    if not us.is_two:
        state = gettext("You’d both need to sign one. You can already write lines for yourself.")
    elif working and working.is_offered(today):
        has_signed = own_signature(us.person, working) is not None
        to_sign = None if has_signed else replace(_offered(working), title=gettext("Read and sign your agreement"))
        counting = _counting(us)
        if has_signed:
            now = (
                gettext("You’ve signed a new text.")
                if counting
                else gettext("You’ve signed. It counts once you’ve both signed.")
            )
        else:
            now = gettext("A new text is ready to sign.") if counting else gettext("It’s ready to sign.")
        state = f"{counting} {now}".strip()
    elif working:
        draft = gettext("There’s a draft. It counts once you’ve both signed.")
        state = f"{_counting(us)} {draft}".strip()
    else:
        state = _counting(us) or gettext("You haven’t written any lines together yet.")
    return StepLink("agree", gettext("Our agreement"), state, reverse("agreement:agreement"), to_sign)


def _counting(us: Us) -> str:
    """What is in force now, as a sentence; nothing where nothing is."""
    in_force = texts_of(us).in_force
    if in_force is None or in_force.in_force_on is None:
        return ""
    if set_aside_of(us) is not None:
        return gettext("It’s set aside for a talk.")
    return gettext("In force since {day}.").format(day=day_and_month(in_force.in_force_on))


def _offered(version: Version) -> Leaf:
    return Leaf(
        key=f"offered-{version.pk}",
        rank=Rank.OFFERED,
        title=gettext("Your agreement is ready to sign"),
        text=gettext("You can sign it, change it or leave it. All three are fine."),
        action_label=gettext("Read it"),
        action_url=reverse("agreement:signing"),
        quiet_label=gettext("Not now"),
    )


def _draft(version: Version) -> Leaf:
    return Leaf(
        key=f"draft-{version.pk}",
        rank=Rank.OPEN,
        title=gettext("You have a draft of your agreement"),
        text=gettext("You can each change it. It counts once you’ve both signed."),
        action_label=gettext("Read it"),
        action_url=reverse("agreement:agreement"),
    )


def _look_again(version: Version) -> Leaf:
    return Leaf(
        key=f"review-{version.pk}",
        rank=Rank.TODAY,
        title=gettext("It’s your agreement’s review date"),
        text=(
            gettext(
                "Read it together again. It stays in force until you’ve both signed something else, or either of you "
                "sets it aside."
            )
        ),
        action_label=gettext("Go through it"),
        action_url=reverse("agreement:review"),
    )


def _in_force(version: Version) -> Leaf:
    return Leaf(
        key=f"in-force-{version.pk}",
        rank=Rank.SHARED,
        title=gettext("Your agreement is in force"),
        text=gettext("You’ve both signed the same words."),
        action_label=gettext("Read it"),
        action_url=reverse("agreement:in-force"),
    )


def _review(version: Version) -> NextDay:
    assert version.review_on is not None
    day = weekday(version.review_on)
    return NextDay(version.review_on, gettext("Your agreement’s review date is {day}.").format(day=day))
