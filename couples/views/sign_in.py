"""How one signs in: the address, the password, second steps, sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from couples.accounts.factors import has_app, passkeys_of, recovery_codes_left
from couples.requests import person_of


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    context = {
        "tab": "more",
        "passkeys": passkeys_of(person),
        "app": has_app(person),
        "codes_left": recovery_codes_left(person),
    }
    return render(request, "couples/sign_in.html", context)
