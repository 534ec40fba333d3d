from django.urls import path

from .views import address, farewell, handing_over, joining, me, pages, quiet, sessions, today, track

app_name = "couples"

urlpatterns = [
    path("", pages.front, name="front"),
    path("out", pages.out, name="out"),
    path("safety/", pages.safety, name="safety"),
    path("safety/not-now/", pages.not_now, name="not-now"),
    path("help/", pages.help_now, name="help"),
    path("what-my-partner-sees/", pages.partner_sees, name="partner-sees"),
    path("what-my-host-sees/", pages.host_sees, name="host-sees"),
    path("how-leaving-works/", pages.how_leaving_works, name="how-leaving-works"),
    path("about/", pages.about, name="about"),
    path("today/", today.today, name="today"),
    path("today/folds/", today.folds, name="folds"),
    path("invitation/", joining.invitation, name="invitation"),
    path("invitation/ending/", joining.ending, name="invitation-ending"),
    path("invitation/look-again/", joining.look_again, name="invitation-look-again"),
    path("no-thank-you/", pages.no_thank_you, name="no-thank-you"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/yes/", joining.joining, name="joining"),
    path("address/", address.address, name="address"),
    path("address/careful/", address.careful, name="careful"),
    path("more/", me.more, name="more"),
    path("hand-over/", handing_over.hand_over, name="hand-over"),
    path("track/", track.track, name="track"),
    path("settings/", me.settings, name="settings"),
    path("sign-in/sessions/", sessions.sessions, name="sessions"),
    path("sign-in/sessions/ending/", sessions.sessions_ending, name="sessions-ending"),
    path("sign-in/sessions/<uuid:public_id>/ending/", sessions.session_ending, name="session-ending"),
    path("leaving/", farewell.leaving, name="leaving"),
    path("deleting/", farewell.deleting, name="deleting"),
    path("deleting/keeping/", farewell.keeping, name="keeping-account"),
    path("staying/", quiet.staying, name="staying"),
    path("where-you-were/", quiet.where, name="where"),
    path("where-you-were/ending/", quiet.where_ending, name="where-ending"),
    path("quiet/", quiet.quiet, name="quiet"),
    path("quiet/ending/", quiet.quiet_ending, name="quiet-ending"),
]
