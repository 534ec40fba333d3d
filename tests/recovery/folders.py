"""A small content folder, sound until a test spoils it."""

from pathlib import Path
from typing import Any

import yaml

from recovery.plan import checks, folder
from recovery.plan.activities import TRACKS, Catalogue

Meta = dict[str, Any]


def front(meta: Any, body: str = "") -> str:
    return f"---\n{yaml.safe_dump(meta)}---\n{body}"


PAGES = {"breathe": 1, "why": 2, "later": 3, "notes": 4, "other": 5, "page": 6, "gone": 7}


def entry(piece: str, kind: str = "read", **more: Any) -> Meta:
    return {
        "id": piece,
        "page": PAGES[piece],
        "title": piece,
        "kind": kind,
        "core": True,
        "minutes": 5,
        "purpose": "For.",
        **more,
    }


def open_entry(page: str) -> Meta:
    return {name: value for name, value in entry(page).items() if name not in {"kind", "core"}}


HINTS = dict.fromkeys(TRACKS, "“So it was.”")
SCALE = {"kind": "scale", "ends": ["empty", "full"], "words": "A sentence"}
CHOICE = {
    "kind": "choice",
    "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No", "about": "Not now."}],
}
OUTCOMES = [{"of": of, "title": "So", "text": "It is."} for of in (["yes", "yes"], ["no", "no"], ["no", "yes"])]


class Content:
    """A small, sound content folder. A test spoils one thing in it and asks what the checks say."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "steps").mkdir()
        (root / "pieces").mkdir()
        (root / "library").mkdir()
        (root / "rows.yaml").write_text("A1: what it is\n")
        self.step: Meta = {"id": "talk", "number": 1, "name": "Talk", "title": "Say it", "purpose": "To be heard."}
        self.step["pieces"] = [entry("breathe"), entry("why", "sealed"), entry("later", "talk")]
        self.around: Meta = {"pieces": [entry("notes", "reflect")], "my_part": ["breathe", "notes"]}
        self.breathe: Meta = {"covers": ["A1"], "library": True}
        self.reading = (
            "For all.\n\n## If you were hurt {#hurt}\n\nHurt.\n\n## To end\n\nEnd, and [notes](piece:notes).\n"
        )
        asked = {"id": "hope", "kind": "words", "prompt": "What I hope for", "hint": dict.fromkeys(TRACKS, "“Small.”")}
        week = {track: ["breathe", "notes", "why"] for track in TRACKS}
        self.today: Any = {"first_for_two": "why", "after_first_opening": "why", "weeks": [week]}
        self.why: Meta = {"covers": ["A1"], "visibility": "sealed", "opens": "at-once", "questions": [asked]}
        worded = {"hurt": "I noticed", "crossed": "I did", "both": "It was"}
        self.notes_text = ""
        shelf = {"id": "tonight", "title": "Tonight", "holds": ["breathe", "page"]}
        self.library: Meta = {"pages": [open_entry("page")], "shelves": [shelf], "say_little": "a the"}
        self.page: Meta = {"covers": ["A1"], "finds": "my ex texted"}
        self.page_text = "To read, and [breathe](piece:breathe).\n\n## If so\n\nSo.\n"
        self.notes: Meta = {"covers": ["A1"], "visibility": "only-you"}
        self.notes["questions"] = [{"id": "was", "kind": "line", "prompt": worded}]

    def write(self) -> None:
        (self.root / "steps" / "1-talk.md").write_text(front(self.step, "Hello.\n"))
        (self.root / "around.md").write_text(front(self.around))
        (self.root / "library.md").write_text(front(self.library))
        (self.root / "library" / "page.md").write_text(front(self.page, self.page_text))
        (self.root / "today.yaml").write_text(yaml.safe_dump(self.today))
        for piece, meta, body in (
            ("breathe", self.breathe, self.reading),
            ("why", self.why, ""),
            ("notes", self.notes, self.notes_text),
        ):
            (self.root / "pieces" / f"{piece}.md").write_text(front(meta, body))

    def decide(self, *, questions: Any = None, **more: Any) -> None:
        """Makes a decision of the sealed piece."""
        self.step["pieces"][1]["kind"] = "decide"
        asked = {**self.why["questions"][0], **CHOICE}
        words = {**self.why["questions"][0], "id": "words"}
        self.why.update(
            opens="next-morning", outcomes=OUTCOMES, questions=[words, *([asked] if questions is None else questions)]
        )
        self.why.update(more)

    def message(self) -> None:
        """Makes a message of the page for oneself, without what is answered to it."""
        self.around["pieces"][0]["kind"] = "message"
        self.notes.update(visibility="shared", questions=[{"id": "was", "kind": "line", "prompt": "Was"}])

    def stray(self, folder: str = "pieces") -> None:
        (self.root / folder / "stray.md").write_text(front(self.page if folder == "library" else self.breathe))

    def problems(self) -> list[tuple[str | None, str]]:
        self.write()
        found = checks.problems_in(self.root)
        assert all(problem.hint for problem in found)
        return [(problem.id, problem.msg) for problem in found]

    def load(self) -> Catalogue:
        self.write()
        return folder.load(self.root)
