"""Log lines that cannot carry what somebody wrote: errors by their kind and place, requests by their route."""

import logging
import traceback
from types import TracebackType

from django.http import HttpRequest

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """One line for each event; a traceback without messages, because these quote rows, addresses and values."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            # Django's own text has the path here, and a path may hold an invitation's token.
            record = logging.makeLogRecord(
                record.__dict__ | {"msg": f"{record.levelname} at {route(request)}", "args": ()}
            )
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name is logging's)
        kind, error, trace = ei
        frames = "".join(traceback.format_tb(trace))
        cause = error and (error.__cause__ or error.__context__)
        because = f" (from {type(cause).__name__})" if cause else ""
        return f"{frames}{kind.__name__ if kind else 'no error'}{because}"


def route(request: HttpRequest) -> str:
    """The method and the pattern of the address, such as "POST invitation/<token>/", without what stands in it."""
    match = request.resolver_match
    return f"{request.method} {match.route if match else 'an address that is not there'}"
