"""Two signed texts side by side: what is different in their lines, their name and their review dates."""

from dataclasses import dataclass
from functools import partial

from couples.us import Us
from pages.days import full_day
from pages.differences import KEPT, Run, runs, whole

from .comparing import Compared, compared, is_reordered
from .models import Clause, Version
from .version_page import whom


@dataclass(frozen=True)
class Comparison:
    """What agreement/changes.html shows. `preamble` and `review` are empty where they are the same in both."""

    changes: list[Compared]
    is_reordered: bool
    preamble: tuple[Run, ...]
    review: tuple[Run, ...]

    @property
    def kept(self) -> int:
        """How many lines stand in both, word for word."""
        return sum(line.how == KEPT for line in self.changes)

    @property
    def are_same(self) -> bool:
        return self.kept == len(self.changes)


def comparison_of(
    us: Us, was: Version, lines_then: list[Clause], version: Version, lines_now: list[Clause]
) -> Comparison:
    """What became of the first text in the second; either may be the older one."""
    before, after = ([clause.line for clause in lines] for lines in (lines_then, lines_now))
    named = [str(each.body["preamble"]) for each in (was, version)]
    days = [full_day(each.review_on) if each.review_on else "" for each in (was, version)]
    return Comparison(
        changes=compared(before, after, partial(whom, us)),
        is_reordered=is_reordered(before, after),
        preamble=runs(*named) if named[0] != named[1] else (),
        review=whole(*days) if days[0] != days[1] else (),
    )
