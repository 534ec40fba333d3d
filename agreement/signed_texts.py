"""The signed texts of one reader, space by space: from which day each was in force, and until which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from couples.us import Us

from .models import SIGNED, Clause, Version


@dataclass(frozen=True)
class SignedText:
    """One signed text. `until`: the day on which the next one came into force; None for the newest of its space."""

    version: Version
    is_ours: bool
    lines: int
    until: date | None

    @property
    def since(self) -> date:
        assert self.version.in_force_on is not None  # a constraint says so of what is signed
        return self.version.in_force_on

    @property
    def key(self) -> str:
        """What stands for it in an address: its number in the space one is in now, else its id."""
        return str(self.version.number if self.is_ours else self.version.pk)

    @property
    def address(self) -> str:
        name, key = ("version", self.version.number) if self.is_ours else ("earlier-version", self.version.pk)
        return reverse(f"agreement:{name}", args=[key])


@dataclass(frozen=True)
class Space:
    """All signed texts of one space, the newest first; at least one."""

    is_ours: bool
    texts: tuple[SignedText, ...]

    @property
    def keys(self) -> dict[str, SignedText]:
        return {text.key: text for text in self.texts}


def spaces_of(us: Us) -> list[Space]:
    """The spaces in which the reader has signed texts: the one they are in now, then those that are closed."""
    found = [_space(us, list(versions)) for _, versions in groupby(_signed(us), key=lambda each: each.couple_id)]
    return sorted(found, key=lambda space: not space.is_ours)


def _signed(us: Us) -> Iterator[Any]:
    clauses = Clause.objects.visible_to(us.person).filter(version=OuterRef("pk")).order_by().values("version")
    rows = Version.objects.visible_to(us.person).filter(state__in=SIGNED).select_related("couple__key")
    rows = rows.annotate(lines=Subquery(clauses.annotate(count=Count("pk")).values("count")))
    return iter(rows.order_by("-couple__opened_on", "couple", "-number"))


def _space(us: Us, versions: list[Any]) -> Space:
    is_ours = us.couple is not None and us.couple.pk == versions[0].couple_id
    days = [None, *(version.in_force_on for version in versions)]
    return Space(
        is_ours,
        tuple(
            SignedText(version, is_ours, version.lines or 0, until)
            for version, until in zip(versions, days, strict=False)
        ),
    )
