"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from recovery.plan import catalogue
from tests.matrix.typed import TYPED

MATRIX = """
library/                GET  200
                        POST 200
library/60/ GET  200
                        POST 405
library/1/ GET  200
                        POST 405
plan/                              GET  >login 200
                                   POST >login 405
plan/1/               GET  >login 200
                                   POST >login 200
plan/1/done/          GET  >login 405
                                   POST >login >today
plan/9/                GET  >login 200
                                   POST >login >kept!
plan/9/kept/           GET  >login 200
                                   POST >login 405
plan/9/removal/        GET  >login 200
                                   POST >login >plan!
plan/3/                GET  >login >sealed >sealed|>opening 200|>opening     200    >sealed
                                   POST >login >seal!  >seal!|409      >seal!|409       >seal!   >seal!
plan/3/draft/          GET  >login 405
                                   POST >login 200!    200!|409        200!|409         200!     200!
plan/3/seal/           GET  >login >sealed >sealed|>opening 200|>opening     200    >sealed
                                   POST >login >sealed >sealed          >sealed!|>sealed 409    >sealed
plan/3/sealed/         GET  >login 200     200|>opening     >piece|>opening  >piece 200
                                   POST >login 405
plan/3/answer/         GET  >login 200     200|>opening     >piece|>opening  >piece 200
                                   POST >login 405
plan/3/answer/removal/ GET  >login 405
                                   POST >login >piece! >piece!|409      >piece|409       >piece >piece!
plan/3/look-again/     GET  >login 200      200|>opening    >piece|>opening >piece  200
                                   POST >login >sealed! >sealed!|>opening >piece|>opening >piece >sealed!
plan/3/opening/        GET  >login >sealed >sealed|200      >piece|200       >piece >sealed
                                   POST >login >sealed >sealed|>opening >piece|>opening! >piece >sealed
plan/3/opening/talk-list/          GET  >login 405
                                   POST >login >sealed >sealed|>opening! >piece|>opening >piece >sealed
plan/2/                GET  >login 200
                                   POST >login 200
plan/2/done/           GET  >login 405
                                   POST >login >today!
plan/13/               GET  >login 200
                                   POST >login >sharing! >sharing! >sharing! >kept! >kept!
plan/13/draft/         GET  >login 405
                                   POST >login 200!
plan/13/kept/          GET  >login >piece >piece >piece 200 200
                                   POST >login 405
plan/13/removal/       GET  >login 200
                                   POST >login >plan! >plan! >plan! >plan! >plan
plan/13/shared/        GET  >login 200 200 200 >piece >piece
                                   POST >login >today >today! >today >piece >piece
plan/13/sharing/removal/ GET >login 405
                                   POST >login >piece! >piece! >piece! >piece >piece
plan/10/sharing/       GET  >login >piece
                                   POST >login >piece
plan/45/               GET  >login 200
                                   POST >login 200
library/45/            GET  200
                                   POST 405
plan/47/ending/        GET  >login 200
                                   POST >login >today
plan/47-reply/         GET  >login 404
                                   POST >login 404
"""

WRITTEN = {"hope": TYPED, "give": TYPED, "happened": TYPED, "revision": "1"}

SHARED = {**{question.id: TYPED for question in catalogue.activity("the-contact-itself").questions}, "revision": "1"}

SENT: dict[str, dict[str, str]] = {
    "library/": {"words": TYPED},
    "plan/3/": WRITTEN,
    "plan/3/draft/": WRITTEN,
    "plan/3/look-again/": {"day": "2027-04-01"},
    "plan/3/opening/talk-list/": {"question": "hope"},
    "plan/9/": WRITTEN,
    "plan/13/": SHARED,
    "plan/13/draft/": SHARED,
    "plan/10/sharing/": {"revision": "1"},
    "plan/47-reply/": WRITTEN,
}
