"""The two typefaces that pictures are made with: a bare machine has only one, which shows every page at its worst."""

import importlib.util
import os
from pathlib import Path

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>serif</family><prefer><family>{serif}</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>{sans}</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>{sans}</family></prefer></alias>
</fontconfig>
"""


def with_fonts(folder: Path) -> dict[str, str]:
    """The environment of a browser that knows these typefaces and no others. What it needs is written into `folder`."""
    places = [importlib.util.find_spec(package) for package in PACKAGES]
    folders = "".join(f"<dir>{Path(place.origin).parent}</dir>" for place in places if place and place.origin)
    file = folder / "fonts.conf"
    file.write_text(CONFIGURATION.format(folders=folders, cache=folder / "fonts", serif=SERIF, sans=SANS), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
