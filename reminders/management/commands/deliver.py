import signal
import time
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from reminders.actions import post_waits, tick

LOOK_EVERY = 1


class Command(BaseCommand):
    help = "Plans and sends what is due: once, or again and again where no worker runs."
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until told to stop")
        parser.add_argument("--every", type=float, default=30, help="seconds between two rounds (30)")

    def handle(self, *_args: Any, loop: bool, every: float, **_options: Any) -> None:
        if not loop:
            self.round()
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        while not self.stopping:
            close_old_connections()
            try:
                self.round()
            except Error as error:
                self.stderr.write(f"The database does not answer ({type(error).__name__}); trying again.")
            self.wait(every)

    def stop(self, *_: Any) -> None:
        # A signal comes between any two lines, also where this thread holds a lock. An Event's set() would wait for
        # the lock of its own wait(), for ever.
        self.stopping = True

    def wait(self, seconds: float) -> None:
        """Until the next round, or until somebody asks for a code or it is told to stop; a second later at most."""
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, LOOK_EVERY))
            with suppress(Error):
                if post_waits():
                    return

    def round(self) -> None:
        for what, count in tick().items():
            self.stdout.write(f"{count} {what}")
            self.stdout.flush()
