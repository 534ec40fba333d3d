from datetime import timedelta
from pathlib import Path

import pytest

from config.env import (
    Mistake,
    env_address,
    env_bind,
    env_bool,
    env_choice,
    env_int,
    env_root,
    env_secret,
    env_span,
    env_str,
    signing_secret,
    wrapping_keys,
)

NAME = "TWOFOLD_SAMPLE"
A = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY"
B = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(NAME, raising=False)
    return monkeypatch


def test_a_text_is_stripped(given: pytest.MonkeyPatch) -> None:
    given.setenv(NAME, " Twofold ")
    assert env_str(NAME) == "Twofold"


def test_an_empty_text_counts_as_unset(given: pytest.MonkeyPatch) -> None:
    given.setenv(NAME, "  ")
    assert env_str(NAME, "the default") == "the default"
    with pytest.raises(Mistake, match="TWOFOLD_SAMPLE is not set"):
        env_str(NAME)


@pytest.mark.parametrize(("value", "means"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)])
def test_yes_and_no(given: pytest.MonkeyPatch, value: str, means: bool) -> None:
    given.setenv(NAME, value)
    assert env_bool(NAME, not means) is means


@pytest.mark.parametrize("value", ["2", "maybe", "tru", "nein"])
def test_what_is_neither_yes_nor_no_is_refused(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match="Write 1 or 0"):
        env_bool(NAME, False)


@pytest.mark.parametrize("value", ["0", "11", "-1", "ten", "1.5", "1e1", "٣", "9" * 40])
def test_a_number_must_be_one_and_in_its_bounds(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match="between 1 and 10"):
        env_int(NAME, 5, least=1, most=10)


def test_a_choice_is_one_of_the_words(given: pytest.MonkeyPatch) -> None:
    assert env_choice(NAME, "none", ["none", "starttls"]) == "none"
    given.setenv(NAME, "tls")
    with pytest.raises(Mistake, match="Write one of: none, starttls"):
        env_choice(NAME, "none", ["none", "starttls"])


def test_a_secret_may_stand_in_a_file(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    given.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env_secret(NAME) == "from the file"


def test_a_secret_given_twice_is_refused(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(NAME, "one")
    given.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    with pytest.raises(Mistake, match="Both TWOFOLD_SAMPLE and TWOFOLD_SAMPLE_FILE"):
        env_secret(NAME)


def test_a_secrets_file_that_is_missing_or_empty_is_refused(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    with pytest.raises(Mistake, match="cannot be read"):
        env_secret(NAME)
    (tmp_path / "secret").write_text("\n")
    with pytest.raises(Mistake, match="an empty file"):
        env_secret(NAME)


@pytest.mark.parametrize(
    "value", ["https://example.org", "http://localhost:8000", "https://example.org/", "http://[::1]:80"]
)
def test_a_root(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    if "[" in value:
        value = value.rstrip("/")
    assert env_root(NAME) == value.rstrip("/")


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "*",
        "https://*",
        "https://*.example.org",
        "https://.example.org/../*",
        "https://example.org/twofold",
        "https://example.org?x=1",
        "https://me:secret@example.org",
        "ftp://example.org",
        "https://",
        "https://example.org:port",
        "https://[",
        "https://a.example,b.example",
    ],
)
def test_what_is_no_root_is_refused(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match=r"Write something like https://example.org|exactly one host"):
        env_root(NAME)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "//wikipedia.org", "/out", "https:///x", "https://a b"])
def test_what_is_no_address_is_refused(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match="is not an address"):
        env_address(NAME, "https://www.wikipedia.org/")


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("", timedelta()),
        ("-90", timedelta(seconds=-90)),
        ("3d", timedelta(days=3)),
        ("-2h", timedelta(hours=-2)),
        ("+1w", timedelta(days=7)),
    ],
)
def test_a_span(given: pytest.MonkeyPatch, value: str, means: timedelta) -> None:
    given.setenv(NAME, value)
    assert env_span(NAME) == means


@pytest.mark.parametrize("value", ["3 days", "1.5d", "d", "3y", "--1"])
def test_what_is_no_span_is_refused(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match="is not a span of time"):
        env_span(NAME)


def test_wrapping_keys_come_in_their_order_padded_or_not() -> None:
    first, second = wrapping_keys(f"{A}=, {B}", NAME)
    assert (first[:2], second[:2], len(first), len(second)) == (b"\x0b\x30", b"\x01\x02", 32, 32)


@pytest.mark.parametrize("text", ["", f"{A},", A[:-2], A + "AA", f"{A[:-1]}!", A.replace("v", "+"), "A" * 43, "é"])
def test_a_key_of_another_length_or_alphabet_or_a_plain_one_is_refused(text: str) -> None:
    with pytest.raises(Mistake, match="holds a key that is not") as refusal:
        wrapping_keys(text, NAME)
    assert text == "" or text not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "short", "a" * 64, "django-insecure-" + A + B])
def test_a_weak_secret_is_refused(text: str) -> None:
    with pytest.raises(Mistake, match="is too weak"):
        signing_secret(text, NAME)


@pytest.mark.parametrize(
    ("value", "binds"),
    [("127.0.0.1", "127.0.0.1"), ("::", "[::]"), ("::1", "[::1]"), ("[::1]", "[::1]"), ("localhost", "localhost")],
)
def test_an_address_to_listen_on(given: pytest.MonkeyPatch, value: str, binds: str) -> None:
    given.setenv(NAME, value)
    assert env_bind(NAME) == binds


@pytest.mark.parametrize("value", ["127.0.0.1:8000", "[::1]:8000", ":::", "here and there", "http://localhost", "-"])
def test_what_is_no_address_to_listen_on_is_refused(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv(NAME, value)
    with pytest.raises(Mistake, match="without a port"):
        env_bind(NAME)
