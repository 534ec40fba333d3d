from django.urls import path

from pages.places import BOTH, Page
from sealed import urls

from .views import check_in, room

app_name = "checkins"

CHECK_IN = "check-ins/<uuid:pk>/"

urlpatterns = [
    path("check-ins/", room.room, name="room"),
    path("check-ins/rhythm/", room.rhythm, name="rhythm"),
    Page("", "piece", check_in.check_in, BOTH).at(CHECK_IN, check_in.find),
    *(page.at(CHECK_IN, check_in.find) for page in urls.PAGES),
    path(f"{CHECK_IN}closing/", check_in.closing, name="closing"),
]
