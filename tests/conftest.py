"""Fixtures for every room. Those for one room stand in its own conftest."""

import gc
import importlib
import importlib.util
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from tests.cast import (  # noqa: F401 - the cast, for every test
    alice,
    as_alice,
    as_bob,
    as_charlie,
    as_dana,
    bob,
    charlie,
    couple,
    dana,
    signed_in,
)
from tests.machines.mail import Sink
from tests.machines.processes import CeleryProcess, Crew
from tests.machines.redis import RedisServer
from tests.pseudo import in_pseudo, pseudo_files  # noqa: F401

VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}


# What no database can change is proved once, with SQLite.
LEFT_TO_SQLITE = (
    "tests/agreement/test_agreement_model.py",
    "tests/agreement/test_comparing.py",
    "tests/agreement/test_deck.py",
    "tests/agreement/test_deck_checks.py",
    "tests/agreement/test_document.py",
    "tests/agreement/test_document_pdf.py",
    "tests/agreement/test_every_column.py",
    "tests/agreement/test_races.py::test_each_deed_alone",
    "tests/agreement/test_situations_model.py",
    "tests/agreement/test_wording.py",
    "tests/browser/test_agreement.py::test_from_the_map_to_a_text_that_has_grown_lighter[chromium-scripts",
    "tests/browser/test_autosave.py",
    "tests/browser/test_evening.py::test_the_whole_evening[no-scripts",
    "tests/browser/test_idle.py",
    "tests/browser/test_interrupted.py",
    "tests/browser/test_joining.py::test_asking_and_handing_over_by_keyboard",
    "tests/browser/test_joining.py::test_invite_decline_and_join_on_another_device[chromium-no-scripts",
    "tests/browser/test_joining.py::test_one_phone_from_hand_to_hand",
    "tests/browser/test_joining.py::test_the_link_and_the_words_can_be_copied",
    "tests/browser/test_joining.py::test_without_scripts",
    "tests/browser/test_keyboard.py",
    "tests/browser/test_kinds.py",
    "tests/browser/test_lines.py",
    "tests/browser/test_moments.py",
    "tests/browser/test_narrow.py",
    "tests/browser/test_other_eyes.py",
    "tests/browser/test_out.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_passkeys.py",
    "tests/browser/test_pseudo.py",
    "tests/browser/test_situations.py::test_one_phone_for_two[chromium-scripts",
    "tests/browser/test_situations.py::test_two_topics_and_a_line[no-scripts",
    "tests/browser/test_together.py::test_four_lines",
    "tests/browser/test_unfolding.py",
    "tests/browser/test_veil.py",
    "tests/config/test_bundles.py",
    "tests/config/test_catalogue.py",
    "tests/config/test_documents.py",
    "tests/config/test_doorbell.py",
    "tests/config/test_env.py",
    "tests/config/test_headers.py",
    "tests/config/test_logs.py",
    "tests/config/test_production.py",
    "tests/config/test_run.py",
    "tests/config/test_translated.py",
    "tests/couples/test_export_words.py",
    "tests/couples/test_help_lines.py",
    "tests/couples/test_key_gone_by_hand.py",
    "tests/couples/test_nothing_left.py::test_every_page",
    "tests/matrix/test_broken_posts.py",
    "tests/matrix/test_canaries.py",
    "tests/matrix/test_coming_and_going.py",
    "tests/matrix/test_flipped.py",
    "tests/matrix/test_half_signed_in.py",
    "tests/matrix/test_matrix.py::test_a_post_without_its_token",
    "tests/matrix/test_matrix.py::test_everybody_gets_what_the_matrix_says[before",
    "tests/matrix/test_matrix.py::test_no_other_method",
    "tests/matrix/test_matrix.py::test_the_door_leads_back",
    "tests/matrix/test_small.py",
    "tests/mutants/",
    "tests/pages/",
    "tests/people/test_attacks.py",
    "tests/people/test_authenticator_app.py",
    "tests/people/test_flat.py",
    "tests/people/test_passkeys.py",
    "tests/people/test_who_may_what.py",
    "tests/recovery/test_catalogue.py",
    "tests/recovery/test_folded.py",
    "tests/recovery/test_languages.py",
    "tests/recovery/test_library.py",
    "tests/recovery/test_our_content.py",
    "tests/recovery/test_walk.py",
    "tests/reminders/test_commands.py",
    "tests/reminders/test_posting.py::test_a_broker_that_is_away",
    "tests/reviews/test_races.py::test_each_deed_alone",
    "tests/reviews/test_sitting_model.py",
    "tests/test_house.py",
    "tests/test_phrases.py",
    "tests/test_queries.py",
    "tests/test_same_bytes.py",
)
# Every page is asked of each database by tests/matrix/test_matrix.py; what it says in which case is asked once.
OF_PAGES = re.compile(r"tests/\w+/test_\w*pages?\.py")
# SQLite has one lock for all that write: of these races it has nothing to show. The walks it takes without scripts.
LEFT_TO_POSTGRES = (
    "tests/browser/test_agreement.py::test_from_the_map_to_a_text_that_has_grown_lighter[chromium-no-scripts",
    "tests/browser/test_evening.py::test_the_whole_evening[scripts",
    "tests/browser/test_situations.py::test_one_phone_for_two[chromium-no-scripts",
    "tests/browser/test_situations.py::test_two_topics_and_a_line[scripts",
    "tests/browser/test_together.py::test_twelve_lines",
    "tests/agreement/test_races.py::test_any_two_at_once",
    "tests/races/test_pairs.py::test_any_two_deeds_at_once",
    "tests/reviews/test_races.py::test_any_two_at_once",
)


