"""The link as a QR code: our own markup, with its words beside it."""

import re

import pytest
import segno

from couples import actions
from couples.qr import QUIET, qr_of

LINK = "https://twofold.example/join/2mJ7vJY0_qkq8N5s9c7X1u3hZbqk0mB3k0kW6sXo2aQ/"


def drawn(qr):
    """The modules that the path makes dark, row by row."""
    square = [[0] * qr.size for _ in range(qr.size)]
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", qr.path):
        assert length == back
        square[int(y)][int(x) : int(x) + int(length)] = [1] * int(length)
    return square


def test_the_path_draws_every_dark_module_and_a_quiet_edge():
    qr = qr_of(LINK)
    edge = [0] * QUIET
    made = [
        edge + [int(dark) for dark in row] + edge
        for row in segno.make(LINK, error="q", micro=False, boost_error=False).matrix
    ]
    blank = [[0] * qr.size] * QUIET
    assert drawn(qr) == blank + made + blank
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", qr.path)


def test_another_link_is_another_picture():
    assert qr_of(LINK).path != qr_of(LINK.replace("2mJ7", "3mJ7")).path


@pytest.mark.django_db
def test_the_page_draws_the_link_it_shows(as_dana, dana, settings):
    settings.TWOFOLD_SITE_ROOT = "https://twofold.example"
    token = actions.invite(dana).body["token"]
    page = as_dana.get("/invitation/").text
    assert f'd="{qr_of(f"https://twofold.example/join/{token}/").path}"' in page
    assert "The same link as a QR code" in page
    actions.end_invitation(dana)
    assert "<path fill" not in as_dana.get("/invitation/").text
