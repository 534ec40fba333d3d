from django.urls import path, register_converter

from .plan.addresses import OpenConverter, PageConverter
from .views import library, pieces, plan

app_name = "recovery"

register_converter(PageConverter, "piece")
register_converter(OpenConverter, "open")

urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/<open:activity_id>/", library.library_page, name="library-page"),
    path("plan/", plan.plan, name="plan"),
    *pieces.patterns("plan/<piece:activity_id>/"),
]
