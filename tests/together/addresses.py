"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
talk-list/                          GET  >login 200
                                    POST >login >talk-list! >talk-list! >talk-list! 409 409
talk-list/SUBJECT/clearing/         GET  >login 405
                                    POST >login 404         >talk-list! >talk-list! 404 404
talk-list/SUBJECT/return/           GET  >login 405
                                    POST >login 404         >talk-list  >talk-list  404 404
talk-list/CLEARED/return/           GET  >login 405
                                    POST >login 404         >talk-list! >talk-list! 404 404
talk-list/EARLIER-SUBJECT/clearing/ GET  >login 405
                                    POST >login 404
"""

SENT: dict[str, dict[str, str]] = {
    "talk-list/": {"text": TYPED, "subject": "5b7d0d5e-7f4c-4e0a-9a55-000000000002"},
}
"""The id that a form brings makes one subject of a form that is sent twice."""
