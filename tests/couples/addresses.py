"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
/                     GET  200    >today
                      POST 405
out                   GET  >away
                      POST 405
questions/               GET  200
                      POST 405
questions/not-now/       GET  200
                      POST 405
help/                 GET  200
                      POST 405
who-sees-what/ GET  200
                      POST 405
who-keeps-what/    GET  200
                      POST 405
how-it-ends/    GET  200
                      POST 405
about/                GET  200
                      POST 405
today/                GET  >login 200
                      POST >login 405
today/folds/          GET  >login 405
                      POST >login >today!     >today!     >today!     >today       >today
invitation/           GET  >login 409         409         409         200          200
                      POST >login 409         409         409         >invitation! >invitation!
invitation/ending/    GET  >login 405
                      POST >login >invitation >invitation >invitation >invitation  >invitation!
invitation/look-again/ GET >login 409         409         409         200          200
                      POST >login 409         409         409         >invitation! >invitation!
later/         GET  200
                      POST 405
join/                 GET  200
                      POST 422
join/DANAS-LINK/      GET  200    200         200         200         200          409
                      POST 405
join/DANAS-LINK/yes/  GET  >login 409         409         409         200          409
                      POST >login 409         409         409         >today!      409
more/                 GET  >login 200
                      POST >login 405
settings/             GET  >login 200
                      POST >login >settings!
settings/space/              GET  >login 200
                      POST >login >left!      >left!      >left!      >today       >today!
settings/space/after/        GET  >login >today
                      POST >login 405
export/               GET  >login >reauthenticate
                      POST >login >reauthenticate
export/json/          GET  >login >reauthenticate
                      POST >login 405
export/page/          GET  >login >reauthenticate
                      POST >login 405
"""

SENT: dict[str, dict[str, str]] = {
    "today/folds/": {"leaf": "next-what-it-is-and-isnt"},
    "invitation/look-again/": {"day": "2027-04-01"},
    "settings/": {"name": TYPED, "zone": "UTC", "mail_hour": "12"},
}
