"""How a page of a sitting reads: what both screens show alike, and what one of them shows, in plain values."""

import re
from html import unescape

from tests.together.screens import live_of

OWN = ("mine to talk about", "not answered", "can be signed")
"""What stands at the end for its reader only."""
MINE = re.compile(r'<details id="mine">.*?</details>', re.DOTALL)
LATER = re.compile(r'<span class="unseen">.*?</span>|<del>.*?</del>|</?ins>', re.DOTALL)
NOT_LASTING = re.compile(r'<p class="notice" role="status">.*?</p>| data-left="\d+"', re.DOTALL)


def lasting(live):
    """The same page when it is opened a moment later: without what was refused, and the seconds of a break."""
    return NOT_LASTING.sub("", live)


def shared_part(found):
    """What of that, as `read` finds it, stands on both screens alike."""
    heading = re.sub("^(You’ve signed this|Ready to sign)$", "It can be signed", found["heading"])
    said = found.get("said", ())
    shared = {name: value for name, value in found.items() if name not in OWN}
    return {**shared, "heading": heading, "said": said if all(said) else ()}


def read(page, other):
    """What a page says, by the names under which tests/reviews/plain.py foretells it. `other`: the partner's name."""
    live = live_of(page)
    heading = _all(r"<h1[^>]*>(.*?)</h1>", live or page)[0]
    found = {"heading": re.sub(r"<time.*", "", heading, flags=re.DOTALL).strip()}
    if not live or heading.startswith("A break"):
        return found
    if heading == "In force from today":
        return {**found, "whole": _words(live)}
    found["aside"] = "".join(re.findall(r"(\w+) set this aside on", live))
    return {**found, **(_line(live, other) if heading.startswith("Line") else _end(live))}


def _line(live, other):
    return {
        "words": _words(live)[:1],
        "different": "".join(_all(r'<summary id="changed">(.*?)</summary>', live)),
        "said": (_said("You", live), _said(other, live)),
        "is gone": "Deleted from the draft." in live,
        "is listed": "It’s on your talk list." in live,
        "is offered": "The draft is ready to sign." in live,
        "after": _place("next", live),
        "before": _place("previous", live),
    }


def _end(live):
    mine = "".join(MINE.findall(live)).partition("You haven’t answered these")
    parts = dict(_all(r"<h2>(.*?)</h2>(.*?)(?=<h2>|<details|$)", live))
    return {
        "to talk about": _words(parts.get("Lines marked “Let’s talk”", "")),
        "mine to talk about": _words(mine[0]),
        "not answered": _words(mine[2]),
        "changed": _words(parts.get("Changed", "")),
        "deleted": _words(parts.get("Deleted", "")),
        "can come back": _all(r'id="bring-back-(.*?)"', live),
        "new": _words(parts.get("New", parts.get("Your lines", ""))),
        "kept": _words(live.partition('<details id="kept">')[2].partition("</details>")[0]),
        "whole": _words(parts.get("The whole text", "")),
        "can be offered": 'id="make-ready"' in live,
        "can be signed": 'id="sign"' in live,
        "before": _place("previous", live),
    }


def _said(who, live):
    return "".join(_all(rf"<p>{who}: <strong>(.*?)</strong>", live))


def _place(button, live):
    return "".join(_all(rf'id="{button}" name="to" value="(.*?)"', live))


def _words(part):
    """Every line in a part; of one that is shown by what is different in it, the words of now."""
    found = _all(r'<p class="words" translate="no">(.*?)</p>', part)
    return [" ".join(unescape(LATER.sub("", words)).split()) for words in found]


def _all(pattern, part):
    return re.findall(pattern, part, re.DOTALL)
