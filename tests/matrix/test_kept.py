"""What is being typed: every form with room for words keeps them while they are typed, or is named here with the
reason why one press is enough."""

import re

import pytest

from .asking import ask
from .rows import ROWS
from .world import World

pytestmark = pytest.mark.django_db

NOT_KEPT = {
    "agreement/notes/": "who is pressed may have to close it in the middle of a word: then nothing of it stands there",
}


def test_every_form_with_room_for_words_keeps_what_is_typed(world: World) -> None:
    forgetful = set()
    for row in ROWS:
        if row.method == "GET" and row.expected("alice", world.state) == "200":
            page = ask(world, "alice", "GET", row.at(world)).page()
            forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.DOTALL)
            forgetful |= {row.path for tag, inside in forms if "<textarea" in inside and "data-autosave" not in tag}
    assert forgetful == set(NOT_KEPT)
