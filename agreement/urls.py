from django.urls import path

from .views import signing, versions, writing

app_name = "agreement"

urlpatterns = [
    path("agreement/", writing.agreement, name="agreement"),
    path("agreement/clauses/", writing.clauses, name="clauses"),
    path("agreement/clauses/<uuid:clause_id>/", writing.clause, name="clause"),
    path("agreement/clauses/<uuid:clause_id>/removal/", writing.removal, name="clause-removal"),
    path("agreement/draft/", writing.draft, name="draft"),
    path("agreement/review-day/", writing.review_day, name="review-day"),
    path("agreement/offer/", signing.offer, name="offer"),
    path("agreement/signing/", signing.signing, name="signing"),
    path("agreement/signature/removal/", signing.signature_removal, name="signature-removal"),
    path("agreement/versions/", versions.versions, name="versions"),
    path("agreement/versions/<int:number>/", versions.version, name="version"),
    path("agreement/versions/<uuid:version_id>/", versions.earlier_version, name="earlier-version"),
]
