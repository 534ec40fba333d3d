"""How much stands between two people and their first words: pages, words and presses, counted on the real pages.

docs/first-quarter-hour.md shows the same numbers; a page that grows has to say so there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from couples import actions
from people.models import Person
from tests.cast import PASSWORD, at
from tests.mail import arrived
from tests.writing import shown_on

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "first-quarter-hour.md"
FOLDED, NEVER_READ = "details", {"script", "style", "noscript", "template", "option", "title", "textarea"}
WITHOUT_END = {"input", "br", "img", "path", "use", "meta", "link", "hr"}


class Reader(HTMLParser):
    """The words of a page that are before one's eyes: of what is folded its summary, nothing that is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_END:
            return
        said = dict(attrs)
        is_hidden = "hidden" in said or "unseen" in (said.get("class") or "").split() or tag in NEVER_READ
        self.open.append((tag, is_hidden or "when-wanted" in (said.get("class") or "")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in WITHOUT_END and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        is_folded = FOLDED in tags and "summary" not in tags
        if "main" in tags and not is_folded and not any(hidden for _, hidden in self.open):
            self.words += data.split()


@pytest.fixture(autouse=True)
def _an_evening() -> Iterator[None]:
    """The greeting of the day is one of the words."""
    with at(datetime(2027, 5, 13, 20, tzinfo=UTC)):
        yield


@dataclass
class Walk:
    """What somebody passes: each page with its words, and how often they pressed something."""

    client: Client = field(default_factory=Client)
    pages: list[tuple[str, int]] = field(default_factory=list)
    presses: int = 0

    def reads(self, address: str) -> str:
        page = self.client.get(address, follow=True)
        assert page.status_code == 200, page
        reader = Reader()
        reader.feed(page.text)
        title = re.search(r"<title>(.*?) · ", page.text, re.DOTALL)
        assert title
        self.pages.append((" ".join(title[1].split()), len(reader.words)))
        return page.text

    def presses_on(self, address: str, fields: dict[str, str]) -> str:
        self.presses += 1
        answer = self.client.post(address, fields)
        assert answer.status_code == 302, answer.text
        return str(answer["Location"])

    def follows(self, address: str) -> str:
        self.presses += 1
        return self.reads(address)

    def signs_up(self, name: str, onward: str = "") -> str:
        """By its form and the code; returns where that leads."""
        email = f"{name.lower()}@example.org"
        self.follows(f"/account/signup/?next={onward}" if onward else "/account/signup/")
        self.presses += 1  # the tick
        fields = {"name": name, "email": email, "password1": PASSWORD, "adult": "on", "next": onward}
        code_page = self.presses_on("/account/signup/", fields)
        self.reads(code_page)
        code = re.search(r"Your code: (\S+)", arrived()[-1].body)
        assert code
        address = self.presses_on(code_page, {"code": code[1], "next": onward})
        self.reads(address)
        said = {"private": "yes", "mail": "none", "mail_hour": "12", "zone": "UTC", "next": onward or "/today/"}
        self.presses += 1  # who reads this address
        return self.presses_on("/address/", said)


def told(walk: Walk) -> str:
    rows = [f"| {title} | {words} |" for title, words in walk.pages]
    total = sum(words for _, words in walk.pages)
    return "\n".join([*rows, f"| **{len(walk.pages)} pages, {walk.presses} presses** | **{total}** |"])


def test_the_one_invited_up_to_the_first_field(alice: Person) -> None:
    token = actions.invite(alice).body["token"]
    walk = Walk()
    walk.reads(f"/join/{token}/")
    walk.reads(walk.signs_up("Bob", f"/join/{token}/yes/"))
    walk.reads(walk.presses_on(f"/join/{token}/yes/", {}))
    assert "You’ve both joined" in walk.client.get("/today/").text
    walk.presses += 1
    assert "<textarea" in walk.client.get("/plan/3/").text
    assert len(walk.pages) <= 6
    assert sum(words for _, words in walk.pages) <= 500
    assert told(walk) in DOCUMENT.read_text("utf-8"), told(walk)


def test_whoever_invites_up_to_the_first_sealed_answer() -> None:
    walk = Walk()
    walk.reads("/")
    walk.reads(walk.signs_up("Alice"))
    walk.follows("/invitation/")
    walk.reads(walk.presses_on("/invitation/", {}))
    walk.follows("/plan/3/")
    sent = {"question": "1", "hope": "That we laugh again", "revision": "0"}
    for number in ("2", "3"):
        walk.reads(walk.presses_on("/plan/3/", sent))
        sent = {"question": number, "revision": "1"}
    walk.reads(walk.presses_on("/plan/3/", sent))
    walk.reads(walk.presses_on("/plan/3/seal/", shown_on(walk.client, "/plan/3/seal/")))
    assert walk.pages[-1][0] == "Sealed"
    assert told(walk) in DOCUMENT.read_text("utf-8"), told(walk)
