"""How one signs in: the address, the password, second steps, sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.accounts.factors import has_app, passkeys_of, recovery_codes_left
from people.requests import person_of


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    context = {
        "tab": "more",
        "passkeys": passkeys_of(person),
        "app": has_app(person),
        "codes_left": recovery_codes_left(person),
    }
    return render(request, "people/sign_in.html", context)
