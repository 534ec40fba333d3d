"""What every form of a piece has, in whatever room."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from pages.forms import Form, InPersonField, soften

from .folding import Words

IN_PERSON = "-in-person"
SENT = "sent_field"


class AsItIs(forms.Field):
    """Stands in for a field that was not sent: what was kept stays, even where it could not be put in any more."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__(required=False, disabled=True)
        self._empty = field.clean(None)

    def clean(self, value: Any) -> Any:
        return self._empty if value is None else value


class WritingForm(Form):
    """A form whose words are kept as they are written. `revision` is that of the draft its page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shown: list[str] | None = None
        self._sent: Collection[str] | None = None

    def show(self, questions: Collection[str]) -> None:
        """Its page shows only the fields in which these questions are answered."""
        self._shown = self.names_of(questions)

    @property
    def shown(self) -> list[str]:
        """The names of the fields on its page, in their order."""
        return [name for name in self.fields if name != "revision"] if self._shown is None else self._shown

    @property
    def shown_fields(self) -> list[BoundField]:
        return [self[name] for name in self.shown]

    def visibility_of(self, name: str) -> str | None:
        """Said once a page, at its first field: who will see it is the same for all of them."""
        return super().visibility_of(name) if name in self.shown[:1] else None

    def names_of(self, questions: Collection[str]) -> list[str]:
        """The names of the fields in which these questions are answered, in their order: of a question's own name,
        where a form says nothing else."""
        return [name for name in self.fields if name in questions]

    def take_only(self, sent: Collection[str]) -> None:
        """Only the fields of these names were sent: the others keep what the form began with. A box that was unticked
        is sent by its name alone."""
        self._sent = sent
        for name, field in self.fields.items():
            if name != "revision" and name not in sent:
                self.fields[name] = AsItIs(field)

    def words_upon(self, kept: Words) -> Words:
        """What was put in, upon what is kept: an answer that has fields, of which none was sent, stays as it is,
        whatever the form could make of it by now; and so does one to a question that is not asked any more. Only after
        `is_valid()`."""
        put = {
            question: entry if self._is_sent(question) else kept.get(question, entry)
            for question, entry in self.words().items()
        }
        return {**kept, **put}

    def _is_sent(self, question: str) -> bool:
        names = set(self.names_of([question]))
        return self._sent is None or not names or bool(names & set(self._sent))

    def words(self) -> Words:
        """What was put in, by question, as it is kept. Only after `is_valid()`."""
        raise NotImplementedError

    def blame(self, sentence: Any) -> None:
        """Puts a sentence to the first field: there is nothing on the page."""
        self.add_error(self.shown[0], sentence)


class QuestionsForm(WritingForm):
    """A form of one field a question: `asked`, by the question's id. Those in `in_person` may rather be said aloud.

    `beside` names questions that go with another one, as a sentence does with its number: they come right after it, and
    what is said aloud of the one is said aloud of both.
    """

    def __init__(
        self,
        *args: Any,
        asked: Mapping[str, forms.Field],
        in_person: Collection[str] = (),
        beside: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {question: (beside or {}).get(question, question) for question in asked}
        for question, field in asked.items():
            soften(field)
            self.fields[question] = field
            if (main := self.asked[question]) in in_person:
                # Once for both, after the last of them.
                self.fields.pop(main + IN_PERSON, None)
                self.fields[main + IN_PERSON] = InPersonField()

    def names_of(self, questions: Collection[str]) -> list[str]:
        asked = {name for each in questions for name in (each, self.asked.get(each, each) + IN_PERSON)}
        return [name for name in self.fields if name in asked]

    def words(self) -> Words:
        """Every question with its value and whether it is for saying in person. Only after `is_valid()`."""
        put = self.cleaned_data
        return {
            question: entry_of(put[question], in_person=bool(put.get(main + IN_PERSON)))
            for question, main in self.asked.items()
        }


def initial_of(words: Words, revision: int) -> dict[str, Any]:
    """What a `QuestionsForm` starts with, given kept words and the revision they are of."""
    initial: dict[str, Any] = {"revision": revision}
    for question, entry in words.items():
        initial[question] = entry.get("value", "")
        initial[question + IN_PERSON] = bool(entry.get("in_person"))
    return initial


def entry_of(value: Any, *, in_person: bool) -> dict[str, Any]:
    """One question of an answer, as it is kept."""
    return {"value": value, "in_person": True} if in_person else {"value": value}
