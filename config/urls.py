"""Every address of the house, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("people.accounts.urls")),
    path("", include("people.urls")),
    path("", include("couples.urls")),
    path("", include("together.urls")),
    path("", include("reminders.urls")),
    path("", include("agreement.urls")),
    path("", include("letters.urls")),
    path("", include("reviews.urls")),
    path("", include("recovery.urls")),
    path("", include("checkins.urls")),
]
