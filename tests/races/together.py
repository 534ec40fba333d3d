"""Two or more things at the same moment, each in a thread and a connection of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, Event
from typing import Any

from django.db import connection

from pages.refusals import Refused

Deed = Callable[[], Any]
Together = Callable[..., list[Any]]

LONG_ENOUGH = 0.2  # for the other to come to its first lock, unless it waits for mine


def together(*deeds: Deed) -> list[Any]:
    """What each deed returned, or the refusal it met. Any other exception is raised here."""
    return _run(deeds, None)


def lock_by_lock(*deeds: Deed) -> list[Any]:
    """The same, but whoever has its first lock waits there for the others to have theirs, if they can.

    So two that take the same locks in another order do meet. SQLite has one lock for all, and nothing to wait for.
    """
    return _run(deeds, Barrier(len(deeds)))


def overtaken(statement: str, first: Deed, second: Deed) -> list[Any]:
    """`first` gets as far as `statement`; only then `second` begins, and `first` goes on once that ends or waits."""
    there, ended = Event(), Event()

    def halting(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(statement):
            there.set()
            ended.wait(LONG_ENOUGH)
        return result

    def halted() -> Any:
        with connection.execute_wrapper(halting):
            return first()

    def follow() -> Any:
        assert there.wait(30)
        try:
            return second()
        finally:
            ended.set()

    return together(halted, follow)


def refusals(results: list[Any]) -> list[type[Refused]]:
    return [type(result) for result in results if isinstance(result, Refused)]


def _run(deeds: tuple[Deed, ...], at_first_lock: Barrier | None) -> list[Any]:
    start = Barrier(len(deeds), timeout=30)

    def one(deed: Deed) -> Any:
        try:
            connection.ensure_connection()
            start.wait()
            with pausing(at_first_lock):
                return deed()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        waiting = [pool.submit(one, deed) for deed in deeds]
        return [future.result(timeout=60) for future in waiting]


@contextmanager
def pausing(meeting: Barrier | None) -> Iterator[None]:
    have_met = meeting is None

    def pause(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal have_met
        result = execute(sql, params, many, context)
        if meeting and not have_met and ("FOR UPDATE" in sql or "FOR NO KEY UPDATE" in sql):
            have_met = True
            with suppress(BrokenBarrierError):  # broken: the other waits for what is locked here
                meeting.wait(LONG_ENOUGH)
        return result

    with connection.execute_wrapper(pause):
        yield
