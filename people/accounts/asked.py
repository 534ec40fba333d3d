"""The proof that was shown last to a form which asks "Is it you?": what is changed within five minutes counts as it."""

from django.http import HttpRequest

from people.proofs import Proof

ASKED = "asked"


def note_asked(request: HttpRequest, proof: Proof) -> None:
    request.session[ASKED] = str(proof)


def asked_in(request: HttpRequest) -> Proof:
    """Such as the password; that too where nothing is remembered."""
    return Proof(request.session.get(ASKED, Proof.PASSWORD))
