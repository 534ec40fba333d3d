"""What a form must be to be read at all: whole, and in a shape that we know. Anything else is a calm 400."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.http import parse_header_parameters

MULTIPART = "multipart/form-data"
UTF_8 = ("utf-8", "utf8")
CHARSET = re.compile(r';\s*charset\*?=("[^"]*"|[^;]*)', re.IGNORECASE)
# More digits than any length that can be meant; Python refuses to read very many.
MOST_DIGITS = 15


class OnlyWholeForms:
    """Middleware, above the one for CSRF. A form that was cut off on its way would read as one with the rest of its
    fields emptied, and its token stands first: it is refused before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.method == "POST":
            try:
                refuse_unless_whole(request)
            except BadRequest:
                # The page that says so looks for a token, and must not read the form once more.
                request._mark_post_parse_error()  # type: ignore[attr-defined]
                raise
            request.POST  # noqa: B018 - what cannot be read is refused here, and not by only some of the views


def refuse_unless_whole(request: HttpRequest) -> None:
    """Raises BadRequest for a form that did not arrive as it says that it is."""
    length = length_of(request)
    body = body_of(request)
    if len(body) != length or (request.content_type == MULTIPART and not is_closed(request, body)):
        raise BadRequest("A form did not arrive whole.")


def length_of(request: HttpRequest) -> int:
    """How many bytes the form has by its header; none where it does not say. Raises BadRequest for another word."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise BadRequest("The length of a form is no number.")
    return int(said)


def body_of(request: HttpRequest) -> bytes:
    """What arrived. Raises BadRequest where the connection broke, and Django's own refusal where it is too much."""
    try:
        return request.body
    except UnreadablePostError as error:
        raise BadRequest("A form did not arrive.") from error


def is_closed(request: HttpRequest, body: bytes) -> bool:
    """Whether a form in parts ends as it says that it does."""
    said = request.content_params or {}
    boundary = said.get("boundary", "")
    is_ours = said.get("charset", "utf-8").lower() in UTF_8
    return is_ours and bool(boundary) and body.rstrip().endswith(f"--{boundary}--".encode("utf-8", "replace"))


def readable_type(said: str) -> str:
    """The type of content that a request says it has, without a charset: ours are UTF-8. Of some Django could not even
    make a request; they become a form without its boundary, which is refused where a page can be made."""
    try:
        kind, named = parse_header_parameters(said)
    except ValueError:
        return MULTIPART
    if kind == MULTIPART and named.get("charset", "utf-8").lower() not in UTF_8:
        return MULTIPART
    return CHARSET.sub("", said)
