"""Hand over: one phone between two."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people import actions
from people.requests import never_resent, person_of

LONGEST = 200


@never_resent
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Ends this session and opens an empty sign-in, with nothing of anybody in it or in its address."""
    actions.hand_over(person_of(request), _place(request.POST.get("back", "")))
    logout(request)
    response = HttpResponse(status=303, headers={"Location": reverse("account_login")})
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _place(path: str) -> str:
    """A page of ours to come back to; Today where it is none."""
    own = len(path) <= LONGEST and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    try:
        resolve(path)
    except Resolver404:
        own = False
    # Whoever holds the phone may not have the next sign-in end at once.
    return path if own and path != reverse("couples:out") else reverse("couples:today")
