"""The stages of signing in: allauth's, and the one that asks for a second proof."""

from typing import Any

from allauth.account.stages import LoginStage
from django.http import HttpResponseRedirect
from django.urls import reverse

from . import records, signing_in

ALONE = "alone"
STAGES = [
    "allauth.account.stages.LoginByCodeStage",
    "allauth.account.stages.EmailVerificationStage",
    "people.accounts.stages.SecondProofStage",
]


class SecondProofStage(LoginStage):  # type: ignore[misc]
    """Waits for a second proof, or for the word that one goes on with one; not where what was shown is enough."""

    key = "second_proof"
    urlname = "second_proof"

    def handle(self) -> tuple[Any, bool]:
        person = self.login.user
        if person is None:
            return None, True
        if not self.state.get("looked"):
            records.note_browser(self.request, person)
            self.state["looked"] = True
        if self.state.get(ALONE) or signing_in.is_enough(self.request, person):
            return None, True
        return HttpResponseRedirect(reverse(self.urlname)), True
