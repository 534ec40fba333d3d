"""Strict reading of the environment: a value is right, or the program stops with a sentence that says how to mend it.

Every variable that is read here stands in the table of `docs/configuration.md`; a test compares the two.
"""

import base64
import ipaddress
import os
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
LEAST_SECRET = 50
MAKE_ONE = "`python -m config.keys --print` makes one."


class Mistake(ImproperlyConfigured):
    """A variable of the environment is missing or wrong; the message says which, and what to write instead."""


def env_str(name: str, default: str | None = None) -> str:
    """The variable's text, stripped; the default where it is unset or empty. Refuses when there is neither."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise Mistake(f"{name} is not set. Set it in the environment; docs/configuration.md says what belongs there.")
    return default


def env_bool(name: str, default: bool) -> bool:
    """True or False, from 1/true/yes/on or 0/false/no/off."""
    value = env_str(name, "1" if default else "0").lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise Mistake(f"{name} is neither yes nor no. Write 1 or 0.")


def env_int(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`, both included."""
    value = env_str(name, str(default))
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise Mistake(f"{name} is not a whole number. Write one between {least} and {most}.")
    if not least <= int(value) <= most:
        raise Mistake(f"{name} is {value}. Write a number between {least} and {most}.")
    return int(value)


def env_choice(name: str, default: str, choices: Iterable[str]) -> str:
    """One of a few words."""
    value = env_str(name, default)
    allowed = list(choices)
    if value not in allowed:
        raise Mistake(f"{name} is {value!r}. Write one of: {', '.join(allowed)}.")
    return value


def env_secret(name: str, default: str | None = None) -> str:
    """A secret from the variable, or from the file that `<name>_FILE` names. Its value is never part of a message."""
    place = os.environ.get(f"{name}_FILE", "").strip()
    if not place:
        return env_str(name, default)
    if os.environ.get(name, "").strip():
        raise Mistake(f"Both {name} and {name}_FILE are set. Set only one of them.")
    try:
        value = Path(place).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(f"{name}_FILE names a file that cannot be read ({type(error).__name__}).") from None
    if not value:
        raise Mistake(f"{name}_FILE names an empty file.")
    return value


def env_bind(name: str, default: str | None = None) -> str:
    """The address on which to listen, such as 127.0.0.1, ::1, [::] or a host's name; IPv6 in brackets,
    as a port follows."""
    value = env_str(name, default)
    bare = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        if not re.fullmatch(r"[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?", value):
            raise Mistake(
                f"{name} is no address to listen on. Write one like 127.0.0.1 or ::1, without a port."
            ) from None
        return value
    return f"[{bare}]" if address.version == 6 else bare


def env_root(name: str, default: str | None = None) -> str:
    """A site's root such as https://example.org: a scheme and a host, perhaps a port, and nothing else."""
    value = env_str(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Mistake(f"{name} is not an address. Write something like https://example.org") from None
    if parts.scheme not in {"http", "https"} or value != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise Mistake(f"{name} is not the root of a site. Write something like https://example.org")
    if not host or not re.fullmatch(r"[a-z0-9.:-]+", host):
        raise Mistake(f"{name} must name exactly one host: https://example.org, not a pattern.")
    return value


def env_address(name: str, default: str) -> str:
    """A full http(s) address of a page elsewhere."""
    value = env_str(name, default)
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        raise Mistake(f"{name} is not an address. Write something like https://www.wikipedia.org/")
    return value


def env_span(name: str) -> timedelta:
    """A span of time: seconds (-90), or a number with a unit of s, m, h, d or w (3d, -2h). Nothing when unset."""
    value = env_str(name, "0")
    found = re.fullmatch(r"([+-]?[0-9]{1,10})([smhdw]?)", value)
    if not found:
        raise Mistake(f"{name} is not a span of time. Write seconds, or something like 3d or -2h.")
    return timedelta(seconds=int(found[1]) * UNITS[found[2] or "s"])


def signing_secret(text: str, name: str) -> str:
    """The secret as it is, when it is long and mixed enough. Refuses a short, a monotonous or a sample one."""
    if len(text) < LEAST_SECRET or len(set(text)) < 10 or text.startswith("django-insecure"):
        raise Mistake(f"{name} is too weak: it needs {LEAST_SECRET} random characters or more. {MAKE_ONE}")
    return text


def wrapping_keys(text: str, name: str) -> tuple[bytes, ...]:
    """The keys in a comma-separated list of 32 random bytes in base64url, the current one first."""
    return tuple(wrapping_key(part.strip(), name) for part in text.split(","))


def wrapping_key(text: str, name: str) -> bytes:
    """One key. Refuses what is not 32 bytes, and what nobody would get from a random source."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}=?", text):
        raise Mistake(f"{name} holds a key that is not 32 bytes in base64url. {MAKE_ONE}")
    key = base64.urlsafe_b64decode(text[:43] + "=")
    if len(set(key)) < 12:
        raise Mistake(f"{name} holds a key that is not random. {MAKE_ONE}")
    return key
