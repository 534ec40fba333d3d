"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
agreement/                       GET  >login 200
                                 POST >login 405
agreement/cards/                       GET  >login 200
                                 POST >login >cards!
agreement/cards/1-0/ GET  >login 404 404 404 200 200
                                 POST >login >card-piece!
agreement/cards/1-1/ GET  >login 200 >card-sealed|>card-opening 200|>card-opening 404 404
                                 POST >login >card-seal! >card-seal!|409 >card-seal!|409 >card-seal! >card-seal!
agreement/cards/1-1/draft/ GET  >login 405
                                 POST >login 200! 200!|409 200!|409 200! 200!
agreement/cards/1-1/seal/ GET  >login >card-piece >card-sealed|>card-opening 200|>card-opening 404 404
                                 POST >login 422 >card-sealed >card-sealed!|>card-sealed 404 404
agreement/cards/1-1/sealed/ GET  >login >card-piece 200|>card-opening >card-piece|>card-opening 404 404
                                 POST >login 405
agreement/cards/1-1/answer/ GET  >login >card-piece 200|>card-opening >card-piece|>card-opening 404 404
                                 POST >login 405
agreement/cards/1-1/answer/removal/ GET  >login 405
                                 POST >login >card-piece >card-piece!|409 >card-piece|409 404 404
agreement/cards/1-1/look-again/ GET  >login >card-piece 200|>card-opening >card-piece|>card-opening 404 404
                                 POST >login >card-piece >card-sealed!|>card-opening >card-piece|>card-opening 404 404
agreement/cards/1-1/opening/ GET  >login >card-piece >card-sealed|200 >card-piece|200 404 404
                                 POST >login >card-piece >card-sealed|>card-opening >card-piece|>card-opening! 404 404
agreement/cards/1-1/opening/talk-list/ GET  >login 405
                                 POST >login >card-piece >card-sealed|>card-opening! >card-piece|>card-opening 404 404
agreement/cards/map/ GET >login 200
                                 POST >login 405
agreement/cards/1-1/earlier/ GET >login 405
                                 POST >login >card-piece >card-piece >card-piece 404 404
agreement/cards/1-1/guesses/ GET >login >card-piece 200|>card-opening >card-piece|>card-opening 404 404
                                 POST >login >card-piece >card-sealed!|>card-opening >card-piece|>card-opening 404 404
agreement/cards/1-1/own/ GET >login 200 200|>card-opening 200|>card-opening 404 404
                                 POST >login >card-own! >card-own!|409 >card-own!|409 409 409
agreement/cards/1-1/own/draft/ GET >login 405
                                 POST >login 200! 200! 200! 200! 200!
agreement/cards/1-1/own/removal/ GET >login 405
                                 POST >login >card-own >card-own >card-own 404 404
agreement/clauses/               GET  >login 200
                                 POST >login >agreement!            >agreement!             >agreement! 409 409
agreement/clauses/LINE/          GET  >login 404         200                    200         404         404
                                 POST >login 404         >agreement!            >agreement! 404         404
agreement/clauses/LINE/removal/  GET  >login 405
                                 POST >login 404         >agreement!            >agreement! 404         404
agreement/clauses/LINE/mark/     GET  >login 404         200                    200         404         404
                                 POST >login 404         >agreement!            >agreement! 404         404
agreement/clauses/LINE/mark/draft/ GET >login 405
                                 POST >login 404         200!                   200!        404         404
agreement/clauses/LINE/place/    GET  >login 405
                                 POST >login 404         >agreement!|>agreement >agreement!|>agreement 404 404
agreement/clauses/draft/         GET  >login 405
                                 POST >login 200!
agreement/clauses/LINE/draft/    GET  >login 405
                                 POST >login 404         200!                   200!        404         404
agreement/draft/removal/         GET  >login 200         200                    200         409         409
                                 POST >login 409
agreement/draft/                 GET  >login 405
                                 POST >login >agreement  >agreement             >agreement  409         409
agreement/in-force/              GET  >login >agreement  200                    200         >agreement  >agreement
                                 POST >login 405
agreement/review/                GET  >login 200         200                    200         409         409
                                 POST >login >review     >review                >review     409         409
agreement/review/LINE/           GET  >login 405
                                 POST >login 404         404                    404         409         409
agreement/review-day/            GET  >login 405
                                 POST >login >agreement! >agreement!            >agreement! 409         409
agreement/review-day/calendar/   GET  >login 200         200                    200         409         409
                                 POST >login 405
agreement/offer/                 GET  >login 405
                                 POST >login >agreement! >agreement             >agreement  409         409
agreement/signing/               GET  >login 409         >agreement|200         200         409         409
                                 POST >login 409         >in-force|>in-force! >in-force! 409         409
