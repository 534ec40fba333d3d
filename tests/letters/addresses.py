"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
letters/                GET  >login 200
                        POST >login 409
letters/draft/          GET  >login 405
                        POST >login 200!
letters/LETTER/removal/ GET  >login 404         200                    404         404         404
                        POST >login >letter     >letter!               >letter     >letter     >letter
letters/OUR-TEXT/yes/   GET  >login 405
                        POST >login 404         409                    409         404         404
"""

SENT: dict[str, dict[str, str]] = {
    "letters/": {"text": TYPED, "version": "5b7d0d5e-7f4c-4e0a-9a55-000000000005"},
    "letters/draft/": {"text": TYPED},
}
