"""What a browser says of itself becomes a few plain words."""

import pytest

from pages.devices import kind_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "A computer with Firefox"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0.0.0 Safari/537.36", "A computer with Chrome"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0", "A computer with Edge"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18 Safari/605", "A computer with Safari"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/140.0 Mobile Safari/537.36", "A phone with Chrome"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/140.0 Safari/537.36", "A tablet with Chrome"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) {WEBKIT} FxiOS/140.0 Mobile", "A phone with Firefox"),
        (f"Mozilla/5.0 (iPad; CPU OS 18_5) {WEBKIT} Version/18 Mobile Safari/605", "A tablet with Safari"),
        ("curl/8.1", "A device"),
        ("", "A device"),
        ("<b>Firefox/\x00" + "x" * 10_000, "A device with Firefox"),
    ],
)
def test_coarse(agent, kind):
    assert kind_of(agent) == kind