# Whoever uses one of these, or is in one of these files, is not among the quick ones.
PROCESSES = {"redis_server", "crew"}
STARTS_PROCESSES = (
    "tests/browser/",
    "tests/config/test_doorbell.py",
    "tests/config/test_production.py",
    "tests/config/test_run.py",
    "tests/reminders/test_commands.py",
    "tests/reminders/test_posting.py",
    "tests/reminders/test_worker.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(STARTS_PROCESSES) or PROCESSES & set(getattr(item, "fixturenames", ())):
            item.add_marker("starts_processes")
    is_left = _left_by_postgres if config.getoption("db") == "postgres" else _left_by_sqlite
    left = [item for item in items if is_left(item.nodeid)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def _left_by_postgres(test: str) -> bool:
    return test.startswith(LEFT_TO_SQLITE) or OF_PAGES.match(test) is not None


def _left_by_sqlite(test: str) -> bool:
    return test.startswith(LEFT_TO_POSTGRES)


def pytest_collection_finish() -> None:
    """What has been imported stays, so that it is not looked through again and again: a tenth of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True, scope="session")
def _the_database_is_the_one_asked_for(request: pytest.FixtureRequest) -> None:
    assert connection.vendor == VENDORS[request.config.getoption("db")]


@pytest.fixture(autouse=True, scope="session")
def _nobody_is_idle() -> Iterator[None]:
    """Tests move the clock by days while somebody is signed in. Those about idling set the real number."""
    ever = 100 * 365 * 86400
    with override_settings(TWOFOLD_IDLE_SECONDS=ever, TWOFOLD_IDLE_SECONDS_IN_SITTING=ever):
        yield


@pytest.fixture(autouse=True)
def _nobody_is_rate_limited_by_the_test_before() -> None:
    cache.clear()


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether to use the large numbers of `make test-long`."""
    return bool(request.config.getoption("long"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """History refuses to be deleted, also by the flush after a transactional test: lift its triggers around that."""
    if not importlib.util.find_spec("agreement.history"):
        yield
        return
    history = importlib.import_module("agreement.history")
    # On the class: while a browser's event loop runs, Django gives this thread another connection.
    operations: Any = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self: Any, *arguments: Any, **named: Any) -> None:
        history.remove(self.connection)
        try:
            flush(self, *arguments, **named)
        finally:
            history.install(self.connection)

    operations.execute_sql_flush = without_triggers
    yield
    operations.execute_sql_flush = flush
    if connection.vendor == "postgresql":
        # A thread that has ended, or a process that was told to, may still hold a session; the database goes now.
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A running Redis of this test's own, with `stop()`, `start()` and `url`."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    return redis_server.url


@pytest.fixture
def smtp_sink() -> Iterator[Sink]:
    """A real mail server that is up: `received`, `wait_for(count, to=…)`, `answer`, `stop()`, `start()`."""
    sink = Sink()
    yield sink
    sink.stop()


@pytest.fixture
def worker_environment(transactional_db: None, redis_url: str, smtp_sink: Sink) -> dict[str, str]:
    """What a process must be told to share this test's database, Redis and mail server."""
    name = str(connection.settings_dict["NAME"])
    host = connection.settings_dict["OPTIONS"].get("host", "")
    database = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgresql://postgres@/{name}?host={host}"
    return {
        "DATABASE_URL": database,
        "REDIS_URL": redis_url,
        "TWOFOLD_SMTP_HOST": smtp_sink.host,
        "TWOFOLD_SMTP_PORT": str(smtp_sink.port),
        "TWOFOLD_TICK_SECONDS": "1",
    }


@pytest.fixture
def crew(worker_environment: dict[str, str], tmp_path: Path) -> Iterator[Crew]:
    """Starts real workers and beats: `crew.worker(TWOFOLD_CLOCK_OFFSET="31d")`, `crew.beat()`."""
    crew = Crew(worker_environment, tmp_path)
    yield crew
    crew.stop()


@pytest.fixture
def celery_worker_process(crew: Crew) -> CeleryProcess:
    """A real worker that answers already."""
    return crew.worker()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to a failure what the worker and the beat had to say."""
    report = yield
    crew = getattr(item, "funcargs", {}).get("crew")
    if report.failed and isinstance(crew, Crew):
        report.sections.append(("celery", crew.log()))
    return report
