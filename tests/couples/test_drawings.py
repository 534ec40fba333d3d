"""Above every leaf of Today stands a picture of paper, which its rank decides."""

import pytest
from django.template.loader import render_to_string

from couples.leaves import Leaf, Rank


@pytest.mark.parametrize("rank", Rank)
def test_every_leaf_is_drawn_alone(rank):
    """A picture that takes words of a page with it would be empty here."""
    drawn = render_to_string(Leaf("key", rank, "title", "text").drawing)
    assert drawn.startswith('<svg class="picture scene"')
    assert drawn.count("<path") > 1
    assert len(drawn) < 1000


def test_what_has_opened_is_drawn_otherwise_than_what_is_sealed():
    drawn = {rank: Leaf("key", rank, "title", "text").drawing for rank in (Rank.OPENED, Rank.LOOK_AGAIN, Rank.NEXT)}
    assert len(set(drawn.values())) == 3
