"""What every form here is made of: who will see a field, and words taken as they were typed."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .letters import is_visible
from .widgets import InPerson, Line, Scale, Tick, Words

EVERY_FIELD = "*"

MOST_CHARACTERS = 20_000
MOST_CHARACTERS_OF_A_LINE = 200
# They turn around what stands after them: a line could be read as other words than those that are signed.
TURNS_THE_LINE = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Asked(BoundField):
    """A field on a page, which knows who will see what is put in."""

    form: "Form"

    @property
    def visibility(self) -> str | None:
        return self.form.visibility_of(self.name)

    @property
    def sees_in_short(self) -> bool:
        """The sentence stands once a form; the label stands at every field."""
        return self.name != next(n for n in self.form.fields if self.form.visibility_of(n) == self.visibility)

    @property
    def sees_id(self) -> str:
        return f"{self.auto_id}_sees"

    @property
    def aria_describedby(self) -> str | None:
        named = super().aria_describedby
        if named is None or self.is_hidden or not self.visibility:
            return named
        return f"{self.sees_id} {named}".strip()


class Form(forms.Form):
    """The base of every form. A subclass says who will see which field; "*" stands for every field that is not named:

        visibility = {"*": SEALED, "day": ONLY_YOU}

    `partner_name` is the name in the sentence beside the label; `morning`: a sealed piece opens the next morning;
    `by_sharing`: the other sees it by a step of its own, and not by saving;
    `may_be_shared`: what is only mine here can be shared by a step of its own. Elsewhere nothing speaks of sharing.
    """

    visibility: ClassVar[Mapping[str, str | None]] = {}
    morning = False
    by_sharing = False
    may_be_shared = False
    bound_field_class = Asked
    use_required_attribute = False  # an early press is answered by a sentence, not by the browser

    def __init__(self, *args: Any, partner_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner_name = partner_name
        for field in self.fields.values():
            soften(field)

    def visibility_of(self, name: str) -> str | None:
        if name in self.visibility:
            return self.visibility[name]
        field = self.fields[name]
        if isinstance(field.widget, InPerson) or field.widget.is_hidden:
            return None
        return self.visibility.get(EVERY_FIELD)


KINDER = {
    (forms.Field, "required"): _("Fill this in."),
    (forms.BooleanField, "required"): _("Tick this if it’s true."),
    (forms.ChoiceField, "required"): _("Choose one of these."),
    (forms.ChoiceField, "invalid_choice"): _("Choose one of these."),
    (forms.EmailField, "invalid"): _("Enter your whole email address, like robin@example.org."),
    (forms.DateField, "invalid"): _("Enter a date, like 2027-05-14."),
    (forms.IntegerField, "invalid"): _("Enter a whole number."),
}


def soften(field: forms.Field) -> None:
    """Replace Django's standard complaints by sentences that say what to do. A field's own words stay."""
    for (kind, code), sentence in KINDER.items():
        if isinstance(field, kind) and field.error_messages.get(code) in (None, *standing(type(field).__mro__, code)):
            field.error_messages[code] = sentence


@cache
def standing(kinds: tuple[type, ...], code: str) -> tuple[Any, ...]:
    """What a field of these kinds says without anybody's words: Django's sentence, or one of ours that is less
    particular. Looked up once a process, and not for each field of each form."""
    theirs = [vars(kind).get("default_error_messages", {}).get(code) for kind in kinds]
    return tuple(words for words in [*theirs, KINDER.get((forms.Field, code))] if words)


def no_longer_than(most: int) -> Callable[[str], None]:
    """A check that counts for the writer instead of cutting."""

    def check(value: str) -> None:
        if len(value) > most:
            raise ValidationError(
                gettext("Shorten this to {most} characters. It has {now} now. Nothing is lost.").format(
                    most=number_format(most, force_grouping=True), now=number_format(len(value), force_grouping=True)
                ),
                code="max_length",
            )

    return check


class WordsField(forms.CharField):
    """What somebody writes. Line ends become one kind; characters that cannot be seen or printed are left out;
    what holds nothing visible is empty. Too long is refused with the count, and never cut."""

    widget: type[forms.Widget] = Words

    def __init__(self, *, most: int = MOST_CHARACTERS, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)
        self.validators.append(no_longer_than(most))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """`data-most` lets count.js say what is left; `maxlength` would cut what is pasted, without a word."""
        return {
            **super().widget_attrs(widget),
            "data-most": str(self.most),
            "data-left": _("Characters left: {number}"),
            "data-over": _("Characters too many: {number}"),
        }

    def to_python(self, value: Any) -> str:
        text = super().to_python(printable(str(value or "")).translate(TURNS_THE_LINE)) or ""
        return text if is_visible(text) else ""


class LineField(WordsField):
    """One line of it."""

    widget = Line

    def __init__(self, *, most: int = MOST_CHARACTERS_OF_A_LINE, **kwargs: Any) -> None:
        super().__init__(most=most, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class ScaleField(forms.TypedChoiceField):
    """Nought to ten, or None where nothing was chosen. `ends`: the words at 0 and at 10."""

    def __init__(self, *, ends: Sequence[str | Promise] = (), **kwargs: Any) -> None:
        choices = [(str(n), str(n)) for n in range(11)]
        super().__init__(choices=choices, coerce=int, empty_value=None, widget=Scale(ends=ends), **kwargs)


class InPersonField(forms.BooleanField):
    """ "I’d rather say this in person": the one question stays folded on both sides."""

    widget = InPerson

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("I’d rather say this in person"), "required": False, **kwargs})


class TickField(forms.BooleanField):
    """One box to tick, its label beside it."""

    widget = Tick


def printable(text: str) -> str:
    """`text` with one kind of line end, and of all control characters only the line end and the tab."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
