"""The form of a piece that is a list of questions: in whatever room, without a class of its own."""

from typing import Any

from pages.forms import EVERY_FIELD, LineField, WordsField
from pages.visibility import SEALED
from sealed.folding import Words
from sealed.forms import QuestionsForm, initial_of


class Cards(QuestionsForm):
    visibility = {EVERY_FIELD: SEALED, "revision": None}


def cards(data: Any = None, **initial: Any) -> Cards:
    asked = {"coffee": LineField(label="A coffee", required=False), "why": WordsField(label="Why", required=False)}
    return Cards(data, asked=asked, in_person={"coffee"}, initial=initial)


def test_what_was_put_in_is_kept_by_question_and_comes_back() -> None:
    form = cards({"coffee": " Fine  with me ", "coffee-in-person": "on", "why": "", "revision": "2"})
    assert form.is_valid()
    words: Words = {"coffee": {"value": "Fine with me", "in_person": True}, "why": {"value": ""}}
    assert form.words() == words
    assert initial_of(words, 3) == {
        "revision": 3,
        "coffee": "Fine with me",
        "coffee-in-person": True,
        "why": "",
        "why-in-person": False,
    }


def test_of_a_screen_only_its_own_question_is_shown_and_the_others_stay_as_they_were() -> None:
    form = cards({"why": "new", "coffee": "smuggled", "coffee-in-person": "on"}, coffee="as it was")
    form.take_only(form.names_of(["why"]))
    form.show(["why"])
    assert (form.shown, form.visibility_of("why")) == (["why"], SEALED)
    assert form.is_valid()
    assert form.words() == {"coffee": {"value": "as it was"}, "why": {"value": "new"}}


def test_only_what_may_be_said_aloud_has_a_box_for_it() -> None:
    form = cards()
    assert list(form.fields) == ["revision", "coffee", "coffee-in-person", "why"]
    assert [form.visibility_of(name) for name in form.fields] == [None, SEALED, None, None]
