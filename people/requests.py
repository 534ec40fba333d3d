"""The signed-in person of a request, with a type."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

from .models import Person


def person_of(request: HttpRequest) -> Person:
    """Who is signed in. Only for views behind the sign-in, which is every view that does not say otherwise."""
    return cast("Person", request.user)


def never_resent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view whose form is not kept where it comes after the session has ended: somebody else may have sent
    it from that browser, and nobody is to sign, seal, share or destroy what does not stand before their eyes."""
    view.never_resent = True  # type: ignore[attr-defined]
    return view


def recently_authenticated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view that only who said within five minutes that it is them may use. Others are asked "Is it you?"
    first, by password, code or passkey, and then come back; a form that they had sent is taken up where it stood."""
    guarded: Any = reauthentication_required(view)
    return cast("Callable[..., HttpResponse]", guarded)
