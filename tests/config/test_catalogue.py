"""`manage.py catalogue`: the texts of the house, gathered for translators and given back to Django."""

from datetime import date
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation

from config import catalogue
from config.languages import languages
from pages.days import weekday

ROOT = Path(__file__).resolve().parent.parent.parent


def gathered(tmp_path: Path, source: str, name: str = "page.html") -> list[catalogue.Message]:
    path = tmp_path / name
    path.write_text(source, "utf-8")
    return list(catalogue.messages_of(path, name))


@pytest.mark.parametrize(
    ("source", "text", "plural"),
    [
        ('<p>{% translate "Not today" %}</p>', "Not today", ""),
        (
            "    <p>{% blocktranslate trimmed with day=x %}\n  On\n  {{ day }}.\n{% endblocktranslate %}</p>",
            "On %(day)s.",
            "",
        ),
        (
            "{% blocktranslate count n=x trimmed %}{{ n }} line{% plural %}{{ n }} lines{% endblocktranslate %}",
            "%(n)s line",
            "%(n)s lines",
        ),
        ('{% include "a.html" with text=_("It’s here.") %}', "It’s here.", ""),
        ('{{ day|date:_("l j F") }}', "l j F", ""),
    ],
)
def test_a_template_gives_its_texts(tmp_path: Path, source: str, text: str, plural: str) -> None:
    assert gathered(tmp_path, source) == [catalogue.Message(text, plural, files=("page.html",))]


def test_a_module_gives_its_texts_with_what_translators_should_know(tmp_path: Path) -> None:
    source = 'A = _("One")\n# Translators: of lines.\nB = ngettext("{n} line", "{n} lines", 2)\nC = "Not this"\n'
    assert gathered(tmp_path, source, "forms.py") == [
        catalogue.Message("One", files=("forms.py",)),
        catalogue.Message("{n} line", "{n} lines", files=("forms.py",), notes=("of lines.",)),
    ]


def test_every_text_of_the_house_is_in_it_once() -> None:
    messages = catalogue.gather(ROOT)
    known = {message.text: message for message in messages}
    assert len(known) == len(messages)
    assert known["l j F"].files[-1] == "pages/days.py"
    assert "templates/couples/today.html" in known["Answer privately"].files
    assert known["about %(minutes)s minute"].plural == "about %(minutes)s minutes"


def test_a_language_is_begun_translated_brought_up_to_date_and_spoken(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]):
        call_command("catalogue", begin="de", stdout=None)
        path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
        begun = polib.pofile(str(path))
        assert (begun.metadata["Language"], begun.metadata["Plural-Forms"]) == ("de", "nplurals=2; plural=(n != 1);")
        begun.find("Answer privately").msgstr = "Nur für mich antworten"
        begun.find("l j F").msgstr = "l, j. F"
        begun.append(polib.POEntry(msgid="A text that is gone", msgstr="Weg"))
        begun.save()
        call_command("catalogue", stdout=None)
        after = polib.pofile(str(path))
        assert [entry.msgid for entry in after.obsolete_entries()] == ["A text that is gone"]
        assert languages(tmp_path) == ["de"]
        with override_settings(LANGUAGES=[("de", "de")]), translation.override("de"):
            assert translation.gettext("Answer privately") == "Nur für mich antworten"
            assert translation.gettext("Not today") == "Not today"
            assert "14. Mai" in weekday(date(2027, 5, 14))
            assert '<html lang="de"' in render_to_string("404.html")


@pytest.mark.parametrize(("language", "forms"), [("de", 2), ("pl", 3), ("ja", 1)])
def test_a_text_for_one_or_many_has_as_many_forms_as_the_language(tmp_path: Path, language: str, forms: int) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]):
        call_command("catalogue", begin=language, stdout=None)
        path = tmp_path / language / "LC_MESSAGES" / "django.po"
        written = polib.pofile(str(path))
        entry = next(entry for entry in written if entry.msgid_plural)
        assert entry.msgstr_plural == dict.fromkeys(range(forms), "")
        entry.msgstr_plural[0] = "So"
        written.save()
        call_command("catalogue", stdout=None)
        assert polib.pofile(str(path)).find(entry.msgid).msgstr_plural[0] == "So"


def test_a_straight_quote_would_end_an_attribute_and_is_refused(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]):
        call_command("catalogue", begin="de", stdout=None)
        path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
        written = polib.pofile(str(path))
        written.find("Answer privately").msgstr = 'Nur für "mich"'
        written.save()
        before = path.read_bytes()
        with pytest.raises(CommandError, match='de: write “ ” for the straight quotes in Nur für "mich"'):
            call_command("catalogue", stdout=None)
        assert path.read_bytes() == before


def test_a_language_that_nobody_speaks_is_refused(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]), pytest.raises(CommandError, match="No language is called"):
        call_command("catalogue", begin="xx-nowhere", stdout=None)
    assert not (tmp_path / "xx_NOWHERE").exists()
