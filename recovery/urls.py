from django.urls import path

from .views import pieces, plan, sealing

app_name = "recovery"

urlpatterns = [
    path("library/", plan.library, name="library"),
    path("library/<slug:activity_id>/", plan.library_page, name="library-page"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<slug:activity_id>/", pieces.piece, name="piece"),
    path("plan/<slug:activity_id>/done/", plan.done, name="done"),
    path("plan/<slug:activity_id>/draft/", pieces.draft, name="draft"),
    path("plan/<slug:activity_id>/kept/", pieces.kept, name="kept"),
    path("plan/<slug:activity_id>/removal/", pieces.removal, name="removal"),
    path("plan/<slug:activity_id>/seal/", sealing.seal, name="seal"),
    path("plan/<slug:activity_id>/sealed/", sealing.sealed_page, name="sealed"),
    path("plan/<slug:activity_id>/answer/removal/", sealing.answer_removal, name="answer-removal"),
    path("plan/<slug:activity_id>/look-again/", sealing.look_again, name="look-again"),
    path("plan/<slug:activity_id>/opening/", sealing.opening, name="opening"),
]
