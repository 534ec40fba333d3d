from django.urls import path

from .views import opening, room, sealing, writing

app_name = "checkins"

urlpatterns = [
    path("check-ins/", room.room, name="room"),
    path("check-ins/rhythm/", room.rhythm, name="rhythm"),
    path("check-ins/<uuid:pk>/", writing.check_in, name="check-in"),
    path("check-ins/<uuid:pk>/draft/", writing.draft, name="draft"),
    path("check-ins/<uuid:pk>/seal/", writing.seal, name="seal"),
    path("check-ins/<uuid:pk>/answer/", writing.answer, name="answer"),
    path("check-ins/<uuid:pk>/answer/removal/", sealing.answer_removal, name="answer-removal"),
    path("check-ins/<uuid:pk>/look-again/", sealing.look_again, name="look-again"),
    path("check-ins/<uuid:pk>/opening/", opening.opening, name="opening"),
    path("check-ins/<uuid:pk>/closing/", sealing.closing, name="closing"),
]
