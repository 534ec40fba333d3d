"""Every address of the house, by room."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = ["couples", "reminders", "agreement", "recovery", "checkins"]

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    *(path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")),
]
