"""What both screens of a sitting show alike: all but what is one's own."""

import re

OWN = {
    "the seconds that are left of a break": r' data-left="\d+"',
    "setting the agreement aside, which who did it takes back": r' <a href="/agreement/setting-aside/">.*?</a>',
    "one's own signature": (
        r'(?<=tabindex="-1">)(You’ve signed this|Ready to sign)(?=</h1>)'
        r"|<p>(It counts once you’ve both signed|You can sign it on your own screen).*?</p>"
        r"|<p>(You’ve signed these lines too|You can leave these for another day).*?</p>"
        r'|<form method="post" action="/agreement/signature/removal/.*?</form>'
        r'|<p><a class="button[^"]*" id="sign".*?</p>'
    ),
    "a note, and what is for oneself at the end": r'<details (class="own-note"|id="mine").*?</details>',
    "what has just been refused": r'<p class="notice" role="status">.*?</p>',
    "by whom it was set aside, by name or not": r"\w+ set this aside on",
}
SAID = re.compile(r'<div class="said">.*?</div>', re.DOTALL)


def in_common(live):
    """That part of what a screen shows."""
    live = re.sub("|".join(OWN.values()), "", SAID.sub(_of_both, live), flags=re.DOTALL)
    return re.sub(r"\s+", " ", live)


def _of_both(said):
    """What they say of a line, in no order; nothing as long as not both have."""
    answers = re.findall(r"<p>[^<]*:\s*<strong>(.*?)</strong>", said[0])
    return str(sorted(answers)) if len(answers) == 2 else ""
