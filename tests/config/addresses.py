"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

MATRIX = """
mailbox/              GET  404
                      POST 405
mailbox/a-letter/     GET  404
                      POST 405
"""

SENT: dict[str, dict[str, str]] = {}
