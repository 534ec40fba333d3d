from django.urls import path

from pages.places import POST, Page
from sealed.piece import Piece
from sealed.views.writing import draft

from .views import notes, sitting

app_name = "reviews"

NOTE_DRAFT: Page[Piece] = Page("draft/", "note-draft", draft, POST)

urlpatterns = [
    path("review/", sitting.sitting, name="sitting"),
    path("review/state/", sitting.state, name="state"),
    path("review/place/", sitting.place, name="place"),
    path("review/mark/", sitting.mark, name="mark"),
    path("review/line/removal/", sitting.line_removal, name="line-removal"),
    path("review/line/return/", sitting.line_return, name="line-return"),
    path("review/subject/", sitting.subject, name="subject"),
    path("review/offer/", sitting.offer, name="offer"),
    path("review/break/", sitting.pause, name="break"),
    path("review/removal/", sitting.removal, name="removal"),
    path("review/notes/", notes.notes, name="notes"),
    path("review/notes/<uuid:line_id>/", notes.note, name="note"),
    NOTE_DRAFT.at("review/notes/<uuid:line_id>/", notes.find_note),
    path("review/notes/<uuid:note_id>/removal/", notes.removal, name="note-removal"),
]
