"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
review/                          GET  >login 200
                                 POST >login >sitting!   >sitting    >sitting    409         409
review/state/                    GET  >login >sitting
                                 POST >login 405
review/place/                    GET  >login 405
                                 POST >login 409         >sitting!   >sitting!   409         409
review/mark/                     GET  >login 405
                                 POST >login 409         >sitting!   >sitting!   409         409
review/line/removal/             GET  >login 405
                                 POST >login 409         >sitting!   >sitting!   409         409
review/line/return/              GET  >login 405
                                 POST >login 409         >sitting    >sitting    409         409
review/subject/                  GET  >login 405
                                 POST >login 409         >sitting!   >sitting!   409         409
review/offer/                    GET  >login 405
                                 POST >login 409         >sitting    >sitting    409         409
review/break/                    GET  >login 405
                                 POST >login 409         >sitting!   >sitting!   409         409
review/removal/                  GET  >login 405
                                 POST >login >agreement  >agreement! >agreement! >agreement  >agreement
review/notes/                    GET  >login 200
                                 POST >login 405
review/notes/LINE/               GET  >login 404         200         200         404         404
                                 POST >login 404         >notes!     >notes!     404         404
review/notes/LINE/draft/         GET  >login 405
                                 POST >login 404         200!        200!        404         404
review/notes/LINE-NOTE/removal/  GET  >login 405
                                 POST >login 404         >notes!     404         404         404
"""

SENT: dict[str, dict[str, str]] = {
    "review/notes/LINE/": {"note": TYPED},
    "review/notes/LINE/draft/": {"note": TYPED},
}
"""What is sent about the line that both are at stands in tests/matrix/sent.py: its form holds the line's id."""
