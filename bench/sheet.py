"""A sheet of all pages, on a phone and at a desk, in light and in dark: sheet/index.html.

    make sheet

The pages are those that the browser's tests walk: every address that the URL resolver has, and what a page shows only
at some moments. Nothing on it is anybody's; it is made anew each time.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.fonts import with_fonts

WALKS = ("tests/browser/test_pages.py", "tests/browser/test_moments.py")
PICTURE = re.compile(r"(?P<number>\d{3})-(?P<who>.+?)-(?P<width>360|1280)-(?P<heading>.+)-(?P<scheme>light|dark)\.png")
COLUMNS = (("360", "light"), ("360", "dark"), ("1280", "light"), ("1280", "dark"))
Row = dict[tuple[str, str], Path]
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>All pages</title>
<style>
  body {{ margin: 1rem; background: #777; color: #fff; font: 1rem/1.4 sans-serif; }}
  section {{ display: grid; grid-template-columns: 1fr 1fr 3fr 3fr; gap: .5rem; align-items: start; margin-top: 2rem; }}
  h2 {{ grid-column: 1 / -1; margin: 0; font: inherit; }}
  img {{ width: 100%; }}
</style>
<h1>{count} pages</h1>
{pages}
</html>
"""


def main() -> None:
    out = Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**with_fonts(Path(folder)), "SHOTS": str(out.resolve())}
        line = [sys.executable, "-m", "pytest", "-q", "--db=sqlite", "-n", sys.argv[2], "--dist", "worksteal", *WALKS]
        failed = subprocess.run(line, env=environment, check=False).returncode
    rows = list(once([row for walk in sorted(out.iterdir()) for row in rows_of(walk)]))
    pages = "".join(as_section(row, out) for row in rows)
    (out / "index.html").write_text(PAGE.format(count=len(rows), pages=pages), "utf-8")
    print(out / "index.html")
    sys.exit(failed)


def rows_of(walk: Path) -> Iterator[Row]:
    """The pictures of one walk by page, in the order in which they were taken."""
    row: Row = {}
    before = ""
    for picture in sorted(walk.glob("*.png")):
        found = PICTURE.fullmatch(picture.name)
        if found is None:
            continue
        side, page = (found["width"], found["scheme"]), f"{found['who']}: {found['heading']}"
        if row and (page != before or side in row):
            yield row
            row = {}
        row[side], before = picture, page
    if row:
        yield row


def once(rows: Iterable[Row]) -> Iterator[Row]:
    """Without the pages that look as one before them does: several addresses lead to Today, or to nothing."""
    seen: set[frozenset[bytes]] = set()
    for row in rows:
        looks = frozenset(picture.read_bytes() for picture in row.values())
        if looks not in seen:
            seen.add(looks)
            yield row


def as_section(row: Row, out: Path) -> str:
    found = PICTURE.fullmatch(next(iter(row.values())).name)
    walk = next(iter(row.values())).parent.name.removeprefix("test_").removesuffix("-chromium")
    name = html.escape(f"{found['heading']} ({walk}, {found['who']})".replace("-", " ")) if found else walk
    pictures = "".join(
        f'<a href="{row[side].relative_to(out)}"><img src="{row[side].relative_to(out)}" alt="" loading="lazy"></a>'
        if side in row
        else "<span></span>"
        for side in COLUMNS
    )
    return f"<section><h2>{name}</h2>{pictures}</section>\n"


if __name__ == "__main__":
    main()
