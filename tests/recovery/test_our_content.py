"""Our own content: that it passes the checks, is as long as it may be, and has its place."""

from pathlib import Path

import pytest
from django.utils.html import strip_tags

from recovery.plan import catalogue, checks, progress
from recovery.plan.activities import TRACKS, Activity

ROOT = Path(__file__).resolve().parents[2]
CORE_OF_THE_PLAN = {
    "around": ["the-first-days", "for-now", "why-i-am-here"],
    "talk": ["what-it-is-and-isnt", "what-happened", "hear-each-other-out", "ten-minutes-every-week"],
    "agree": ["guardrails", "situations", "our-agreement"],
    "show": ["small-and-reliable", "what-i-offer", "this-weeks-promises"],
    "understand": ["a-signal", "how-full-is-your-cup", "near-again", "what-we-want"],
    "support": ["help-is-not-failure", "is-it-time", "are-we-still-in", "what-we-have-learned"],
}

TO_COME = {
    *("a-line-crossed-again", "a-page-to-bring-along", "hear-each-other-out", "my-questions", "near-again"),
    *("one-old-fight", "our-agreement", "owning-it", "situations", "ten-minutes-every-week", "this-weeks-promises"),
    *("what-i-offer", "what-we-have-learned", "what-we-want", "what-would-help-me", "when-it-gets-stirred-up"),
    "where-you-differ",
}


def test_our_content_passes_the_checks() -> None:
    assert checks.check_content() == []


def test_the_plan_has_five_steps() -> None:
    assert [(step.number, step.name) for step in catalogue.steps()] == [
        (1, "Talk"),
        (2, "Agree"),
        (3, "Show"),
        (4, "Understand"),
        (5, "Support"),
    ]
    assert all(step.introduction for step in catalogue.steps())


def test_the_core_of_the_plan_has_its_place() -> None:
    core = {step.id: [piece.id for piece in step.core_pieces] for step in catalogue.steps()}
    core["around"] = [piece.id for piece in catalogue.around() if piece.core]
    assert core == CORE_OF_THE_PLAN


def test_the_invitation_and_the_front_page_promise_no_less_time_than_it_takes() -> None:
    for page in ("join", "front"):
        assert "seven minutes" in Path(ROOT, f"templates/couples/{page}.html").read_text("utf-8")
    assert catalogue.activity("why-i-am-here").minutes == 7
    assert [piece.id for piece in catalogue.activities() if piece.minutes > 30] == []


def test_what_waits_for_its_text() -> None:
    assert {piece.id for piece in catalogue.activities() if not piece.built} == TO_COME


def test_the_first_sealed_piece_is_light_and_opens_at_once() -> None:
    why = catalogue.activity("why-i-am-here")
    assert (why.opens, why.minutes, [q.id for q in why.questions]) == ("at-once", 7, ["hope", "give", "hard"])
    assert "“Because I was asked” is reason enough" in " ".join(strip_tags(catalogue.reading_html(why)).split())


def test_what_happened_asks_each_track_in_its_own_words() -> None:
    happened = catalogue.activity("what-happened").questions[0]
    assert [happened.prompt(track) for track in TRACKS] == [
        "What I noticed",
        "What I did",
        "What happened, as I see it",
    ]


READINGS = [piece for piece in catalogue.activities() if piece.built and piece.kind == "read"]


@pytest.mark.parametrize("piece", READINGS, ids=lambda piece: piece.id)
def test_a_reading_is_short_and_ends_with_something_to_do(piece: Activity) -> None:
    for_all = sum(len(strip_tags(section.html).split()) for section in piece.sections if section.track is None)
    by_track = {section.track: len(strip_tags(section.html).split()) for section in piece.sections if section.track}
    assert 300 <= for_all <= (800 if piece.library else 620), "350 to 550 words, and a little for headings and links"
    assert set(by_track) == set(TRACKS), "each chair has its part"
    assert max(by_track.values()) <= 125, "up to 110 words for a track, and its heading"
    heading = "<h2>Something to do today</h2>"
    assert sum(section.html.count(heading) for section in piece.sections) == 1, "## Something to do today"


ASKING = [piece for piece in catalogue.activities() if piece.built and piece.questions]


@pytest.mark.parametrize("piece", ASKING, ids=lambda piece: piece.id)
def test_what_asks_begins_with_a_short_text(piece: Activity) -> None:
    for section in piece.sections:
        words = len(strip_tags(section.html).split())
        assert words <= (80 if section.track else 260), "of what asks, a screen or two for all and a screen for a track"


def test_the_core_takes_seven_to_nine_hours_with_its_repeats() -> None:
    assert 7 * 60 <= progress.core_minutes(catalogue.activities()) <= 9 * 60


def test_anyone_may_read_the_first_days_with_every_track() -> None:
    html = catalogue.reading_html(catalogue.activity("the-first-days"))
    assert catalogue.activity("the-first-days") in catalogue.library()
    assert [heading in html for heading in ("If you were hurt", "If you crossed a line", "If it was both")] == [
        True
    ] * 3
    assert "If you crossed a line" not in catalogue.reading_html(catalogue.activity("the-first-days"), "hurt")
