"""The kinds of activity: what each is, and which there are. A module of `recovery/kinds/` is a kind."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext

from couples.leaves import Leaf, Rank
from couples.us import Us
from pages.content.fields import Field
from pages.places import Page
from pages.visibility import SEALED, SHARED
from sealed.piece import Piece

from .activities import LINE, WORDS, Activity

# Named in the plan, and without a module yet: a piece of such a kind has its place, and no file.
TO_COME = ("talk", "practise", "guided")


class Kind:
    """One kind of activity. A module of `recovery/kinds/` makes a subclass and registers one of it."""

    name: ClassVar[str]
    visibility: ClassVar[str | None] = None
    """Who sees what is written in a piece of it; None where nothing is written."""
    asks: ClassVar[bool] = False
    """Whether a piece of it must have questions."""
    takes: ClassVar[frozenset[str]] = frozenset()
    """The fields that the front matter of a piece may have besides `covers`, of those that several kinds know."""
    fields: ClassVar[Mapping[str, Field]] = {}
    """The fields that only this kind knows, and what they may hold. They are in `Activity.more`."""
    question_kinds: ClassVar[tuple[str, ...]] = (WORDS, LINE)
    """The kinds of question that a piece of it may have."""
    is_shareable: ClassVar[bool] = False
    """Whether what one wrote for oneself may be shared later."""
    is_for_one: ClassVar[bool] = False
    """Whether it is listed beside *My part* for who is here on their own."""
    library_template: ClassVar[str] = "recovery/library_page.html"
    """Its page for whoever is not signed in, where its file says that it is for anyone."""
    pages: ClassVar[tuple[Page[Activity], ...]]
    """What there is to see of a piece, the piece itself first."""

    @property
    def is_for_two(self) -> bool:
        return self.visibility in (SEALED, SHARED)

    def piece(self, activity: Activity) -> Piece:
        """What is written for it. Raises LookupError where nothing is."""
        raise LookupError(f"Nothing is written in a piece to {self.name}.")

    def variant(self, activity: Activity, name: str) -> Activity | None:
        """The page of a piece that has several, by what follows in its id and its address; None where there is none."""
        return None

    def page_of_day(self, activity: Activity, day: date) -> Activity | None:
        """Of the pages of a piece, the one that it is for on that day; None where it has only itself."""
        return None

    def is_finished(self, activity: Activity, us: Us, done: Collection[str]) -> bool:
        """Whether `us.person` is done with it for now. `done`: the ids of those that they marked themselves."""
        return activity.id in done

    def leaf(self, activity: Activity, *, begun: bool) -> Leaf:
        """What Today says of it when it comes next."""
        return Leaf(
            key=f"next-{activity.id}",
            rank=Rank.NEXT,
            title=activity.title,
            text=gettext("You began this, and your words are saved.") if begun else activity.purpose,
            action_label=gettext("Continue") if begun else gettext("Begin"),
            action_url=reverse("recovery:piece", args=[activity.id]),
            quiet_label=gettext("Not today") if begun else gettext("Something else"),
            quiet_url="" if begun else reverse("recovery:plan") + "#steps",
            visibility=self.visibility or "",
            may_be_shared=self.is_shareable,
            minutes=activity.minutes,
        )

    def problems(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """What is wrong in a piece of this kind, each with how to mend it: for `manage.py check`."""
        return iter(())


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by the module of a kind when it is imported. Refuses the name of another: a copied module would take its
    place."""
    known = _kinds.setdefault(kind.name, kind)
    if type(known) is not type(kind):
        raise ValueError(f"Both {type(known).__module__} and {type(kind).__module__} are the kind {kind.name!r}.")


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """The kind of that name; None where no module has it."""
    return _kinds.get(name)


def kind_of(activity: Activity) -> Kind:
    """The kind of a piece that is built: the checks refuse a file of any other."""
    return _kinds[activity.kind]
