"""What kind of device a browser says it is on: coarse, for telling one's own sessions apart."""

from django.utils.translation import gettext

BROWSERS = (
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("Opera", ("OPR/",)),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Chrome", ("Chrome/", "CriOS/")),
    ("Safari", ("Safari/",)),
)


def kind_of(user_agent: str) -> str:
    """Such as "A phone with Safari" and "A computer with Firefox"; "A device" where the browser does not say.
    Neither a version nor a model is in it."""
    what = _thing(user_agent)
    browser = next((name for name, marks in BROWSERS if any(mark in user_agent for mark in marks)), "")
    return gettext("{device} with {browser}").format(device=what, browser=browser) if browser else what


def _thing(user_agent: str) -> str:
    if "iPad" in user_agent or ("Android" in user_agent and "Mobile" not in user_agent):
        return gettext("A tablet")
    if any(mark in user_agent for mark in ("iPhone", "iPod", "Android", "Mobile")):
        return gettext("A phone")
    if any(mark in user_agent for mark in ("Windows", "Macintosh", "Linux", "CrOS", "X11")):
        return gettext("A computer")
    return gettext("A device")
