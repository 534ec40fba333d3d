"""A version as it is shown: exactly the words that are hashed, with names in place of ids."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from couples.us import Us
from people.models import FORMER_PARTNER
from vault.keyring import Destroyed

from .aloud import words_aloud
from .document import BOTH, Document, LineWords
from .labels import FOR_BOTH, further_of, lasts_label
from .models import Clause, Signature, Version, document_of, review_day_of
from .reading import clauses_of, signatures_of


@dataclass(frozen=True)
class VersionLine:
    """One line as components/paper.html shows it: `terms` is for whom it is and for how long, `further` the label and
    the words of each part that it has besides."""

    topic: str
    text: str
    terms: str
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Signed:
    name: str
    signed_on: date


@dataclass(frozen=True)
class VersionPage:
    """What components/paper.html shows. `signatures` only once both have signed."""

    version: Version
    document: Document
    preamble: str
    clauses: tuple[VersionLine, ...]
    review_on: date
    signatures: tuple[Signed, ...] = ()

    @property
    def aloud(self) -> str:
        """The words to compare aloud."""
        return " · ".join(words_aloud(self.document.sha256()))


def version_page_of(us: Us, version: Version, today: date, clauses: list[Clause] | None = None) -> VersionPage:
    """The text of a version on its reader's page; with its lines, where they have been read already."""
    clauses = clauses_of(us.person, version) if clauses is None else clauses
    document = document_of(version, clauses, review_day_of(version, clauses, today))
    signatures = signatures_of(us.person, version) if version.is_signed else []
    return VersionPage(
        version=version,
        document=document,
        preamble=document.preamble,
        clauses=tuple(_line(us, line.words) for line in document.lines),
        review_on=document.review_on,
        signatures=tuple(Signed(_name(us, version, signature), signature.signed_on) for signature in signatures),
    )


def _line(us: Us, line: LineWords) -> VersionLine:
    return VersionLine(line.topic, line.text, terms_of(us, line), tuple(further_of(line)))


def terms_of(us: Us, line: LineWords) -> str:
    """For whom a line is, and for how long, as its reader sees it."""
    return " · ".join(filter(None, (whom(us, line.for_whom), lasts_label(line))))


def whom(us: Us, for_whom: str) -> str:
    """For whom a line is, by name."""
    if for_whom == BOTH:
        return str(FOR_BOTH)
    names = {str(us.person.pk): us.my_name, **({str(us.other.person_id): us.other_name} if us.other else {})}
    # Never the words for both: somebody could choose them as their name.
    return gettext("Only for {name}").format(name=names.get(for_whom) or FORMER_PARTNER)


def _name(us: Us, version: Version, signature: Signature) -> str:
    """The name as typed. Between two who share a space, with the one that the signer has there, where the two differ:
    nobody signs as somebody else."""
    try:
        typed = str(signature.body["name"])
    except Destroyed:
        return str(FORMER_PARTNER)
    chosen = us.name_of(signature.person_id) if us.couple and us.couple.pk == version.couple_id else typed
    return (
        typed
        if typed.casefold() == chosen.casefold()
        else gettext("{typed} (signed by {name})").format(typed=typed, name=chosen)
    )
