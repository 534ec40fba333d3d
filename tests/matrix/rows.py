"""The matrix: who gets what, at every address.

A line is an address, a method, and what each of the six gets, in this order:

    anonymous   nobody is signed in
    charlie     a stranger, in a couple of his own
    alice       the one whose rows the address names, where it names any
    bob         her partner
    frank       her former partner: their couple is closed
    dana        on her own, with an invitation out

One cell stands for all six; two are what anonymous gets, and what everybody signed in gets.
A cell is a status, or > and the page that a redirect leads to. `before|after` where it differs: before, alice has done
her half and bob has not; after, both have, and all of it is open (see `world`). An exclamation mark says that a row of
some table changed; without it, none did. POST sends what the page's own form would send (see `sent`).

Capital words are ids and tokens: LINE, OUR-TEXT and CHECK-IN of alice and bob as they are now, OWN-LINE alice's alone,
FIRST-CHECK-IN their one before; EARLIER-TEXT, EARLIER-CHECK-IN and LAST-CHECK-IN of alice and frank; DANAS-LINK the
token of her invitation, which opens to whoever has it; ALICES-PASSKEY hers; ALICES-SESSION where she is signed in;
ALICES-MAIL the link in her mails, which can end them and do nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .world import PERSONAS, World

MATRIX = """
# The account: allauth's, in our templates

account/login/                   GET  200    >front
                                 POST >front
account/logout/                  GET  >front 200
                                 POST >front
account/inactive/                GET  200
                                 POST 405
account/signup/                  GET  200    >front
                                 POST >email_verification_sent! >front
account/reauthenticate/          GET  >login 200
                                 POST >login >front
account/reauthenticate/code/     GET  >login >reauthenticate
                                 POST >login >reauthenticate
account/reauthenticate/passkey/  GET  >login >reauthenticate 200 >reauthenticate >reauthenticate >reauthenticate
                                 POST >login >reauthenticate 200 >reauthenticate >reauthenticate >reauthenticate
account/login/step/              GET  >login >front
                                 POST >login >front
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
account/login/code/confirm/      GET  >login >front
                                 POST >login >front
account/password/reset/confirm/  GET  >login
                                 POST >login
account/password/reset/complete/ GET  >reset_password
                                 POST >reset_password
account/password/reset/done/     GET  200
                                 POST 405

# Persons and couples, the outbox, the pages for anyone

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
join/DANAS-LINK/      GET  200
                      POST 405
join/DANAS-LINK/yes/  GET  >login 409         409         409         200          409
                      POST >login 409         409         409         >today!      409
address/              GET  >login 200
                      POST >login >today!
address/more/      GET  >login 200
                      POST >login 405
more/                 GET  >login 200
                      POST >login 405
hand-over/            GET  >login 405
                      POST >login >login!
track/                GET  >login 200
                      POST >login >today!
settings/             GET  >login 200
                      POST >login >settings!
sign-in/              GET  >login 200
                      POST >login 405
sign-in/app/          GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/app/removal/  GET  >login 404
                      POST >login 404
sign-in/codes/        GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/codes/new/    GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/passkeys/     GET  >login >reauthenticate
                      POST >login >reauthenticate
sign-in/passkeys/ALICES-PASSKEY/removal/ GET  >login 404 >reauthenticate 404 404 404
                      POST >login 404         >reauthenticate 404         404          404
sign-in/sessions/     GET  >login >reauthenticate
                      POST >login 405
sign-in/sessions/ending/ GET  >login 405
                      POST >login >sessions
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
first/     GET  >login 200
                      POST >login >today
settings/pace/         GET  >login 200
                       POST >login >today!   >today!     >today!     >today       >today!
settings/pace/ending/  GET  >login 405
                       POST >login >today    >today      >today      >today!      >today
settings/space/              GET  >login 200
                      POST >login >today!     >today!     >today!     >today       >today!
export/               GET  >login >reauthenticate
                      POST >login >reauthenticate
export/json/          GET  >login >reauthenticate
                      POST >login 405
export/page/          GET  >login >reauthenticate
                      POST >login 405
settings/account/             GET  >login 200
                      POST >login >deleting!
settings/account/keeping/     GET  >login 405
                      POST >login >today
reminders/            GET  >login 200
                      POST >login >settings!    >settings    >settings!    >settings!   >settings!
u/ALICES-MAIL/        GET  200
                      POST 200!
mailbox/              GET  404
                      POST 405
mailbox/a-letter/     GET  404
                      POST 405

# The agreement

agreement/                       GET  >login 200
                                 POST >login 405
agreement/clauses/               GET  >login 405
                                 POST >login >agreement!            >agreement!             >agreement! 409 409
agreement/clauses/LINE/          GET  >login 404         200                    200         404         404
                                 POST >login 404         >agreement!            >agreement! 404         404
agreement/clauses/LINE/removal/  GET  >login 405
                                 POST >login 404         >agreement!            >agreement! 404         404
agreement/draft/                 GET  >login 405
                                 POST >login >agreement  >agreement             >agreement  409         409
agreement/review-day/            GET  >login 405
                                 POST >login >agreement! >agreement!            >agreement! 409         409
agreement/offer/                 GET  >login 405
                                 POST >login >agreement! >agreement             >agreement  409         409
