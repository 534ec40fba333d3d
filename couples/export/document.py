"""The two files: JSON for machines, and one page for people, with its styles and pictures inside."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from people.models import FORMER_PARTNER

FORMAT = 1
STYLES = ("css/tokens.css", "css/export.css")
# The file holds no script and asks nobody for anything, wherever it is opened.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

Rooms = Sequence[Mapping[str, Any]]


def as_json(rooms: Rooms, made_on: date) -> str:
    """The export as docs/export.md describes it."""
    content = {"format": FORMAT, "made_on": made_on.isoformat(), "rooms": list(rooms)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_page(rooms: Rooms, made_on: date) -> str:
    """The same to read and to print."""
    context = {"rooms": list(_readable(rooms)), "made_on": made_on, "style": _style(), "policy": POLICY}
    return render_to_string("couples/export/page.html", context)


def _readable(rooms: Rooms) -> Iterator[dict[str, Any]]:
    for room in rooms:
        sections = [
            {**section, "entries": [_entry(entry) for entry in section["entries"]]} for section in room["sections"]
        ]
        yield {**room, "sections": sections}


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(entry["day"]) if entry["day"] else None
    return {**entry, "day": day, "paper": _paper(entry["paper"])}


def _paper(paper: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if paper is None:
        return None
    text = json.loads(paper["canonical"])
    names = {"both": gettext("both of us"), **paper["names"]}
    signatures = [{**signed, "day": date.fromisoformat(signed["day"])} for signed in paper["signatures"]]
    return {
        **paper,
        "preamble": text["preamble"],
        "clauses": [_clause(clause, names, paper["labels"]) for clause in text["clauses"]],
        "review_on": date.fromisoformat(text["review_on"]),
        "signatures": signatures,
    }


def _clause(clause: Mapping[str, str], names: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Any]:
    """One line to be read: of a text of the first format it has fewer parts."""
    lasts = labels.get(clause.get("lasts", ""), "")
    terms = " · ".join(filter(None, (_for(names.get(clause["for"], FORMER_PARTNER)), lasts)))
    return {**clause, "terms": terms, "further": [(labels[name], clause[name]) for name in labels if clause.get(name)]}


def _for(name: str | Promise) -> str:
    return gettext("For {name}").format(name=name)


@lru_cache(maxsize=1)
def _style() -> SafeString:
    """Our own styles as they stand in static/. Nothing of anybody's is in them."""
    css = "".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in STYLES)
    return format_html("<style>{}</style>", mark_safe(css))  # noqa: S308
