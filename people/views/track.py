"""Which side of this one is on: what it changes, and then the choice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from people import actions
from people.requests import person_of
from people.settings_forms import TrackForm


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """GET says what each changes, and that it is private. POST keeps the choice."""
    person = person_of(request)
    initial = {"track": person.track} if person.has_chosen_track else {}
    form = TrackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose_track(person, form.cleaned_data["track"])
        messages.success(request, gettext("Saved. Only you see it, and you can change it at any time."))
        return redirect("couples:today")
    return render(request, "people/track.html", {"form": form}, status=422 if form.errors else 200)
