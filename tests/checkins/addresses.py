"""What each of the six gets at the addresses of this room, as tests/matrix/rows.py reads it."""

from tests.matrix.typed import TYPED

MATRIX = """
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
check-ins/CHECK-IN/opening/talk-list/ GET >login 405
                                    POST >login 404       >sealed|>opening     >piece|>opening      404        404
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

CHECK_IN = {"score": "7", "thanks": TYPED, "revision": "1"}

SENT: dict[str, dict[str, str]] = {
    "check-ins/rhythm/": {"months": "3", "anchor": "2027-03-20"},
    "check-ins/CHECK-IN/": CHECK_IN,
    "check-ins/CHECK-IN/draft/": CHECK_IN,
    "check-ins/CHECK-IN/look-again/": {"day": "2027-04-01"},
    "check-ins/CHECK-IN/opening/talk-list/": {"question": "thanks"},
    "check-ins/EARLIER-CHECK-IN/": CHECK_IN,
}
