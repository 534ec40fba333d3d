"""Who can help, by country, now and over time: read from one file that the host edits, strictly."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

import clock

OURS = Path(__file__).with_name("help_lines.toml")
LONGEST_ABOUT = 300


class WrongHelpLines(Exception):
    """What is wrong in the file, and where, as a sentence for the host."""


@dataclass(frozen=True)
class Line:
    """Someone to call or to write to. `checked` is the day on which somebody made sure of it, if anyone has."""

    name: str
    number: str = ""
    site: str = ""
    about: str = ""
    checked: date | None = None

    @property
    def to_call(self) -> str:
        """The number as a phone takes it."""
        return re.sub(r"[^0-9+*#]", "", self.number)


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    lines: tuple[Line, ...]
    """The emergency number first."""
    counselling: tuple[Line, ...] = ()
    """Where couples or one of the two find a counsellor: not for an emergency."""

    @property
    def is_checked(self) -> bool:
        return any(line.checked for line in self.lines)


def help_lines() -> tuple[Country, ...]:
    """The countries of this house's file, by name. Refuses WrongHelpLines, as `read` does."""
    return read(settings.TWOFOLD_HELP_LINES, clock.today(ZoneInfo("UTC")))


def read(path: Path, today: date) -> tuple[Country, ...]:
    """The countries of a file, by name. Refuses WrongHelpLines where anything in it is not as it should be."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongHelpLines(f"The file cannot be read: {error}") from None
    _only(told, {"country"}, "The file")
    countries = [_country(each, today) for each in _tables(told, "country", "The file")]
    for what, values in (("code", [c.code for c in countries]), ("name", [c.name for c in countries])):
        for value in values:
            if values.count(value) > 1:
                raise WrongHelpLines(f"Two countries have the {what} {value}.")
    return tuple(sorted(countries, key=lambda country: country.name))


def _country(told: Mapping[str, Any], today: date) -> Country:
    where = f"Country {told.get('name') or told.get('code') or 'without a name'}"
    _only(told, {"code", "name", "emergency", "emergency_checked", "line", "counselling"}, where)
    code = _text(told, "code", where, most=2)
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise WrongHelpLines(f"{where}: the code is two capital letters.")
    emergency = Line(
        name=gettext("Emergency number"),
        number=_number(told, "emergency", where),
        checked=_day(told, "emergency_checked", where, today),
    )
    lines = (_line(each, where, today) for each in _tables(told, "line", where))
    counselling = tuple(_line(each, where, today) for each in _tables(told, "counselling", where))
    return Country(code, _text(told, "name", where, most=60), (emergency, *lines), counselling)


def _line(told: Mapping[str, Any], country: str, today: date) -> Line:
    where = f"{country}, line {told.get('name') or 'without a name'}"
    _only(told, {"name", "number", "site", "about", "checked"}, where)
    line = Line(
        name=_text(told, "name", where, most=100),
        number=_number(told, "number", where) if "number" in told else "",
        site=_text(told, "site", where, most=200) if "site" in told else "",
        about=_text(told, "about", where, most=LONGEST_ABOUT) if "about" in told else "",
        checked=_day(told, "checked", where, today),
    )
    if not (line.number or line.site):
        raise WrongHelpLines(f"{where}: it needs a number or a site.")
    if line.site and not re.fullmatch(r"https://[^\s/\"<>]+(/[^\s\"<>]*)?", line.site):
        raise WrongHelpLines(f"{where}: the site is an address that begins with https://.")
    return line


def _tables(told: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise WrongHelpLines(f"{where}: write each {name} under [[…{name}]].")
    return found


def _only(told: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(told) - known):
        raise WrongHelpLines(f"{where}: nobody knows “{unknown[0]}” here. Known are {', '.join(sorted(known))}.")


def _text(told: Mapping[str, Any], name: str, where: str, *, most: int) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
        raise WrongHelpLines(f"{where}: {name} is a text of one line, at most {most} characters.")
    return value.strip()


def _number(told: Mapping[str, Any], name: str, where: str) -> str:
    value = _text(told, name, where, most=30)
    if not re.fullmatch(r"[+*#]?[0-9][0-9 ()/*#-]*", value):
        raise WrongHelpLines(f"{where}: {name} is a phone number in quotes, such as “0800 000 000”.")
    return value


def _day(told: Mapping[str, Any], name: str, where: str, today: date) -> date | None:
    """A day that has come, in some zone or other; none where it is not said."""
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise WrongHelpLines(f"{where}: {name} is a day without quotes, such as 2026-01-31.")
    if (value - today).days > 1:
        raise WrongHelpLines(f"{where}: {name} is a day that has not come. Nobody can have checked it then.")
    return value
