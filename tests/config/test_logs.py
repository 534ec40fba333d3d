import logging

import pytest
from django.test import RequestFactory

from config.logs import DiscreetFormatter

SECRET = "alex@example.org wrote to a colleague"


def failure(extra: dict[str, object]) -> logging.LogRecord:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
    return logging.getLogger("django.request").makeRecord(
        "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s", ("/join/token",), told, extra=extra
    )


@pytest.mark.parametrize("address", ["/join/token?next=token", "/token"])
def test_a_failed_request_names_its_place_in_the_code_and_nothing_else(address: str) -> None:
    request = RequestFactory().get(address)
    line = DiscreetFormatter().format(failure({"request": request}))
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert [word for word in (SECRET, "alex", "token") if word in line] == []


def test_a_failure_elsewhere_keeps_its_line_but_not_the_message_of_the_error() -> None:
    line = DiscreetFormatter().format(failure({}))
    assert SECRET not in line
