"""Canaries: every private field of everybody holds a word of its own, and the registry knows who may read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.http import HttpResponse
from pypdf import PdfReader

WORD = re.compile(r"zq[a-z]+0[a-z]+0zq")


@dataclass
class Canaries:
    """Words made of small letters and noughts, so that no escaping, quoting or capital changes them on the way."""

    readers: dict[str, set[str]] = field(default_factory=dict)

    def plant(self, owner: str, what: str, *also: str) -> str:
        """A word for one field of `owner`. May be read by them, and by `also`."""
        word = f"zq{owner}0{what}0zq"
        assert WORD.fullmatch(word), word
        self.readers.setdefault(word, {owner}).update(also)
        return word

    def open_to(self, word: str, *readers: str) -> None:
        """From now on `readers` may read it too: it was shared, or it has opened."""
        self.readers[word].update(readers)

    def leaked(self, text: str, reader: str) -> set[str]:
        """The canaries in `text` that `reader` may not read. What `reader` has only just typed is nobody's canary."""
        return {word for word in WORD.findall(text) if reader not in self.readers.get(word, (reader,))}


def everything_in(response: HttpResponse) -> str:
    """All that somebody gets: the status line's reason, headers, cookies, body."""
    return "\n".join(
        [
            response.reason_phrase,
            *(f"{name}: {value}" for name, value in response.items()),
            response.cookies.output(),
            words_of(response),
        ]
    )


def words_of(response: HttpResponse) -> str:
    """The body as it is read; of a PDF the words of its pages, what it says of itself, and what is attached to it."""
    if response.get("Content-Type") != "application/pdf" or not response.content:
        return response.content.decode()
    pdf = PdfReader(BytesIO(response.content))
    attached = (each.content.decode() for each in pdf.attachment_list)
    return "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata), *attached])


def links_in(page: str) -> Iterator[str]:
    """Where a page leads: links and the pages of its forms, within this site."""
    for address in re.findall(r'(?:href|action|hx-get)="(/[^"#]*)', page):
        yield address.replace("&amp;", "&")