agreement/signing/               GET  >login 409         >agreement|200         200         409         409
                                 POST >login 409         >agreement|>agreement! >agreement! 409         409
agreement/signature/removal/     GET  >login 405
                                 POST >login >agreement  >agreement!|>agreement >agreement  >agreement  >agreement
agreement/own-lines/             GET  >login 200
                                 POST >login >own-lines!
agreement/own-lines/OWN-LINE/    GET  >login 404         200                    404         404         404
                                 POST >login 404         >own-lines!            404         404         404
agreement/own-lines/OWN-LINE/removal/ GET >login 405
                                 POST >login 404         >own-lines!            404         404         404
agreement/own-lines/OWN-LINE/sharing/ GET >login 404     200                    404         404         404
                                 POST >login 404         >agreement!            404         404         404
agreement/versions/              GET  >login 200
                                 POST >login 405
agreement/versions/1/            GET  >login 200         200                    200         404         404
                                 POST >login 405
agreement/versions/2/            GET  >login 404         404|200                404|200     404         404
                                 POST >login 405
agreement/versions/OUR-TEXT/     GET  >login 404         200                    200         404         404
                                 POST >login 405
agreement/versions/EARLIER-TEXT/ GET  >login 404         200                    404         200         404
                                 POST >login 405

# What anyone may read

library/                GET  200
                        POST 405
library/1/ GET  200
                        POST 405
library/9/  GET  404
                        POST 405

# The plan

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

# The check-ins

check-ins/                          GET  >login 200
                                    POST >login >piece >piece            >piece            >room      >room
check-ins/rhythm/                   GET  >login 200       200                  200                  409        409
                                    POST >login >room!    >room!               >room!               409        409
check-ins/CHECK-IN/                 GET  >login 404       >sealed|>opening     200|>opening         404        404
                                    POST >login 404       >seal!|409           >seal!|409           404        404
check-ins/CHECK-IN/draft/           GET  >login 405
                                    POST >login 404       200!|409             200!|409             404        404
check-ins/CHECK-IN/seal/            GET  >login 404       >sealed|>opening     200|>opening         404        404
                                    POST >login 404       >sealed              >sealed!|>sealed     404        404
check-ins/CHECK-IN/sealed/          GET  >login 404       200|>opening         >piece|>opening      404        404
                                    POST >login 405
check-ins/CHECK-IN/answer/          GET  >login 404       200|>opening         >piece|>opening      404        404
                                    POST >login 405
check-ins/CHECK-IN/answer/removal/  GET  >login 405
                                    POST >login 404       >piece!|409          >piece|409           404        404
check-ins/CHECK-IN/look-again/      GET  >login 404       200|>opening         >piece|>opening      404        404
                                    POST >login 404       >sealed!|>opening    >piece|>opening      404        404
check-ins/CHECK-IN/opening/         GET  >login 404       >sealed|200          >piece|200           404        404
                                    POST >login 404       >sealed|>opening!    >piece|>opening!     404        404
check-ins/CHECK-IN/closing/         GET  >login 405
                                    POST >login 404       >piece!|409          >piece!|409          404        404
check-ins/FIRST-CHECK-IN/           GET  >login 404       >opening             >opening             404        404
                                    POST >login 404       409                  409                  404        404
check-ins/FIRST-CHECK-IN/opening/   GET  >login 404       200                  200                  404        404
                                    POST >login 404       >opening!            >opening!            404        404
check-ins/EARLIER-CHECK-IN/         GET  >login 404       200                  404                  200        404
                                    POST >login 404       >piece!           404                  >piece! 404
check-ins/EARLIER-CHECK-IN/opening/ GET  >login 404       >piece            404                  >piece  404
                                    POST >login 404       >piece            404                  >piece  404
check-ins/LAST-CHECK-IN/            GET  >login 404       200                  404                  200        404
                                    POST >login 404       >piece!           404                  >piece! 404
"""


@dataclass(frozen=True)
class Row:
    """One line of the matrix."""

    path: str
    method: str
    cells: tuple[str, ...]

    def expected(self, who: str, state: str) -> str:
        before, _, after = self.cells[PERSONAS.index(who)].partition("|")
        return after if state == "after" and after else before

    @property
    def answers(self) -> bool:
        """Whether the address knows this method at all: for some of those signed in it is not a plain 405."""
        return any("405" not in cell for cell in self.cells[1:])

    @property
    def has_id(self) -> bool:
        """Whether the address names a row by an id or a token."""
        return any(word.isupper() for word in self.path.split("/"))

    def at(self, world: World) -> str:
        """The address, with what the capital words stand for."""
        return filled(self.path, world.places)


def filled(path: str, places: dict[str, str]) -> str:
    return "/".join(places.get(word, word) for word in path.split("/")).removeprefix("/")


def rows() -> Iterator[Row]:
    path = ""
    for line in MATRIX.splitlines():
        if not line or line.startswith("#"):
            continue
        words = line.split()
        if words[0] not in ("GET", "POST"):
            path = words.pop(0)
        method, *cells = words
        yield Row(path, method, _of_each(cells))


def _of_each(cells: list[str]) -> tuple[str, ...]:
    spread = {1: cells * 6, 2: [cells[0], *cells[1:] * 5]}
    return tuple(spread.get(len(cells), cells))


ROWS = tuple(rows())
PATHS = tuple(dict.fromkeys(row.path for row in ROWS))
