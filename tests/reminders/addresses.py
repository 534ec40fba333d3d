"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

MATRIX = """
reminders/            GET  >login 200
                      POST >login >settings!    >settings    >settings!    >settings!   >settings!
u/ALICES-MAIL/        GET  200
                      POST 200!
"""

SENT: dict[str, dict[str, str]] = {
    "reminders/": {"mail": "on"},
}
