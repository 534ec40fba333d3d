"""One stylesheet and one script for every page; one more stylesheet for the pages of two, one for the front
page and the library, and a larger script for a sitting of two; joined from the files in static/.

A finder makes them, so that collectstatic, tests (which collect nothing) and TWOFOLD_DEBUG get them in the same way.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from lightningcss import process_stylesheet
from rjsmin import jsmin

# tokens.css names the order of all layers, so it is first.
STYLES = (
    "css/tokens.css",
    "css/base.css",
    "css/frames.css",
    "css/parts/button.css",
    "css/parts/field.css",
    "css/parts/choice.css",
    "css/parts/mending.css",
    "css/parts/sees.css",
    "css/parts/leaf.css",
    "css/parts/path.css",
    "css/parts/reading.css",
    "css/parts/safety.css",
    "css/parts/qr.css",
    "css/print.css",
)
# Only the agreement's pages show a text to sign and its lines, and only they and what has opened show two sides: a
# first visit elsewhere does not wait for these.
PAPER_STYLES = ("css/parts/paper.css", "css/parts/pair.css", "css/parts/agreement.css", "css/parts/together.css")
# The front page and the library, likewise.
OPEN_STYLES = ("css/parts/open.css",)
SCRIPTS = (
    "js/out.js",
    "js/idle.js",
    "js/veil.js",
    "js/mending.js",
    "js/count.js",
    "js/pad.js",
    "js/zone.js",
    "js/autosave.js",
    "js/go-on.js",
    "js/once.js",
    "js/print.js",
    "js/wide.js",
    "js/give.js",
    "js/drag.js",
    "mfa/js/webauthn-json.js",  # allauth's; passkey.js takes `webauthnJSON` from it
    "js/passkey.js",
)
# Only a sitting of two polls: no other page waits for htmx, and this one still makes no request more.
LIVE_SCRIPTS = (*SCRIPTS, "django_htmx/htmx-2.min.js", "js/together.js", "js/break.js")


class BundleFinder(finders.BaseFinder):
    """Finds the made files. Each look makes them anew in milliseconds: never older than their sources."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.storage = FileSystemStorage(settings.TWOFOLD_DATA / "bundles")

    def find(self, path: str, find_all: bool = False) -> Any:
        """The path of a made file; nothing for any other name."""
        if path not in MADE:
            return []
        place = self.make(path)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Their names, and the storage that holds them; without those that match a pattern."""
        for name in MADE:
            if not matches_patterns(name, ignore_patterns or ()):
                self.make(name)
                yield name, self.storage

    def make(self, name: str) -> str:
        """Writes the file where its sources have changed, and returns its path."""
        place = Path(self.storage.path(name))
        content = MADE[name]().encode()
        # collectstatic copies what is newer than its copy: what has not changed keeps its date.
        if not place.exists() or place.read_bytes() != content:
            write(place, content)
        return str(place)


def stylesheet(names: Iterable[str] = STYLES) -> str:
    """These styles, minified. A file with a mistake in it raises ValueError and is named."""
    return "\n".join(small_style(name, source(name)) for name in names)


def script(names: Iterable[str] = ()) -> str:
    """These scripts, or those of every page, minified; one that its makers have made small stays as it is."""
    return "\n".join(alone(source(name) if "min." in name else jsmin(source(name))) for name in names or SCRIPTS)


# Nothing in these names says what the pages are about.
MADE: dict[str, Callable[[], str]] = {
    "page.css": stylesheet,
    "paper.css": partial(stylesheet, PAPER_STYLES),
    "open.css": partial(stylesheet, OPEN_STYLES),
    "page.js": script,
    "live.js": partial(script, LIVE_SCRIPTS),
}


def source(name: str) -> str:
    """What a static file says, ours or that of an app; raises FileNotFoundError."""
    place = finders.find(name)
    if place is None:
        raise FileNotFoundError(f"{name} is named in config/bundles.py and stands in no folder of static files.")
    return Path(place).read_text(encoding="utf-8")


def small_style(name: str, text: str) -> str:
    """The same rules in fewer characters."""
    small: str = process_stylesheet(text, filename=name, minify=True)
    # lightningcss writes widths as ranges, which browsers of 2022 do not know.
    return small.replace("(width>=", "(min-width:").replace("(width<=", "(max-width:")


def alone(text: str) -> str:
    """The script with its names to itself; when it throws, that is reported and the next one runs all the same."""
    return f"try{{\n{text}\n}}catch(error){{reportError(error)}}"


def write(place: Path, content: bytes) -> None:
    """Replaces the file whole: another thread or process may be reading it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{secrets.token_hex(8)}.part")
    beside.write_bytes(content)
    beside.replace(place)
