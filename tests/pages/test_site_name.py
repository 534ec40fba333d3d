"""The site's name is the host's: where a shoulder could see it, no page says another."""

import re

import pytest

from tests.matrix.rows import ROWS
from tests.matrix.standing import standing

pytestmark = pytest.mark.django_db

TELLING = re.compile(r"twofold|recover|cheat|infidel|affair|betray|agreement|partner|trust|couple", re.IGNORECASE)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker, "before") as found:
        yield found


def pages(world):
    for row in ROWS:
        if row.method == "GET" and row.path != "out":
            for who in ("anonymous", "bob", "dana"):
                page = world.client(who).get("/" + row.at(world))
                if page.status_code == 200 and "html" in page["Content-Type"]:
                    yield f"{who} {row.path}", page.text


def title_of(page: str) -> str:
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title, page[:200]
    return title[1]


def seen(page: str) -> str:
    """What stands in the tab and in the top bar."""
    bar = re.search(r'<header class="bar">(.*?)</header>', page, re.DOTALL)
    return title_of(page) + re.sub(r"<[^>]+>", "", bar[1] if bar else "")


def test_no_page_says_another_name_anywhere(world, settings):
    settings.TWOFOLD_SITE_NAME = "Notes"
    found = dict(pages(world))
    assert len(found) > 60
    assert [where for where, page in found.items() if "twofold" in page.lower()] == []
    assert [where for where, page in found.items() if "Notes" not in seen(page)] == []


def test_no_title_says_what_this_is_about(world, settings):
    settings.TWOFOLD_SITE_NAME = "Notes"
    assert [where for where, page in pages(world) if TELLING.search(title_of(page))] == []


def test_there_is_a_page_that_would(client, settings):
    assert "Twofold is a private place" in client.get("/").text
    settings.TWOFOLD_SITE_NAME = "Notes"
    assert "Notes is a private place" in client.get("/").text
    assert TELLING.search(title_of("<title>Agreement · Notes</title>"))


def test_the_icon_is_a_plain_page(client):
    assert 'href="/static/img/page.svg"' in client.get("/").text
