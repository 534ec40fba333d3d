"""A page of one's own each month, after My part: kept by month, only one's own, and never pressed on anybody."""

from datetime import UTC, datetime, timedelta

import pytest

import people.actions as people
from recovery import actions
from recovery.models import Done
from recovery.plan import catalogue
from sealed.models import Draft
from tests.cast import at, client_of, join

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = "/plan/43-2026-10/", "/plan/43-2026-11/"
IN_OCTOBER, IN_NOVEMBER = datetime(2026, 10, 20, 12, tzinfo=UTC), datetime(2026, 11, 12, 12, tzinfo=UTC)
CANARY = "a canary of an October"


def write(client, url, words, revision=0):
    return client.post(url, {"scene": words, "revision": str(revision)})


def with_my_part_done(person):
    for piece in catalogue.my_part():
        actions.finish(person, piece)


def leaf_of(client):
    return client.get("/today/").context["page"].leaf


def test_it_asks_a_few_things_that_only_its_writer_sees():
    month = catalogue.page_of_day(IN_NOVEMBER.date())
    assert (month.id, month.title, month.visibility) == ("my-month-2026-11", "My month: November 2026", "only-you")
    assert 3 <= len(month.questions) <= 5


def test_the_piece_itself_leads_to_the_month_that_it_is_for_its_reader(as_dana, dana):
    with at(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)):
        assert as_dana.get("/plan/43/").url == OCTOBER
        people.choose_time(dana, "Pacific/Auckland", 9)
        assert as_dana.get("/plan/43/").url == NOVEMBER
        assert as_dana.get(NOVEMBER).status_code == 200


def test_each_month_is_kept_by_itself_and_the_earlier_ones_can_be_read(dana):
    with at(IN_OCTOBER):
        as_dana = client_of(dana)
        assert write(as_dana, OCTOBER, CANARY).url == f"{OCTOBER}kept/"
        assert "October 2026</a>" not in as_dana.get(OCTOBER).text
    with at(IN_NOVEMBER):
        as_dana = client_of(dana)
        page = as_dana.get(NOVEMBER)
        assert page.status_code == 200
        assert CANARY not in page.text
        assert f'<a href="{OCTOBER}">October 2026</a>' in page.text
        assert as_dana.post(f"{NOVEMBER}draft/", {"scene": "of this one", "revision": "0"}).status_code == 200
        assert CANARY in as_dana.get(OCTOBER).text
        assert "of this one" not in as_dana.get(OCTOBER).text
    assert {entry.piece for entry in Draft.objects.visible_to(dana)} == {
        "recovery:my-month-2026-10",
        "recovery:my-month-2026-11",
    }


def test_one_month_can_be_thrown_away_and_the_others_stay(as_dana, dana):
    with at(IN_NOVEMBER):
        write(as_dana, OCTOBER, CANARY)
        write(as_dana, NOVEMBER, CANARY)
        as_dana.post(f"{NOVEMBER}removal/")
    assert [entry.piece for entry in Draft.objects.visible_to(dana)] == ["recovery:my-month-2026-10"]


@pytest.mark.parametrize(
    "url",
    [
        "/plan/43-2026-12/",
        "/plan/43-2026-13/",
        "/plan/43-26-1/",
        "/plan/9-2026-11/",
        "/plan/43/kept/",
        "/plan/43-2026-12/draft/",
        "/plan/43/draft/",
        "/plan/43/removal/",
    ],
)
def test_there_is_no_month_to_come_and_no_page_without_a_month(as_dana, url):
    with at(IN_NOVEMBER):
        answer = as_dana.post(url, {"scene": "x"}) if url.endswith("draft/") else as_dana.get(url)
    assert answer.status_code == 404
    assert Draft.unscoped.count() == 0


def test_today_leads_there_once_my_part_is_through_until_it_is_done(as_dana, dana):
    with at(IN_NOVEMBER):
        assert leaf_of(as_dana).action_url != NOVEMBER
        with_my_part_done(dana)
        leaf = leaf_of(as_dana)
        assert (leaf.action_url, leaf.quiet_label) == (NOVEMBER, "Not this month")
        as_dana.post(f"{NOVEMBER}draft/", {"scene": "begun", "revision": "0"})
        begun = leaf_of(as_dana)
        assert (begun.title, begun.action_label, begun.action_url) == ("My month: November 2026", "Continue", NOVEMBER)
        assert begun.text == "You began this, and your words are saved."
        write(as_dana, NOVEMBER, "done", 1)
        assert leaf_of(as_dana).action_url != NOVEMBER
        assert Done.objects.visible_to(dana).filter(activity="my-month-2026-11").exists()
    with at(IN_NOVEMBER + timedelta(days=30)):
        assert leaf_of(client_of(dana)).action_url == "/plan/43-2026-12/"


def test_put_away_it_does_not_come_again_in_that_month(as_dana, dana):
    with_my_part_done(dana)
    with at(IN_NOVEMBER):
        as_dana.post("/today/folds/", {"leaf": leaf_of(as_dana).key})
        assert leaf_of(as_dana).action_url != NOVEMBER
    for days in (1, 17):
        with at(IN_NOVEMBER + timedelta(days=days)):
            page = client_of(dana).get("/today/")
            assert page.status_code == 200
            assert NOVEMBER not in page.text
    with at(IN_NOVEMBER + timedelta(days=25)):
        assert leaf_of(client_of(dana)).action_url == "/plan/43-2026-12/"


def test_two_are_not_led_there_and_what_was_written_alone_stays_with_its_writer(as_dana, as_bob, dana, bob):
    with_my_part_done(dana)
    with at(IN_NOVEMBER):
        write(as_dana, NOVEMBER, CANARY)
        join(dana, bob)
        with_my_part_done(bob)
        assert leaf_of(as_bob).action_url != NOVEMBER
        assert CANARY in as_dana.get(NOVEMBER).text
        assert "/plan/43/" in as_dana.get("/plan/").text
        for url in (NOVEMBER, "/plan/43/", "/today/", "/plan/", "/agreement/"):
            assert CANARY not in as_bob.get(url, follow=True).text


def test_it_is_veiled_like_the_rest(as_dana, dana):
    with at(IN_NOVEMBER):
        write(as_dana, OCTOBER, CANARY)
        people.choose_veil(dana, True)
        assert 'class="veil"' in as_dana.get(OCTOBER).text


def test_on_the_plan_it_stands_below_my_part(as_dana):
    with at(IN_NOVEMBER):
        page = as_dana.get("/plan/").text
    assert page.index("/plan/6/") < page.index(NOVEMBER) < page.index("For two")
    assert page.count(NOVEMBER) == 1
