from django.urls import path

from .views import talk_list

app_name = "together"

urlpatterns = [
    path("talk-list/", talk_list.talk_list, name="talk-list"),
    path("talk-list/<uuid:subject_id>/clearing/", talk_list.clearing, name="clearing"),
    path("talk-list/<uuid:subject_id>/return/", talk_list.putting_back, name="return"),
]
