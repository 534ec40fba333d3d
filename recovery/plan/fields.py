"""What the fields of the plan's own files may hold: a wording, a question, an option."""

from typing import Any

from pages.content.fields import NAME, TEXT, Field, is_list, is_list_of_text, is_text, one_of

from .activities import QUESTION_KINDS, TRACKS


def is_wording(value: Any) -> bool:
    return is_text(value) or (
        isinstance(value, dict) and set(value) == set(TRACKS) and all(map(is_text, value.values()))
    )


QUESTION = {
    "id": NAME,
    "kind": one_of(QUESTION_KINDS),
    "prompt": Field(is_wording, f"a text, or one for each of: {', '.join(TRACKS)}"),
    "hint": Field(is_wording, f"a text, or one for each of: {', '.join(TRACKS)}", required=False),
    "ends": Field(is_list_of_text, "the words at 0 and at 10", required=False),
    "words": Field(is_text, "a text", required=False),
    "options": Field(is_list, "a list of options", required=False),
    "ready_made": Field(is_text, "a text", required=False),
}
OPTION = {"id": NAME, "label": TEXT, "about": Field(is_text, "a text", required=False)}
