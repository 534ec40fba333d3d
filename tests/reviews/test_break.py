"""A break, on both screens: twenty minutes, by either, and nothing of it is kept."""

import pytest

from agreement.models import Mark, Version
from tests.cast import later
from together.models import Sitting

pytestmark = pytest.mark.django_db


def test_both_screens_are_on_it(her, his):
    her.presses("break")
    assert his.polls() == 200
    for screen in (her, his):
        assert screen.says("A break until")
        assert not screen.says("Next line")
    assert her.live == his.live, "neither screen says who took it"


def test_it_is_over_by_itself_at_the_same_line(her, his, lines):
    her.presses("break")
    his.polls()
    assert his.polls() == 204
    with later(minutes=20):
        for screen in (her, his):
            assert screen.polls() == 200
            assert screen.says("Line 1 of 3")


@pytest.mark.parametrize(
    "deed",
    ["place", "mark", "line/removal", "line/return", "subject", "offer"],
    ids=lambda deed: deed.replace("/", "-"),
)
def test_during_it_nothing_of_the_sitting_changes(her, his, lines, deed):
    his.presses("break")
    line = lines[0]
    answer = her.presses(deed, line=line.pk, seen=line.pk if deed == "place" else 1, to=lines[1].pk, says="fits")
    assert answer.status_code == 200
    assert her.says("You’re both on a break")
    assert not Mark.unscoped.exists()
    assert (Sitting.unscoped.get().place, Version.unscoped.get().state) == (str(line.pk), "draft")


@pytest.mark.parametrize("deed", ["place", "removal"])
def test_without_a_script_the_page_of_the_break_says_so(as_alice, his, lines, deed):
    his.presses("break")
    answer = as_alice.post(f"/review/{deed}/", {"seen": lines[0].pk, "to": lines[1].pk})
    assert answer.status_code == 409
    assert "You’re both on a break" in answer.text
    assert "A break until" in answer.text


def test_the_time_is_that_of_the_reader(as_alice, as_bob, her, his, alice):
    alice.zone = "Asia/Tokyo"
    alice.save()
    his.presses("break")
    until = Sitting.unscoped.get().break_until
    assert f">{(until.hour + 9) % 24:02}:{until.minute:02}<" in as_alice.get("/review/").text
    assert f">{until.hour:02}:{until.minute:02}<" in as_bob.get("/review/").text
