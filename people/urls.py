from django.urls import path

from .views import address, deleting, handing_over, looks, one_proof, quiet, sessions, track

app_name = "people"

urlpatterns = [
    path("address/", address.address, name="address"),
    path("address/more/", address.careful, name="careful"),
    path("hand-over/", handing_over.hand_over, name="hand-over"),
    path("track/", track.track, name="track"),
    path("sign-in/sessions/", sessions.sessions, name="sessions"),
    path("sign-in/sessions/ending/", sessions.sessions_ending, name="sessions-ending"),
    path("sign-in/sessions/<uuid:public_id>/ending/", sessions.session_ending, name="session-ending"),
    path("sign-in/browsers/<uuid:browser_id>/ending/", sessions.browser_ending, name="browser-ending"),
    path("sign-in/reset/ending/", sessions.reset_ending, name="reset-ending"),
    path("settings/account/", deleting.deleting, name="deleting"),
    path("settings/account/keeping/", deleting.keeping, name="keeping-account"),
    path("aside/", one_proof.asides, name="asides"),
    path("aside/<uuid:aside_id>/removal/", one_proof.aside_removal, name="aside-removal"),
    path("one-proof/quiet/", one_proof.going_quiet, name="going-quiet"),
    path("one-proof/mail/ending/", one_proof.mail_ending, name="mail-ending"),
    path("staying/", quiet.staying, name="staying"),
    path("where-you-were/", quiet.where, name="where"),
    path("where-you-were/ending/", quiet.where_ending, name="where-ending"),
    path("looks/", looks.looks, name="looks"),
    path("settings/pace/", quiet.quiet, name="quiet"),
    path("settings/pace/ending/", quiet.quiet_ending, name="quiet-ending"),
]
