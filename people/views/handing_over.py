"""Hand over: one phone between two."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from pages.onward import onward
from people import actions
from people.at_hand import is_small
from people.gates import open_in_small
from people.requests import never_resent, person_of


@open_in_small
@never_resent
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Ends this session and opens an empty sign-in, with nothing of anybody in it or in its address."""
    if not is_small():
        actions.hand_over(person_of(request), onward(request.POST.get("back", ""), reverse("couples:today")))
    logout(request)
    response = HttpResponse(status=303, headers={"Location": reverse("account_login")})
    # Not the cookies: a browser in which one's password is enough stays one, for each of the two.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
