from django.urls import path, register_converter

from .addresses import PageConverter
from .views import pieces, plan, sealing

app_name = "recovery"

register_converter(PageConverter, "piece")

urlpatterns = [
    path("library/", plan.library, name="library"),
    path("library/<piece:activity_id>/", plan.library_page, name="library-page"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<piece:activity_id>/", pieces.piece, name="piece"),
    path("plan/<piece:activity_id>/done/", plan.done, name="done"),
    path("plan/<piece:activity_id>/draft/", pieces.draft, name="draft"),
    path("plan/<piece:activity_id>/kept/", pieces.kept, name="kept"),
    path("plan/<piece:activity_id>/removal/", pieces.removal, name="removal"),
    path("plan/<piece:activity_id>/seal/", sealing.seal, name="seal"),
    path("plan/<piece:activity_id>/sealed/", sealing.sealed_page, name="sealed"),
    path("plan/<piece:activity_id>/answer/removal/", sealing.answer_removal, name="answer-removal"),
    path("plan/<piece:activity_id>/look-again/", sealing.look_again, name="look-again"),
    path("plan/<piece:activity_id>/opening/", sealing.opening, name="opening"),
]
