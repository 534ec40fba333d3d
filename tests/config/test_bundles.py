"""One stylesheet and one script a page: that they hold everything, in order, and are as new as their sources."""

import gzip
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from agreement import actions as agreement
from agreement.actions import LineWords
from config import bundles

ROOT = Path(__file__).resolve().parent.parent.parent
# couples/export/document.py copies it into the exported page, which stands alone.
NOT_FOR_PAGES = {"css/export.css"}
# What a connection carries in its first round trip: ten packets.
FIRST_ROUND_TRIP = 14_000
FURTHER = (bundles.PAPER_STYLES, bundles.OPEN_STYLES)
EVERY_STYLE = (*bundles.STYLES, *bundles.PAPER_STYLES, *bundles.OPEN_STYLES)
LAYERS = ["reset", "tokens", "base", "frames", "parts", "pages", "print"]
LOADS = re.compile(r"<(?:link|script|img|use)\b[^>]*?(?:href|src)=\"([^\"#]+)")


@pytest.fixture
def sources(tmp_path: Path, settings) -> Path:
    """A copy of static/ that a test may change, and a data folder of its own."""
    settings.TWOFOLD_DATA = tmp_path / "data"
    shutil.copytree(ROOT / "static", tmp_path / "static")
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    return tmp_path / "static"


def fetch(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_every_file_is_in_a_bundle_or_named_as_an_exception() -> None:
    files = {str(path.relative_to(ROOT / "static")) for path in (ROOT / "static").rglob("*.[cj]ss*")}
    ours = {name for name in (*EVERY_STYLE, *bundles.SCRIPTS) if (ROOT / "static" / name).exists()}
    assert files - ours == NOT_FOR_PAGES
    assert {*EVERY_STYLE, *bundles.SCRIPTS} - ours == {"mfa/js/webauthn-json.js"}


@pytest.mark.parametrize("name", EVERY_STYLE)
def test_the_rules_of_every_stylesheet_are_in_it(name: str) -> None:
    text = without_comments(bundles.source(name))
    made = bundles.stylesheet(next((names for names in FURTHER if name in names), bundles.STYLES))
    named = re.compile(r"\.[a-z][\w-]*|--[\w-]+|(?<=[\s{;])[a-z-]+-[a-z-]+(?=:)")
    assert set(named.findall(text)) - set(named.findall(made)) == set()


def test_the_layers_are_in_order_before_anything_uses_them() -> None:
    lists = re.findall(r"@layer ([a-z, ]+)[{;]", bundles.stylesheet())
    assert list(dict.fromkeys(",".join(lists).replace(" ", "").split(","))) == LAYERS


@pytest.mark.parametrize("word", ["light-dark(", ":has(", ":dir(rtl)", "@supports", "(min-width:60rem)", "·"])
def test_what_browsers_are_asked_stays_as_it_was_written(word: str) -> None:
    written = "".join(without_comments(bundles.source(name)) for name in EVERY_STYLE).replace(": ", ":")
    assert bundles.stylesheet(EVERY_STYLE).count(word) == written.count(word) > 0


def test_no_width_is_written_as_a_range() -> None:
    assert "(width" not in bundles.stylesheet(EVERY_STYLE)


def test_what_is_for_paper_is_for_paper_only() -> None:
    assert re.findall(r"(.{13})@layer print\{", bundles.stylesheet(), re.DOTALL) == ["@media print{"]
    assert without_comments(bundles.source("css/print.css")).lstrip().startswith("@media print {")


def test_two_scripts_may_use_the_same_name(sources: Path, monkeypatch) -> None:
    monkeypatch.setattr(bundles, "SCRIPTS", ("js/out.js", "js/idle.js"))
    for name in bundles.SCRIPTS:
        (sources / name).write_text("// It says so.\nconst name = 1;\n")
    one = "try{\nconst name=1;\n}catch(error){reportError(error)}"
    assert bundles.script() == f"{one}\n{one}"


@pytest.mark.parametrize("name", bundles.LIVE_SCRIPTS)
def test_no_script_asks_for_another(name: str) -> None:
    assert re.findall(r"^\s*(?:import|export)\b.*", bundles.source(name), re.MULTILINE) == []


def test_a_change_of_a_source_is_seen_at_the_next_look(sources: Path, client: Client) -> None:
    for address, name, more in (
        ("/static/page.css", "css/print.css", "@layer print { .new { color: red } }"),
        ("/static/page.js", "js/out.js", "console.log('new');"),
    ):
        assert "new{" not in fetch(client, address)
        with (sources / name).open("a") as file:
            file.write(more)
        assert re.search(r"\.new\{color:red\}|console\.log\('new'\)", fetch(client, address))


def test_what_has_not_changed_keeps_its_date(sources: Path) -> None:
    finder = bundles.BundleFinder()
    place = Path(finder.find("page.css"))
    first = place.stat().st_mtime_ns
    assert (finder.find("page.css"), place.stat().st_mtime_ns) == (str(place), first)


def test_many_at_once_find_whole_files_and_leave_no_others(sources: Path) -> None:
    finder = bundles.BundleFinder()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: Path(finder.find("page.css")).read_text(), range(40)))
    assert set(found) == {bundles.stylesheet()}
    assert [path.name for path in Path(finder.storage.location).iterdir()] == ["page.css"]


