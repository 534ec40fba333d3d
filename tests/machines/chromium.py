"""A Chromium to test with: the system's, else playwright's, else installed.

Its headless shell, where there is one: the same engine without the parts that draw a window, which playwright takes too
when nobody says otherwise. The browser's tests take two thirds of the time with it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.machines import Missing, apt_install

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def executable(*, install: bool = False) -> str:
    """The path of a Chromium. Installs one only when asked to: `python -m tests.services` asks."""
    if path := on_path() or from_playwright():
        return path
    if install:
        if (apt_install(SHELL) or apt_install(WHOLE[0])) and (path := on_path()):
            return path
        print("Installing Chromium by playwright …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        if path := from_playwright():
            return path
    raise Missing(
        "There is no Chromium here. Type: sudo apt-get install chromium"
        "   (or: .venv/bin/playwright install --with-deps chromium)"
    )


def on_path() -> str | None:
    return next((path for name in (SHELL, *WHOLE) if (path := shutil.which(name))), None)


def from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
