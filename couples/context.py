"""What every page knows of the two of them."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazy

from .requests import us_for
from .us import Us


def pair(request: HttpRequest) -> dict[str, Any]:
    """`us` and `partner_name` are looked up only by a page that says them. `partner_name` is empty for who is on their
    own; `us` is nothing where nobody is signed in."""

    @cache
    def us() -> Us | None:
        user = getattr(request, "user", None)
        return us_for(request) if user is not None and user.is_authenticated else None

    def partner_name() -> str:
        found = us()
        return found.other_name if found else ""

    # A text that is looked up when it is said: blocktranslate calls nothing.
    return {"us": us, "partner_name": lazy(partner_name, str)()}
