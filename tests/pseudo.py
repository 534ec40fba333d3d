"""A language that nobody speaks: every word accented and 40 % longer, made from the house's own texts.

A page in it shows what was never given to gettext, since that stays plain, and what a longer language would push off
the screen. What people wrote, and what a host sets, stays plain by right.
"""

import math
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import allauth
import django
import polib
import pytest
import yaml
from django.conf import settings
from django.test import override_settings

from agreement.situations import deck
from config.catalogue import begin_language, gather, write_language
from pages.content.translated import LANGUAGES, LISTS, TEXTS
from recovery.plan import catalogue, folder

LANGUAGE = "en-xa"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçďéƒğĥíĵķĺɱñóþɋřšţúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĹṀÑÓÞɊŘŠŢÚṼŴẊÝŽ"
ACCENTS = str.maketrans(PLAIN, ACCENTED)
# What stands for a value, a tag, an address or a mark: as it is.
AS_IT_IS = r"%\(\w+\)[sd]|\{\w*[^}]*\}|<[^>]*>|&\w+;|\]\([^)]*\)|\{#[^}]*\}|https?://\S+"
PART = re.compile(rf"({AS_IT_IS})|([A-Za-z]{{2,}})")
WORD = re.compile(r"[A-Za-z]{2,}")

MONTHS_AND_DAYS = (
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
"""Django's own words, in Django's own catalogues."""


def pseudo(text: str) -> str:
    """The text in that language; its values, tags and addresses stay."""
    return PART.sub(lambda found: found[1] or longer(found[2]), text)


def longer(word: str) -> str:
    return word.translate(ACCENTS) + "ö" * math.ceil(0.4 * len(word))


def pseudo_but(text: str, *plain: str) -> str:
    """The text in that language, with what people wrote in it as they wrote it."""
    known = sorted({each for each in (*plain, *MONTHS_AND_DAYS.split()) if WORD.search(each)}, key=len, reverse=True)
    kept = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in known))
    made, at = [], 0
    for found in kept.finditer(text):
        made += [pseudo(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*made, pseudo(text[at:])])


def bare_words(text: str, *plain: str) -> list[str]:
    """The words of a page that are in plain English though nobody wrote them: what gettext never saw."""
    allowed = {word for each in (*plain, MONTHS_AND_DAYS) for word in WORD.findall(each)}
    return [word for word in re.findall(r"(?<!\w)[A-Za-z]{2,}(?!\w)", text) if word not in allowed]


def write_locale(root: Path) -> None:
    """The house's catalogue in that language, and what Django and allauth say in theirs."""
    begin_language(LANGUAGE, root)
    place = root / "en_XA" / "LC_MESSAGES" / "django.po"
    write_language(gather(settings.BASE_DIR), root / "en_XA")
    made = polib.pofile(str(place))
    known = {(entry.msgctxt, entry.msgid) for entry in made}
    for entry in _of_libraries():
        if (entry.msgctxt, entry.msgid) not in known:
            known.add((entry.msgctxt, entry.msgid))
            made.append(entry)
    for entry in made:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
        else:
            entry.msgstr = pseudo(entry.msgid)
    made.save_as_mofile(str(place.with_suffix(".mo")))


def _of_libraries() -> Iterator[polib.POEntry]:
    """Without the formats and names of days, which no page shows in words of the house."""
    folders = [Path(django.__file__).parent / "conf", Path(django.__file__).parent / "contrib" / "auth"]
    for place in (*folders, Path(allauth.__file__).parent):
        for entry in polib.pofile(str(place / "locale" / "en" / "LC_MESSAGES" / "django.po")):
            if entry.msgid not in MONTHS_AND_DAYS.split():
                yield polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural)


def write_content(root: Path) -> None:
    """The plan's files in that language, beside the English ones, as a translator leaves them."""
    shutil.copytree(catalogue.CONTENT, root, dirs_exist_ok=True)
    lists = [root / "around.md", root / folder.LIBRARY]
    for path in [*folder.step_paths(root), *folder.piece_paths(root), *folder.library_paths(root), *lists]:
        page = folder.read_page(path)
        place = root / "languages" / LANGUAGE / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        meta = yaml.safe_dump(_translated(page.meta), allow_unicode=True, sort_keys=False)
        place.write_text(f"---\n{meta}---\n{pseudo(page.body)}", "utf-8")


def write_deck(root: Path) -> None:
    """The situations in that language, beside the English ones."""
    shutil.copytree(deck.FOLDER, root, dirs_exist_ok=True)
    place = root / LANGUAGES / LANGUAGE
    place.mkdir(parents=True)
    for topic in deck.read_topics(root):
        cards = [{"id": card.id, "title": pseudo(card.title), "text": pseudo(card.text)} for card in topic.cards]
        words = {"title": pseudo(topic.title), "cards": cards}
        (place / f"{topic.id}.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")


def _translated(fields: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in fields.items():
        if name in LISTS:
            made[name] = [_translated(each) for each in value]
        elif name in TEXTS:
            made[name] = _each_text(value)
        else:
            made[name] = value
    return made


def _each_text(value: Any) -> Any:
    if isinstance(value, str):
        return pseudo(value)
    if isinstance(value, Mapping):
        return {name: _each_text(each) for name, each in value.items()}
    return [_each_text(each) for each in value]


@pytest.fixture(scope="session")
def pseudo_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the catalogue is, and the folder of the plan's files and the deck, in that language."""
    root = tmp_path_factory.mktemp("pseudo")
    (root / "locale").mkdir()
    write_locale(root / "locale")
    write_content(root / "content")
    write_deck(root / "deck")
    return root / "locale", root


@pytest.fixture
def in_pseudo(pseudo_files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The whole house speaks it, until the end."""
    locale, root = pseudo_files
    monkeypatch.setattr(catalogue, "CONTENT", root / "content")
    monkeypatch.setattr(deck, "FOLDER", root / "deck")
    with override_settings(LANGUAGE_CODE=LANGUAGE, LANGUAGES=[(LANGUAGE, LANGUAGE)], LOCALE_PATHS=[locale]):
        yield
