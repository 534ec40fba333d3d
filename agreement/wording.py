"""What a line's words may make one think about. Notes, never prohibitions; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .document import LineWords
from .labels import further_of


@dataclass(frozen=True)
class Pattern:
    """A beginning of a line, to be finished in one's own words."""

    text: str | Promise
    topic: str | Promise = ""


_PLACE = _("This place")
# They come first: they are agreed in one evening, and what is written here is safer for it.
RULES_FOR_THIS_PLACE = (
    Pattern(
        _(
            "We don’t throw what’s written here at each other. If one of us wants to talk about it, we find a time "
            "that week, and either of us can stop."
        ),
        _PLACE,
    ),
    Pattern(_("We don’t read over each other’s shoulder, and we don’t ask to see what’s only for one of us."), _PLACE),
    # Never "to nobody": one line must not be able to shut somebody off from help.
    Pattern(
        _(
            "We each keep what we wrote ourselves, and don’t pass the other’s words around, even if we part. Asking "
            "someone we trust, a counsellor, a doctor, a lawyer or the police for help is always all right."
        ),
        _PLACE,
    ),
)
UNTIL_WE_HAVE_TALKED = (
    Pattern(_("I don’t write to the other person until we’ve talked about it, except what work needs.")),
    Pattern(_("If … writes, I tell you the same day.")),
    Pattern(
        _(
            "I don’t delete or rename anything between me and the other person until we’ve talked. Keeping it doesn’t "
            "mean you can look."
        )
    ),
    Pattern(_("We don’t look through each other’s phones.")),
    # Never "and with nobody else", for the same reason.
    Pattern(_("Each of us can talk about this with someone we trust, a counsellor or a doctor.")),
)
PATTERNS = RULES_FOR_THIS_PLACE + UNTIL_WE_HAVE_TALKED


def numbered_patterns() -> list[tuple[str, list[tuple[int, Pattern]]]]:
    """Every pattern with the number by which it is tapped, in groups with a heading."""
    numbered = list(enumerate(PATTERNS, start=1))
    first = len(RULES_FOR_THIS_PLACE)
    return [
        (gettext("Rules for this place"), numbered[:first]),
        (gettext("Until you’ve talked properly"), numbered[first:]),
    ]


def line_about(title: str, notes: Iterable[str]) -> str:
    """The beginning of a line about a situation: who does what, by when, and below it what both noted."""
    begun = gettext("“{title}”: if it comes up, I …, and I tell you the same day.").format(title=title)
    return "\n".join([begun, *(gettext("“{note}”").format(note=note) for note in notes if note)])


_VAGUE = re.compile(
    r"\b(in)?appropriate(ly)?\b|\b(dis)?respect(s|ful|fully|ing)?\b|\bflirt(s|y|ing|atious)?\b"
    r"|\btoo (much|often|close|far)\b"
    r"|\b(be|being|stay|act) (careful|good|nice|honest|open|loyal|faithful|normal|reasonable|better|transparent)\b"
    r"|\b(more|better|less) (careful|honest|open|loyal|respectful|considerate|transparent|often)\b"
    r"|\b(healthy|proper|reasonable|sensible) (boundar(y|ies)|limits?|distance|contact)\b"
    r"|\b(try|make an effort)\b|\bas (soon|little|much) as possible\b|\bwhen(ever)? necessary\b|\bif needed\b",
    re.IGNORECASE,
)

_NOT = r"(?<!not )(?<!n['’]t )(?<!never )(?<!nobody )"
_STOP = re.compile(
    r"\bpass ?(word|code|phrase)s?\b|\bpin( code| number)?s?\b|\bunlock\w*\b|\blog ?ins?\b"
    r"|\blocations?\b|\bgps\b|\btrack(s|er|ers|ing|ed)?\b|\bwhere(abouts)?\b.{0,20}\b(am|are|is|go|goes)\b"
    rf"|\b{_NOT}(check|search|look(s|ing)? (through|at|in|into)|go(es|ing)? through|read|inspect|control)\w*\b.{{0,40}}"
    r"\b(phone|mobile|messages?|chats?|inbox|e-?mails?|laptop|account)s?\b"
    r"|\b(friends?|famil(y|ies)|mother|father|mum|mom|dad|parents?|sisters?|brothers?|siblings?)\b"
    r"|\bmoney\b|\bsalar(y|ies)\b|\bwages?\b|\bspend(s|ing)?\b|\bbank\b|\bcredit cards?\b|\ballowance\b"
    r"|\bsex(ual|ually)?\b|\bintima(te|cy)\b"
    r"|\bleav(e|es|ing) (the )?(house|home|flat|apartment)\b|\bgo(es|ing)? out\b|\bstay(s|ing)? (at )?home\b",
    re.IGNORECASE,
)


def is_vague(text: str) -> bool:
    """Whether two people may each read something else into this."""
    return _VAGUE.search(text) is not None


def can_control(line: LineWords) -> bool:
    """Whether a line is about what can be used to control someone, in any part of it: then a note of care stands by."""
    return any(_STOP.search(words) for words in (line.topic, line.text, *(words for _, words in further_of(line))))
