"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import NEW_PASSWORD, TYPED

MATRIX = """
account/login/                   GET  200    >front
                                 POST >second_proof >front
account/logout/                  GET  >front 200
                                 POST >front
account/inactive/                GET  200
                                 POST 405
account/signup/                  GET  200    >front
                                 POST >email_verification_sent! >front
account/reauthenticate/          GET  >login 200
                                 POST >login >front
account/reauthenticate/passkey/  GET  >login >reauthenticate 200 >reauthenticate >reauthenticate >reauthenticate
                                 POST >login >reauthenticate 200 >reauthenticate >reauthenticate >reauthenticate
account/login/second/            GET  >login >front
                                 POST >login >front
account/login/code/              GET  200    >front
                                 POST >confirm_login_code! >front
account/login/passkey/           GET  >login >front
                                 POST >login >front
account/email/                   GET  >login 200
                                 POST >login >reauthenticate
account/confirm-email/           GET  >login >email
                                 POST >login >email
account/password/change/         GET  >login 200
                                 POST >login >mfa_index!
account/password/set/            GET  >login >change_password
                                 POST >login >change_password
account/password/reset/          GET  200
                                 POST >confirm_password_reset_code!
account/login/code/confirm/      GET  >request_login_code >front
                                 POST >request_login_code >front
account/password/reset/confirm/  GET  >login
                                 POST >login
account/password/reset/complete/ GET  >reset_password
                                 POST >reset_password
account/password/reset/done/     GET  200
                                 POST 405
address/              GET  >login 200
                      POST >login >today!
address/more/      GET  >login 200
                      POST >login 405
hand-over/            GET  >login 405
                      POST >login >login!
track/                GET  >login 200
                      POST >login >today!
sign-in/              GET  >login 200
                      POST >login 405
sign-in/app/          GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/app/removal/  GET  >login 404
                      POST >login 404
sign-in/second/       GET  >login >today
                      POST >login >today
sign-in/key/          GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/anywhere/     GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/browsers/ALICES-BROWSER/ending/ GET >login 405
                      POST >login 404     >reauthenticate 404 404     404
sign-in/changes/ALICES-CHANGE/undoing/ GET >login 405
                      POST >login 404     >mfa_index 404   404     404
sign-in/reset/ending/ GET  >login 405
                      POST >login >reauthenticate
aside/                GET  >login 200
                      POST >login >asides!
aside/ALICES-ASIDE/removal/ GET >login 405
                      POST >login 404     >asides! 404     404     404
one-proof/quiet/      GET  >login 405
                      POST >login >today! >today! >today! >today >today!
one-proof/mail/ending/ GET >login 405
                      POST >login >today >today! >today >today >today
sign-in/passkeys/     GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/passkeys/ALICES-PASSKEY/removal/ GET  >login 404 >reauthenticate 404 404 404
                      POST >login 404         >reauthenticate 404         404          404
sign-in/sessions/     GET  >login >reauthenticate
                      POST >login 405
sign-in/sessions/ending/ GET  >login 405
                      POST >login >reauthenticate
sign-in/sessions/ALICES-SESSION/ending/ GET  >login 405
                      POST >login 404         >front      404         404          404
staying/              GET  >login 405
                      POST >login 200
where-you-were/       GET  >login 200
                      POST >login >plan!
where-you-were/ending/ GET  >login 405
                      POST >login >today!
looks/                GET  >login 200
                      POST >login >looks!
settings/pace/         GET  >login 200
                       POST >login >today!   >today!     >today!     >today       >today!
settings/pace/ending/  GET  >login 405
                       POST >login >today    >today      >today      >today!      >today
settings/account/             GET  >login 200
                      POST >login >deleting!
settings/account/keeping/     GET  >login 405
                      POST >login >reauthenticate
"""

SENT: dict[str, dict[str, str]] = {
    "account/signup/": {"name": TYPED, "email": "finn@example.org", "password1": NEW_PASSWORD, "adult": "on"},
    "account/email/": {"action_add": "", "email": "another@example.org"},
    "account/password/reset/": {"email": "nobody@example.org"},
    "account/login/code/": {"email": "nobody@example.org"},
    "aside/": {"text": TYPED, "page": "5b7d0d5e-7f4c-4e0a-9a55-000000000002"},
    "looks/": {"veil": "on", "theme": ""},
    "address/": {"private": "yes", "mail": "some", "mail_hour": "12", "zone": "UTC"},
    "track/": {"track": "both"},
    "hand-over/": {"back": "/plan/9/"},
}
