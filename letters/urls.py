from django.urls import path

from pages.places import POST, Page
from sealed.piece import Piece
from sealed.views.writing import draft

from . import views

app_name = "letters"

DRAFT: Page[Piece] = Page("draft/", "draft", draft, POST)

urlpatterns = [
    path("letters/", views.letter, name="letter"),
    DRAFT.at("letters/", views.find_letter),
    path("letters/<uuid:letter_id>/removal/", views.removal, name="removal"),
    path("letters/<uuid:version_id>/yes/", views.yes, name="yes"),
]
