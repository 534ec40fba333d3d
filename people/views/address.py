"""Once, after signing up: whether the address is private, and whether mail may come to it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import reminders.actions
from pages.onward import onward
from people import actions
from people.models import Person
from people.requests import person_of
from people.settings_forms import AddressForm
from reminders.models import Subscription


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """GET asks. POST keeps mail, hour and zone, and goes on to where one was going; what is said of the address itself
    is kept nowhere, so that nobody can find it."""
    person, goes_to = person_of(request), _onward(request)
    form = AddressForm(request.POST or None, initial=_initial(person), email=person.email)
    if request.method == "POST" and form.is_valid():
        _keep(person, form.cleaned_data)
        actions.answer_address_page(person)
        if form.cleaned_data["private"] == "yes":
            return redirect(goes_to)
        return redirect(f"{reverse('people:careful')}?{urlencode({'next': goes_to})}")
    context = {"form": form, "onward": goes_to}
    return render(request, "people/address.html", context, status=422 if form.errors else 200)


@require_safe
def careful(request: HttpRequest) -> HttpResponse:
    """What helps when somebody else may read one's mail."""
    has_mail = Subscription.objects.visible_to(person_of(request)).exists()
    return render(request, "people/careful.html", {"onward": _onward(request), "has_mail": has_mail})


def _initial(person: Person) -> dict[str, Any]:
    mail = "some" if Subscription.objects.visible_to(person).exists() else "none"
    return {"mail": mail, "mail_hour": person.mail_hour, "zone": person.zone}


def _keep(person: Person, said: dict[str, Any]) -> None:
    actions.choose_time(person, said["zone"], said["mail_hour"])
    if said["mail"] == "some":
        reminders.actions.subscribe(person)
    else:
        reminders.actions.unsubscribe(person)


def _onward(request: HttpRequest) -> str:
    """Where one was going, within this house."""
    return onward(request.POST.get("next") or request.GET.get("next") or "", reverse("couples:today"))
