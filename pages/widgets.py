"""The inputs of the house. How they look is in `templates/django/forms/widgets/` and `static/css/parts/`."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# A browser that translates a page sends it away. Spelling is left to who writes: some need the check.
NOT_TRANSLATED = {"translate": "no"}


class Line(forms.TextInput):
    """One line."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**NOT_TRANSLATED, **(attrs or {})})


class Words(forms.Textarea):
    """A place to write that grows with what is written."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**NOT_TRANSLATED, "rows": 4, **(attrs or {})})
        self.attrs.pop("cols", None)  # how wide it is, the style sheet says


class Day(forms.DateInput):
    """A day, by the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Choice(forms.RadioSelect):
    """One of a few, as rows to tap. Every answer looks the same."""


class LongList(forms.Select):
    """One of many, in groups. Its options are written all at once: with a template for each, five hundred towns cost
    more than all the rest of their page."""

    template_name = "django/forms/widgets/long_list.html"

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Each group's name, and its options as they stand on the page."""
        return [(group, _options(options, value)) for group, options in self.choices]


def _options(options: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    marked = ((key, " selected" if key in chosen else "", label) for key, label in options)
    return format_html_join("", '\n  <option value="{}"{}>{}</option>\n', marked)


class Ticks(forms.CheckboxSelectMultiple):
    """Any of a few, as rows to tap."""


class Tick(forms.CheckboxInput):
    """A single box with its label beside it."""


class InPerson(Tick):
    """The last choice of a sealed question, set apart: it folds the question on both sides."""


class Scale(forms.RadioSelect):
    """Nought to ten. `ends` are the two words above the scale."""

    template_name = "django/forms/widgets/scale.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Any = (), ends: Sequence[str | Promise] = ()
    ) -> None:
        super().__init__(attrs, choices)
        self.ends = tuple(ends)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["ends"] = self.ends
        return context
