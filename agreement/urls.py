from django.urls import path

from pages.places import BOTH, POST, Page
from sealed import urls
from sealed.piece import Piece
from sealed.views.writing import draft

from .views import (
    comparison,
    files,
    half_typed,
    marks,
    own_lines,
    pressed,
    removing,
    review,
    signing,
    situations,
    versions,
    writing,
)

app_name = "agreement"

CLAUSE_DRAFT: Page[Piece] = Page("draft/", "clause-draft", draft, POST)
MARK_DRAFT: Page[Piece] = Page("draft/", "clause-mark-draft", draft, POST)
SITUATION_DRAFT: Page[Piece] = Page("draft/", "card-own-draft", draft, POST)
OWN_LINE_DRAFT: Page[Piece] = Page("draft/", "own-line-draft", draft, POST)

CARDS = "agreement/cards/<slug:sitting>/"


def _card(page: Page[Piece]) -> Page[Piece]:
    """That page of a sealed piece, among the names of this room."""
    return Page(page.place, f"card-{page.name}", page.view, page.methods)


urlpatterns = [
    path("agreement/cards/", situations.cards, name="cards"),
    path("agreement/cards/map/", situations.map_of_all, name="cards-map"),
    *(_card(page).at(CARDS, situations.find_to_write) for page in (urls.PIECE, urls.DRAFT)),
    *(_card(page).at(CARDS, situations.find_sealed) for page in urls.SEALING),
    Page("earlier/", "card-earlier", situations.earlier, POST).at(CARDS, situations.find_sealed),
    Page("guesses/", "card-guesses", situations.guesses, BOTH).at(CARDS, situations.find_sealed),
    Page("own/", "card-own", situations.own, BOTH).at(CARDS, situations.find_own),
    SITUATION_DRAFT.at(f"{CARDS}own/", situations.find_own_typed),
    Page("own/removal/", "card-own-removal", situations.own_removal, POST).at(CARDS, situations.find_sealed),
    path("agreement/", writing.agreement, name="agreement"),
    path("agreement/clauses/", writing.clauses, name="clauses"),
    path("agreement/clauses/<uuid:clause_id>/", writing.clause, name="clause"),
    path("agreement/clauses/<uuid:clause_id>/removal/", writing.removal, name="clause-removal"),
    path("agreement/clauses/<uuid:clause_id>/mark/", marks.mark, name="clause-mark"),
    path("agreement/clauses/<uuid:clause_id>/place/", marks.place, name="clause-place"),
    CLAUSE_DRAFT.at("agreement/clauses/", half_typed.find_new),
    CLAUSE_DRAFT.at("agreement/clauses/<uuid:clause_id>/", half_typed.find_clause),
    MARK_DRAFT.at("agreement/clauses/<uuid:clause_id>/mark/", half_typed.find_mark),
    path("agreement/draft/removal/", removing.draft_removal, name="draft-removal"),
    path("agreement/draft/", writing.draft, name="draft"),
    path("agreement/in-force/", signing.in_force, name="in-force"),
    path("agreement/review/", review.review, name="review"),
    path("agreement/review/<uuid:clause_id>/", review.outcome, name="review-line"),
    path("agreement/review-day/", writing.review_day, name="review-day"),
    path("agreement/review-day/calendar/", files.review_day, name="review-day-calendar"),
    path("agreement/offer/", signing.offer, name="offer"),
    path("agreement/signing/", signing.signing, name="signing"),
    path("agreement/signature/removal/", signing.signature_removal, name="signature-removal"),
    path("agreement/setting-aside/", signing.setting_aside, name="setting-aside"),
    # The address says nothing: it stands in the history of a browser.
    path("agreement/notes/", pressed.notes, name="notes"),
    path("agreement/notes/<uuid:note_id>/removal/", pressed.removal, name="note-removal"),
    path("agreement/own-lines/", own_lines.own_lines, name="own-lines"),
    path("agreement/own-lines/<uuid:line_id>/", own_lines.own_line, name="own-line"),
    path("agreement/own-lines/<uuid:line_id>/removal/", own_lines.removal, name="own-line-removal"),
    path("agreement/own-lines/<uuid:line_id>/sharing/", own_lines.sharing, name="own-line-sharing"),
    OWN_LINE_DRAFT.at("agreement/own-lines/", half_typed.find_new_own),
    OWN_LINE_DRAFT.at("agreement/own-lines/<uuid:line_id>/", half_typed.find_own_line),
    path("agreement/versions/", versions.versions, name="versions"),
    path("agreement/versions/comparison/", comparison.comparison, name="comparison"),
    path("agreement/versions/<int:number>/", versions.version, name="version"),
    path("agreement/versions/<uuid:version_id>/", versions.earlier_version, name="earlier-version"),
    path("agreement/versions/<int:number>/document.pdf", files.document, name="document"),
    path("agreement/versions/<uuid:version_id>/document.pdf", files.earlier_document, name="earlier-document"),
]
