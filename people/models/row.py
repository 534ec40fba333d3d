"""The base of every row that is one person's."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from people.at_hand import is_small
from vault.fate import Fate, goes_with
from vault.models import PrivateModel

from .person import Person


class PersonRow(PrivateModel):
    """A row that is its person's only. What they wrote stands in the body under `words`. It is read by `words` and
    `before`, which show nothing in a small sign-in; so does a caller that has never heard of that."""

    person: Any = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    fate: ClassVar[Fate] = goes_with("person")

    class Meta(PrivateModel.Meta):
        abstract = True

    def body_key_id(self) -> uuid.UUID:
        key_id: uuid.UUID = self.person.key_id
        return key_id

    def body_owners(self) -> tuple[uuid.UUID, ...]:
        return (self.person_id,)

    @classmethod
    def visibility(cls, person: Any) -> Q:
        return Q(person=person)

    @property
    def words(self) -> Mapping[str, Any]:
        """What its author may read of it now."""
        return {} if self.is_withheld else self.all_words

    @property
    def before(self) -> list[Mapping[str, Any]]:
        """What lies beneath, the oldest first: nothing while that is withheld."""
        return [] if self.is_withheld else list(self.body.get("before", []))

    @property
    def is_withheld(self) -> bool:
        """Whether whoever is here may not read the words of this row: by one proof alone, nothing earlier."""
        return is_small()

    @property
    def all_words(self) -> Mapping[str, Any]:
        """Withheld or not: for what opens to both, and for what may not be lost. Raises Destroyed: the key is gone."""
        words: Mapping[str, Any] = self.body.get("words", {})
        return words

    @property
    def says_something(self) -> bool:
        """Whether there are words in it, whether or not they can be read now."""
        return bool(self.all_words)
