"""A kit for sittings: two people, each with a screen that polls, a clock that moves, and a connection that can be cut.

A room with a sitting says where its pages are: `Screen(client, "/review/")`.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

HTMX = {"HX-Request": "true"}
STOP_POLLING = 286


def live_of(text: str) -> str:
    """What both see: the part of a page that is asked for again and again, whole or as it was asked for."""
    return re.split(r'<p class="note" role="status" data-live-say|</main>', text.partition('id="live"')[2])[0].rstrip()


@dataclass(frozen=True)
class Button:
    """A button as it stands on a page: where its form goes, what it sends, and whether a script sends it."""

    address: str
    sent: tuple[tuple[str, str], ...]
    by_script: bool


class _Buttons(HTMLParser):
    """Reads what can be pressed in a page, each button with the fields of its form that nobody fills in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Button] = []
        self._form: dict[str, str | None] | None = None
        self._fields: list[tuple[str, str]] = []
        self._pressed: list[list[tuple[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = [(given["name"] or "", given.get("value") or "")] if "name" in given else []
        if tag == "form":
            self._form, self._fields, self._pressed = given, [], []
        elif tag == "input" and self._form is not None:
            self._fields += [each for each in named if each[0] != "csrfmiddlewaretoken"]
        elif tag == "button" and self._form is not None:
            self._pressed.append(named)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            address, by_script = self._form.get("action") or "", "hx-post" in self._form
            self.found += [Button(address, (*self._fields, *named), by_script) for named in self._pressed]
            self._form = None


@dataclass
class Screen:
    """One screen of a sitting, as its script would work it: it shows a page, asks whether there is anything new, and
    sends forms. `is_over` once it has been told to ask no more."""

    client: Client
    url: str
    shows: str = ""
    is_over: bool = False
    asked: list[int] = field(default_factory=list)

    def opens(self) -> str:
        """Loads the whole page."""
        response = self.client.get(self.url)
        assert response.status_code == 200, response.status_code
        self.is_over = False
        self._show(response)
        return self.shows

    def polls(self) -> int:
        """Asks once, unless it was told not to; the status of the answer, 0 where it did not ask."""
        if self.is_over:
            return 0
        response: Any = self.client.get(self.state_url, headers=HTMX)
        self.asked.append(response.status_code)
        if response.status_code != 204:
            self._show(response)
        self.is_over = response.status_code == STOP_POLLING
        return int(response.status_code)

    def presses(self, deed: str, *, lost: bool = False, **fields: Any) -> Any:
        """Sends the form of a deed. `lost`: it arrives, and its answer does not."""
        response = self.client.post(f"{self.url}{deed}/", fields, headers=HTMX)
        if not lost and response.status_code == 200:
            self._show(response)
        return response

    def sends(self, button: Button, *, lost: bool = False) -> Any:
        """Presses a button: of this page, or of an older one. Where its answer leads back here, the page is opened."""
        headers = HTMX if button.by_script else {}
        response: Any = self.client.post(button.address, dict(button.sent), headers=headers)
        if not lost and button.by_script and response.status_code == 200:
            self._show(response)
        elif not lost and response.status_code == 302 and response["Location"] == self.url:
            self.opens()
        return response

    @property
    def buttons(self) -> list[Button]:
        """What there is to press in what both see."""
        reader = _Buttons()
        reader.feed(live_of(self.shows))
        return reader.found

    @property
    def asks(self) -> bool:
        """Whether what it shows asks again and again."""
        return "hx-get" in self.shows and not self.is_over

    @property
    def state_url(self) -> str:
        found = re.search(r'hx-get="([^"]*)"', self.shows)
        return found[1].replace("&amp;", "&") if found else f"{self.url}state/"

    @property
    def tag(self) -> str:
        """What it shows, in a word."""
        found = re.search(r'data-live="([^"]*)"', self.shows)
        return found[1] if found else ""

    @property
    def news(self) -> str:
        """The kind of news that its last poll brought."""
        found = re.search(r'data-news="([^"]*)"', self.shows)
        return found[1] if found else ""

    @property
    def live(self) -> str:
        """What it shows, without what differs on every request."""
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-news="[^"]*"', "", live_of(self.shows))

    def says(self, words: str) -> bool:
        return words in self.live

    def _show(self, response: Any) -> None:
        self.shows = response.content.decode()
