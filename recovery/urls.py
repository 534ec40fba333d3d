from django.urls import path, register_converter

from .plan.addresses import PageConverter
from .views import pieces, plan

app_name = "recovery"

register_converter(PageConverter, "piece")

urlpatterns = [
    path("library/", plan.library, name="library"),
    path("library/<piece:activity_id>/", plan.library_page, name="library-page"),
    path("plan/", plan.plan, name="plan"),
    *pieces.patterns("plan/<piece:activity_id>/"),
]
