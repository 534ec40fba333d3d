"""A real Chromium. Each partner gets a context, and so cookies, of their own: `visitor("Robin")`."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ViewportSize
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

import clock
from people.models import Person
from tests.browser.visitor import Visitor, shots_folder
from tests.cast import client_of
from tests.machines import chromium
from tests.machines.mail import Sink

# Playwright's loop lives on the test's thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}

Meet = Callable[..., Visitor]

EVENING = datetime(2027, 5, 13, 20, tzinfo=UTC)


# What a browser makes of a page is the same on every database: this is looked at on one of them.
ON_ONE_DATABASE = {
    "test_autosave",
    "test_bundles",
    "test_idle",
    "test_keyboard",
    "test_moments",
    "test_narrow",
    "test_out",
    "test_overtaken_poll",
    "test_pages",
    "test_together_looks",
    "test_together_lost",
    "test_together_polling",
    "test_together_screens",
    "test_veil",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("db") == "sqlite":
        return
    left = [item for item in items if is_left_to_sqlite(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def is_left_to_sqlite(item: pytest.Item) -> bool:
    return item.path.parent == Path(__file__).parent and item.path.stem in ON_ONE_DATABASE


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium.executable(), "args": chromium.FLAGS}


@pytest.fixture(autouse=True)
def _the_site_is_where_the_browser_looks(settings: Settings, live_server: LiveServer) -> None:
    settings.TWOFOLD_SITE_ROOT = live_server.url


@pytest.fixture
def visitor(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest, exit_page: str
) -> Iterator[Meet]:
    """Brings somebody before a browser: `visitor("Robin")`, `visitor("Alice", person=alice, screen=DESK)`.
    With `client`, where that client stands.

    At the end of the test nobody's console may have said anything, and no page may have asked elsewhere.
    """
    met: list[Visitor] = []

    def meet(
        name: str,
        *,
        person: Person | None = None,
        client: Client | None = None,
        screen: ViewportSize = PHONE,
        **options: Any,
    ) -> Visitor:
        context: BrowserContext = browser.new_context(
            viewport=screen, **{"base_url": live_server.url, "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(15_000)
        if person is not None or client is not None:
            key = (client or client_of(person)).cookies["session"].value
            context.add_cookies([{"name": "session", "value": key, "url": live_server.url}])
        shots = shots_folder(request.node.name)
        met.append(
            Visitor(
                name,
                context,
                at_home=(options.get("base_url", live_server.url), exit_page),
                shots=shots,
                javascript=options.get("java_script_enabled", True),
            )
        )
        return met[-1]

    yield meet
    troubles = [trouble for who in met for trouble in who.troubles]
    for who in met:
        # A page that closes keeps its words once more, and the database is being emptied already.
        who.context.set_offline(True)
        who.context.close()
    assert troubles == []


class Clock:
    """The house's clock, in every thread of this process; `as_variable` tells it to others."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def set(self, moment: datetime) -> None:
        self.settings.TWOFOLD_CLOCK_OFFSET += moment - clock.now()

    @property
    def as_variable(self) -> dict[str, str]:
        return {"TWOFOLD_CLOCK_OFFSET": f"{self.settings.TWOFOLD_CLOCK_OFFSET.total_seconds():.0f}s"}


@pytest.fixture
def house_clock(settings: Settings) -> Clock:
    return Clock(settings)


@pytest.fixture
def it_is(house_clock: Clock) -> Callable[[datetime], None]:
    """An evening, until a test says otherwise."""
    house_clock.set(EVENING)
    return house_clock.set


@pytest.fixture
def real_mail(settings: Settings, smtp_sink: Sink) -> Sink:
    """The web server, too, hands its mail to a real mail server."""
    settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = smtp_sink.host, smtp_sink.port
    return smtp_sink


class Weather(BaseHTTPRequestHandler):
    """A page that has nothing to do with us."""

    PAGE = b"<!doctype html><html lang=en><link rel=icon href=data:,><title>Weather</title><h1>Mild, some clouds</h1>"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.PAGE)))
        self.end_headers()
        self.wfile.write(self.PAGE)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def weather() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def exit_page(settings: Settings, weather: str) -> str:
    """Where "Leave this page" leads: a page of another server on this machine."""
    settings.TWOFOLD_EXIT_URL = weather
    return weather