def test_a_mistake_in_a_stylesheet_is_told_by_the_name_of_the_file(sources: Path) -> None:
    (sources / "css/base.css").write_text("@layer base { p { color: ")
    (sources / "css/frames.css").write_text("} p {")
    with pytest.raises(ValueError, match=r"css/frames\.css"):
        bundles.stylesheet()


@pytest.mark.django_db
def test_only_pages_of_the_agreement_ask_for_its_styles(as_alice: Client, couple) -> None:
    asked = {path: "/static/paper.css" in as_alice.get(path).text for path in ("/agreement/", "/today/", "/plan/")}
    assert asked == {"/agreement/": True, "/today/": False, "/plan/": False}


@pytest.mark.django_db
def test_only_what_stands_open_asks_for_its_styles(client: Client, as_alice: Client, couple) -> None:
    def asks(client: Client, *paths: str) -> list[bool]:
        return ["/static/open.css" in client.get(path).text for path in paths]

    assert asks(client, "/", "/library/", "/library/60/", "/help/") == [True, True, True, False]
    assert asks(as_alice, "/library/", "/library/60/", "/today/", "/plan/") == [True, True, False, False]


@pytest.mark.django_db
def test_only_a_sitting_asks_for_what_polls(as_alice: Client, alice, couple) -> None:
    def asks() -> list[bool]:
        return ["/static/live.js" in as_alice.get(path).text for path in ("/agreement/", "/today/", "/review/")]

    assert asks() == [False, False, False]
    agreement.add_clause(alice, LineWords("Sunday is ours."))
    as_alice.post("/review/")
    assert asks() == [False, False, True]
    asked = set(LOADS.findall(as_alice.get("/review/").text))
    assert "/static/page.js" not in asked
    assert len([fetch(as_alice, address) for address in asked]) + 1 <= 6


def test_a_file_that_is_gone_is_named(sources: Path) -> None:
    (sources / "js/idle.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"js/idle\.js is named in config/bundles\.py"):
        bundles.script()


def test_other_names_are_not_its_own() -> None:
    finder = bundles.BundleFinder()
    assert (finder.find("css/base.css"), finder.find("css/base.css", find_all=True)) == ([], [])
    assert [name for name, _ in finder.list(["*.css"])] == ["page.js", "live.js"]


def test_collected_they_carry_their_content_in_their_names(sources: Path, settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "collected"
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", verbosity=0, interactive=False)
    names = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    for name in bundles.MADE:
        stem, ending = name.split(".")
        assert re.fullmatch(rf"{stem}\.[0-9a-f]{{12}}\.{ending}", names[name])
        assert (settings.STATIC_ROOT / f"{names[name]}.gz").exists()
    assert "css/export.css" in names


def test_only_the_frame_of_all_pages_asks_for_styles_and_scripts() -> None:
    asking = re.compile(r"<link\b[^>]*stylesheet|<script\b[^>]*\bsrc=")
    pages = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}
    found = {str(path.relative_to(ROOT)): asking.findall(text) for path, text in pages.items()}
    asked = {"templates/base.html": ['<link rel="stylesheet'] * 3 + ['<script type="module" src=']}
    assert {name: tags for name, tags in found.items() if tags} == asked


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/account/login/", "/account/signup/", "/questions/", "/who-sees-what/"])
def test_a_first_visit_is_light(client: Client, path: str) -> None:
    assert_light(client, path)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/today/", "/plan/", "/agreement/", "/check-ins/", "/more/"])
def test_a_first_visit_of_somebody_signed_in_is_light(as_alice: Client, couple, path: str) -> None:
    assert_light(as_alice, path)


def assert_light(client: Client, path: str) -> None:
    """At most six requests, all answered; the page as it is, which nobody compresses, and its styles are small."""
    page = client.get(path)
    asked = set(LOADS.findall(page.text))
    assert asked >= {"/static/page.css", "/static/page.js"}
    assert len([fetch(client, address) for address in asked]) + 1 <= 6
    styles = [bundles.MADE[name]() for name in bundles.MADE if name.endswith(".css") and f"/static/{name}" in asked]
    weights = [len(gzip.compress(style.encode(), 9)) for style in styles]
    assert len(page.content) + sum(weights) <= FIRST_ROUND_TRIP
