"""Pages that anyone may read, signed in or not, and the way out."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from couples.help_lines import WrongHelpLines, help_lines
from couples.requests import us_for
from pages.frames import keeps_frame, render_in_frame
from pages.onward import leads_out
from people import actions
from people.remembered import forget
from people.requests import person_of

LOOKS_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, for whom; who is signed in goes on to Today."""
    if request.user.is_authenticated:
        return redirect("couples:today")
    return render(request, "couples/front.html")


@keeps_frame
@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Is this right for us? Four questions without any input, so that nothing can be found."""
    return render_in_frame(request, "couples/safety.html")


@keeps_frame
@login_not_required
@require_safe
def not_now(request: HttpRequest) -> HttpResponse:
    return render_in_frame(request, "couples/not_now.html")


@login_not_required
@require_safe
def no_thank_you(request: HttpRequest) -> HttpResponse:
    """Where *No, thank you* leads: a page for everybody, whose address does not say who asked. Nothing is noted."""
    return render(request, "couples/no_thank_you.html")


@keeps_frame
@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Who can help, by country. All of them on one page, so that no request says where somebody looked."""
    try:
        countries = help_lines()
    except WrongHelpLines:
        countries = ()
    context = {"countries": countries, "some_checked": any(country.is_checked for country in countries)}
    return render_in_frame(request, "couples/help.html", context)


@keeps_frame
@login_not_required
@require_safe
def partner_sees(request: HttpRequest) -> HttpResponse:
    other_name = us_for(request).other_name if request.user.is_authenticated else ""
    return render_in_frame(request, "couples/partner_sees.html", {"other_name": other_name})


@keeps_frame
@login_not_required
@require_safe
def host_sees(request: HttpRequest) -> HttpResponse:
    """What whoever runs this server could read, and what they do not come upon by accident."""
    return render_in_frame(request, "couples/host_sees.html", {"is_local": settings.LOCAL})


@keeps_frame
@login_not_required
@require_safe
def how_leaving_works(request: HttpRequest) -> HttpResponse:
    return render_in_frame(request, "couples/how_leaving_works.html")


@keeps_frame
@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this server, and what they could read."""
    return render_in_frame(request, "couples/about.html")


@leads_out
@login_not_required
@require_safe
def out(request: HttpRequest) -> HttpResponse:
    """Leave this page: ends the session and goes to a neutral page, without a question. What only looks ahead ends
    nothing: HEAD, a prefetch, a preview."""
    if request.method == "HEAD" or any(request.headers.get(header) for header in LOOKS_AHEAD):
        return HttpResponse(status=204)
    if request.user.is_authenticated:
        actions.drop_export(person_of(request))
    forget(request)
    logout(request)
    response = HttpResponse(status=303, headers={"Location": settings.TWOFOLD_EXIT_URL})
    response["Referrer-Policy"] = "no-referrer"
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
