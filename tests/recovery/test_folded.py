"""A part of a reading that is only for some stands folded behind its heading; what protects anybody does not."""

import re

import pytest

from recovery.plan import catalogue

FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
PROTECTS = ("/help/", "/questions/")
ASKING = [piece.id for piece in catalogue.activities() if piece.questions and piece.built]


def test_it_stands_behind_its_heading_in_its_place():
    html = catalogue.reading_html(catalogue.activity("how-full-is-your-cup"), "hurt")
    (folded,) = FOLDED.findall(html)
    assert folded.startswith("<details><summary>More about the cups</summary>")
    assert "More about the cups" not in FOLDED.sub("", html)
    assert html.index("<details>") < html.index("If you were hurt")


@pytest.mark.parametrize("piece_id", ASKING)
def test_no_way_to_help_is_folded(piece_id):
    for track in ("hurt", "crossed", "both"):
        html = catalogue.reading_html(catalogue.activity(piece_id), track)
        assert [way for way in PROTECTS for folded in FOLDED.findall(html) if way in folded] == []
