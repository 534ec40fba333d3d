"""Words that never stand on a page, in a mail or in the content: labels, tallies, and what one partner has not done."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [
    *sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}),
    *sorted((ROOT / "recovery" / "content").rglob("*.md")),
]

# The file that says which words are not used has to name them.
NAMES_THEM = {"recovery/content/README.md"}

PARTNER = r"(}}|your partner|the other|alex|robin)"
NEVER = {
    "a label for a person": (
        r"cheat(er|ers)|victims?|perpetrators?|offenders?|betrayers?|adulterers?|the guilty (one|party|partner)"
    ),
    "what the other has not done": (
        rf"has(n't| not)( yet)? (answered|replied|responded|signed)|{PARTNER} has(n't| not)( yet)? \w+ed"
        r"|(yet|still) to (answer|reply|sign)|not (answered|signed|replied) yet"
    ),
    "somebody who waits": r"waiting (for|on) \S+|(is|are) (still )?waiting",
    "a count of the two": r"[01] of (2|two)|one of (the )?two (has|have|is|are)",
    "lateness": (rf"overdue|(you|{PARTNER}) ((are|is|was|were) late|missed)|missed (a|your|the) (check-in|day|week)"),
    "a game": r"(?<!no )streaks?|badges?|leaderboards?|points? earned|your score",
    "watching": rf"last seen (at|on|\d|{{)|{PARTNER} (was here|is online|is typing|has (read|opened|seen))",
    "a promise nobody can keep": r"(we|this|twofold) (will|can) save (your|the) (relationship|marriage)|guaranteed?",
    "the old voice": (
        r"mend(s|ed|ing)? (your |the )?trust|(one|\d+) things? to mend|sign-in of your own|only yours"
        r"|looks? like nothing"
        r"|(?<!‘)nobody|whoever(?!'s on)|need not"
        r"|for your own clearness|when it(’s|'s| is) whole|(its|their) own day|not yours to mend|anybody(’|')s leave"
        r"|stands? on your today page|unwanted mail|had grown old|choose for calm|e-mails?|this text (is|was) put away"
    ),
    "an apology, or an order": r"we(’|')re sorry|oops|invalid|please (enter|type|choose|fill|try|check)",
    "a diagnosis": r"you (are|have) (depressed|depression|an? (anxiety|attachment|personality) \w+)",
}
PATTERNS = {what: re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE) for what, words in NEVER.items()}


def never_said(text: str) -> list[str]:
    """What in `text` breaks the rule, each as "rule: the words". Comments of templates are not said to anyone."""
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"</?(a|b|em|i|span|strong)\b[^>]*>", "", text)  # "has <b>not</b> answered" is said all the same
    text = " ".join(text.replace("’", "'").split())
    return [f"{what}: {found[0]}" for what, pattern in PATTERNS.items() for found in pattern.finditer(text)]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in TEXTS if named(path) not in NAMES_THEM], ids=named)
def test_a_text_keeps_to_the_words(path: Path) -> None:
    assert never_said(path.read_text(encoding="utf-8")) == []


def test_there_are_texts_to_read() -> None:
    suffixes = {path.suffix for path in TEXTS}
    assert {".html", ".md"} <= suffixes
    assert {named(path) for path in TEXTS} >= NAMES_THEM


@pytest.mark.parametrize(
    ("bad", "found"),
    [
        ("<p>{{ partner_name }} has not answered.</p>", "what the other has not done: }} has not answered"),
        ("<p>Alex hasn’t\n  signed yet</p>", "what the other has not done: Alex hasn't signed"),
        ("Alex has <strong>not</strong> answered", "what the other has not done: Alex has not answered"),
        ("Waiting for Alex", "somebody who waits: Waiting for Alex"),
        ("Alex is waiting", "somebody who waits: is waiting"),
        ("1 of 2 answers are in", "a count of the two: 1 of 2"),
        ("Your check-in is overdue", "lateness: overdue"),
        ("How to talk to a cheater", "a label for a person: cheater"),
        ("If you are the victim,", "a label for a person: victim"),
        ("A streak of three weeks", "a game: streak"),
        ("<p>Nobody sees it.</p>", "the old voice: Nobody"),
        ("When it’s whole", "the old voice: When it's whole"),
        ("Please enter a date.", "an apology, or an order: Please enter"),
        ("{{ us.other_name }} has read it", "watching: }} has read"),
        ("{{ us.other_name }} has not sealed", "what the other has not done: }} has not sealed"),
    ],
)
def test_what_is_never_said_is_found(bad: str, found: str) -> None:
    assert found in never_said(bad)


@pytest.mark.parametrize(
    "fine",
    [
        "What micro-cheating is, and isn’t",
        "{# never: has not answered #}<p>Sealed. There is no deadline.</p>",
        "{% comment %}not: waiting for Alex{% endcomment %}",
        "Question 2 of 5, about 4 minutes",
        "As long as you have not answered, nothing tells you whether your partner has.",
        "If it is late, it can wait until tomorrow.",
    ],
)
def test_what_is_fine_is_left_alone(fine: str) -> None:
    assert never_said(fine) == []
