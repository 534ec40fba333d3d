from django.urls import path

from .views import export, joining, leaving, pages, settings, today

app_name = "couples"

urlpatterns = [
    path("", pages.front, name="front"),
    path("out", pages.out, name="out"),
    path("questions/", pages.safety, name="safety"),
    path("questions/not-now/", pages.not_now, name="not-now"),
    path("help/", pages.help_now, name="help"),
    path("who-sees-what/", pages.partner_sees, name="partner-sees"),
    path("who-keeps-what/", pages.host_sees, name="host-sees"),
    path("how-it-ends/", pages.how_leaving_works, name="how-leaving-works"),
    path("about/", pages.about, name="about"),
    path("today/", today.today, name="today"),
    path("today/folds/", today.folds, name="folds"),
    path("invitation/", joining.invitation, name="invitation"),
    path("invitation/ending/", joining.ending, name="invitation-ending"),
    path("invitation/look-again/", joining.look_again, name="invitation-look-again"),
    path("later/", pages.no_thank_you, name="no-thank-you"),
    path("join/", joining.open_link, name="open-link"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/yes/", joining.joining, name="joining"),
    path("more/", settings.more, name="more"),
    path("settings/", settings.settings, name="settings"),
    path("export/", export.export, name="export"),
    path("export/json/", export.as_json, name="export-json"),
    path("export/page/", export.as_page, name="export-page"),
    path("settings/space/", leaving.leaving, name="leaving"),
    path("settings/space/after/", leaving.left, name="left"),
]
