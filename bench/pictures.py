"""The README's pictures: six screens of the demo, on a phone, in light and in dark.

    make pictures

It brings a serif and a sans to write them with, and starts Twofold as `make run` does, in a folder of its own.
"""

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, StorageState, ViewportSize, sync_playwright

from bench.first_paint import password_in, signed_in
from bench.served import running
from tests.machines import chromium

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>serif</family><prefer><family>{serif}</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>{sans}</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>{sans}</family></prefer></alias>
</fontconfig>
"""
PHONE: ViewportSize = {"width": 390, "height": 760}
BEFORE = {"front": "/", "library": "/library/60/"}
SIGNED_IN = {"today": "/today/", "plan": "/plan/", "agreement": "/agreement/", "map": "/agreement/cards/map/"}


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as house, browser(Path(folder)) as chrome:
        robin = signed_in(chrome, house.root, password_in(house.said))
        for scheme in ("light", "dark"):
            for state, pages in ((None, BEFORE), (robin, SIGNED_IN)):
                for name, path in pages.items():
                    picture(chrome, state, house.root + path, scheme, out / f"{name}-{scheme}.png")


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A Chromium that knows these fonts and no others."""
    (folder / "fonts.conf").write_text(configuration(folder))
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=chromium.executable(),
            args=chromium.FLAGS,
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        )
        yield chrome
        chrome.close()


def configuration(folder: Path) -> str:
    places = [importlib.util.find_spec(package) for package in PACKAGES]
    folders = "".join(f"<dir>{Path(place.origin).parent}</dir>" for place in places if place and place.origin)
    return FONTS.format(folders=folders, cache=folder / "fonts", serif=SERIF, sans=SANS)


def picture(chrome: Browser, state: StorageState | None, address: str, scheme: str, place: Path) -> None:
    context = chrome.new_context(
        viewport=PHONE,
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1.5,
        storage_state=state,
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=place)
    context.close()
    print(place)


if __name__ == "__main__":
    main()
