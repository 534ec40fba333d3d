import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings


def ids(*, deploy: bool = False) -> set[str]:
    found = {str(message.id) for message in run_checks(include_deployment_checks=deploy)}
    return {name for name in found if name.startswith("twofold.")}


def test_nothing_is_wrong_with_the_house() -> None:
    assert ids() == set()


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("MIDDLEWARE", [], {"twofold.E001", "twofold.E002", "twofold.E003"}),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"script-src": ["'unsafe-inline'"]}}, {"twofold.E004"}),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"img-src": ["https:"]}}, {"twofold.E004"}),
        ("SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies", {"twofold.E005"}),
        ("SESSION_EXPIRE_AT_BROWSER_CLOSE", False, {"twofold.E005"}),
        ("ADMINS", [("Host", "host@example.org")], {"twofold.E006"}),
    ],
)
def test_each_promise_that_is_dropped_is_named(
    settings: Settings, setting: str, value: object, expected: set[str]
) -> None:
    setattr(settings, setting, value)
    assert ids() == expected


def test_a_server_for_others_needs_more(settings: Settings) -> None:
    settings.DEBUG = True
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "mail.example.org", False
    assert ids(deploy=True) == {"twofold.E008", "twofold.E009", "twofold.E010", "twofold.W011"}
