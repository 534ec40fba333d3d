"""The same two hands for many races, and what puts the rows back between them: to make them anew takes longer."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection, transaction

from pages.refusals import Refused
from vault import keyring

from .together import pausing


class Hands:
    """So many threads, each with a connection that it keeps: to open one takes longer than most deeds."""

    def __init__(self, number):
        self.number = number
        self.pool, self.start = ThreadPoolExecutor(number), Barrier(number, timeout=60)
        self.at_first_lock = Barrier(number)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # All of them wait for each other, so that each closes its own.
        self.at_once(*[lambda: connection.close()] * self.number)  # noqa: PLW0108 - each thread has another one
        self.pool.shutdown()

    def at_once(self, *deeds):
        """As the function of that name."""
        return self._ends([self.pool.submit(self._run, deed, None) for deed in deeds])

    def lock_by_lock(self, *deeds):
        """The same, but whoever has its first lock waits there for the others to have theirs: see tests.races.together.
        SQLite has one lock for all."""
        self.at_first_lock.reset()
        return self._ends([self.pool.submit(self._run, deed, self.at_first_lock) for deed in deeds])

    def _ends(self, begun):
        return [deed.result(timeout=60) for deed in begun]

    def _run(self, deed, at_first_lock):
        connection.ensure_connection()
        self.start.wait()
        try:
            with keyring.held(), pausing(at_first_lock):  # the keys as in a request
                deed()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is the test's to judge
            return error
        return None


def at_once(*deeds):
    """Runs each deed in a thread of its own, all let go at the same moment. Returns what each refused with, or None."""
    with Hands(len(deeds)) as hands:
        return hands.at_once(*deeds)


@contextmanager
def kept():
    """What puts every row back as it is now: on PostgreSQL, and in a twentieth of the time that a stage takes."""
    tables = connection.introspection.django_table_names(only_existing=True)
    # Without its triggers: signed history refuses to be deleted.
    back = ["SET LOCAL session_replication_role = replica"]
    back += [f"DELETE FROM {table}; INSERT INTO {table} TABLE kept_{table}" for table in tables]

    def put_back():
        with transaction.atomic():
            run(back)

    run(f"CREATE TEMP TABLE kept_{table} AS TABLE {table}" for table in tables)
    try:
        yield put_back
    finally:
        run(f"DROP TABLE kept_{table}" for table in tables)


def run(statements):
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements))


def calm(ends):
    """A refusal is an answer; anything else would have been a page 500."""
    strange = [end for end in ends if end is not None and not isinstance(end, Refused)]
    assert strange == []


def rounds_of(long):
    """How often a race is run, by their numbers."""
    # SQLite lets in one writer at a time: there every round is the same, and costs the wait of the second.
    return range(1 if connection.vendor == "sqlite" else 50 if long else 2)
