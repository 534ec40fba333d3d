"""Signing in by address and password, at the same cost for every address."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from people.actions.ways_in import which_password
from people.marks import persons_with_marks
from people.models import Person

from .unknown_addresses import persons_at


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which hashes a password for an unknown address too; and asks the same of the database for both."""

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        """Notes on the person which of their passwords it was."""
        self._did_check_password = True
        found = persons_at(email)
        for person in found:
            which = which_password(person, password)
            if which:
                person.typed_password = which  # type: ignore[attr-defined]
                if self.user_can_authenticate(person):
                    return person
                self._stash_user(person)
        if not found:
            which_password(None, password)
        return None

    def get_user(self, user_id: Any) -> Person | None:
        """Who is signed in, with what nearly every page asks of them: one query a request."""
        person = persons_with_marks().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
