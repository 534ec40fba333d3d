"""One's own mail on or off, the link that ends it, and the mailbox of a local run."""

import ipaddress
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from . import actions, mailbox, tokens
from .models import Subscription
from .sources import Reached


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Mail on or off, for oneself. Seen by nobody else."""
    person = cast("Reached", request.user)
    if request.method == "POST":
        return _change(request, person)
    subscribed = Subscription.objects.visible_to(person).exists()
    return render(request, "reminders/settings.html", {"tab": "more", "subscribed": subscribed, "person": person})


def _change(request: HttpRequest, person: Reached) -> HttpResponse:
    if request.POST.get("mail") == "on":
        actions.subscribe(person)
        messages.success(request, gettext("Email is on."))
    elif request.POST.get("mail") == "off":
        actions.unsubscribe(person)
        messages.success(request, gettext("Email is off."))
    return redirect("reminders:settings")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a mail (RFC 8058): POST acts at once, GET only shows a button, because scanners follow links."""
    if request.method == "POST":
        known, done = actions.unsubscribe_by_token(token), True
    else:
        known, done = tokens.subscription_of(token) is not None, False
    context = {"known": known, "done": done}
    return render(request, "reminders/stop.html", context, status=200 if known else 404)


@login_not_required
@require_safe
def mailbox_page(request: HttpRequest) -> HttpResponse:
    """Every mail of a local run."""
    _only_in_a_local_run(request)
    return render(request, "reminders/mailbox.html", {"letters": mailbox.letters()})


@login_not_required
@require_safe
def letter_page(request: HttpRequest, name: str) -> HttpResponse:
    """One mail of a local run."""
    _only_in_a_local_run(request)
    letter = mailbox.letter(name)
    if letter is None:
        raise Http404
    return render(request, "reminders/letter.html", {"letter": letter})


def _only_in_a_local_run(request: HttpRequest) -> None:
    """Whatever the server is bound to: on this page stand the codes with which one signs in."""
    if settings.TWOFOLD_MODE != "local" or not _is_this_machine(request):
        raise Http404


def _is_this_machine(request: HttpRequest) -> bool:
    """Whether it comes from where the server runs, and through nobody."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    through = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not through and (getattr(address, "ipv4_mapped", None) or address).is_loopback
