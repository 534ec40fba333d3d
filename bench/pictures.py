"""The README's pictures: six screens of the demo, on a phone, in light and in dark.

    make pictures

It brings a serif and a sans to write them with, and starts Twofold as `make run` does, in a folder of its own.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, StorageState, ViewportSize, sync_playwright

from bench.first_paint import password_in, signed_in
from bench.fonts import with_fonts
from bench.served import running
from tests.machines import chromium

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
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=chromium.executable(),
            args=chromium.FLAGS,
            env={**with_fonts(folder)},
        )
        yield chrome
        chrome.close()


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