agreement/signature/removal/     GET  >login 405
                                 POST >login >agreement  >agreement!|>agreement >agreement  >agreement  >agreement
agreement/setting-aside/         GET  >login 200
                                 POST >login >agreement             >agreement!             >agreement! 409 409
agreement/own-lines/             GET  >login 200
                                 POST >login >own-lines!
agreement/own-lines/OWN-LINE/    GET  >login 404         200                    404         404         404
                                 POST >login 404         >own-lines!            404         404         404
agreement/own-lines/OWN-LINE/removal/ GET >login 405
                                 POST >login 404         >own-lines!            404         404         404
agreement/own-lines/OWN-LINE/sharing/ GET >login 404     200                    404         404         404
                                 POST >login 404         >agreement!            404         404         404
agreement/own-lines/draft/       GET  >login 405
                                 POST >login 200!
agreement/own-lines/OWN-LINE/draft/ GET >login 405
                                 POST >login 404         200!                   404         404         404
agreement/notes/                 GET  >login 200
                                 POST >login >notes!
agreement/notes/NOTE/removal/    GET  >login 404         200                    404         404         404
                                 POST >login >notes      >notes!                >notes      >notes      >notes
agreement/versions/              GET  >login 200
                                 POST >login 405
agreement/versions/comparison/   GET  >login 404         404|200                404|200     404         404
                                 POST >login 405
agreement/versions/1/            GET  >login 200         200                    200         404         404
                                 POST >login 405
agreement/versions/2/            GET  >login 404         404|200                404|200     404         404
                                 POST >login 405
agreement/versions/1/document.pdf GET >login 200         200                    200         404         404
                                 POST >login 405
agreement/versions/OUR-TEXT/document.pdf GET >login 404  200                    200         404         404
                                 POST >login 405
agreement/versions/EARLIER-TEXT/document.pdf GET >login 404 200                 404         200         404
                                 POST >login 405
agreement/versions/OUR-TEXT/     GET  >login 404         200                    200         404         404
                                 POST >login 405
agreement/versions/EARLIER-TEXT/ GET  >login 404         200                    404         200         404
                                 POST >login 405
"""

RATED = {"old-photos": "fine", "old-photos-note": TYPED, "revision": "1"}

SENT: dict[str, dict[str, str]] = {
    "agreement/cards/1-0/": RATED,
    "agreement/cards/1-1/": RATED,
    "agreement/cards/1-1/draft/": RATED,
    "agreement/cards/": {"topics": "exes"},
    "agreement/cards/1-1/guesses/": {"old-photos": "depends"},
    "agreement/cards/1-1/own/": {"title": TYPED, "text": TYPED},
    "agreement/cards/1-1/own/draft/": {"title": TYPED, "text": TYPED},
    "agreement/cards/1-1/own/removal/": {"situation": "5b7d0d5e-7f4c-4e0a-9a55-000000000003"},
    "agreement/cards/1-1/look-again/": {"day": "2027-04-01"},
    "agreement/cards/1-1/opening/talk-list/": {"question": "old-photos"},
    "agreement/clauses/": {"text": TYPED, "topic": "", "clause": "5b7d0d5e-7f4c-4e0a-9a55-000000000000"},
    "agreement/clauses/LINE/": {"text": TYPED, "topic": "", "seen": "1"},
    "agreement/clauses/LINE/removal/": {"seen": "1"},
    "agreement/clauses/LINE/mark/": {"says": "fits", "note": TYPED, "seen": "1"},
    "agreement/clauses/LINE/mark/draft/": {"note": TYPED},
    "agreement/clauses/LINE/place/": {"before": ""},
    "agreement/own-lines/": {"text": TYPED, "topic": "", "clause": "5b7d0d5e-7f4c-4e0a-9a55-000000000001"},
    "agreement/own-lines/OWN-LINE/": {"text": TYPED, "topic": "", "seen": "1"},
    "agreement/own-lines/OWN-LINE/sharing/": {"seen": "1"},
    "agreement/clauses/draft/": {"text": TYPED, "topic": ""},
    "agreement/clauses/LINE/draft/": {"text": TYPED, "topic": ""},
    "agreement/own-lines/draft/": {"text": TYPED, "topic": ""},
    "agreement/own-lines/OWN-LINE/draft/": {"text": TYPED, "topic": ""},
    "agreement/notes/": {"text": TYPED, "note": "5b7d0d5e-7f4c-4e0a-9a55-000000000004"},
    "agreement/draft/removal/": {"version": "5b7d0d5e-7f4c-4e0a-9a55-000000000002"},
    "agreement/review-day/": {"review_on": "2027-04-20"},
}
