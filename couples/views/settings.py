"""One's own account: more and settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from couples import actions
from couples.requests import us_for
from couples.settings_forms import SettingsForm
from people.requests import person_of


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    return render(request, "couples/more.html", {"tab": "more", "us": us_for(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Name, zone and hour: one's own, and all but the name seen by nobody else."""
    person, us = person_of(request), us_for(request)
    initial = {"name": person.name, "zone": person.zone, "mail_hour": person.mail_hour}
    form = SettingsForm(request.POST or None, initial=initial, partner_name=us.other_name)
    if request.method == "POST" and form.is_valid():
        actions.keep_settings(person, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("couples:settings")
    return render(request, "couples/settings.html", {"form": form, "tab": "more"}, status=422 if form.errors else 200)
