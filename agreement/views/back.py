"""Where a sheet leads back to: the page that it was opened from, where its address says so; else the agreement."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from pages.onward import is_onward, onward

BACK = "back"


def back_from(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the address names; else the other."""
    return onward(request.GET.get(BACK, ""), otherwise)


def back_context(request: HttpRequest, at: str = "") -> dict[str, Any]:
    """What the sheet is given: the way back, at that place of the agreement's page, and what the address of its form
    ends with, so that the way stays the same."""
    asked = request.GET.get(BACK, "")
    if not is_onward(asked):
        return {"back_url": reverse("agreement:agreement") + at, "back_label": gettext("Agreement"), "kept_back": ""}
    return {"back_url": asked, "back_label": gettext("Back"), "kept_back": f"?{urlencode({BACK: asked})}"}
