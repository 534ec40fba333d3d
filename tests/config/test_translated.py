"""Every sentence of a page or a mail goes through gettext, whole. tests/browser/test_pseudo.py looks at the pages."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from config.catalogue import source_files

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = list(source_files(ROOT))
TEMPLATES = [path for path in FILES if path.suffix != ".py"]
# What these say, they say to whoever runs the house or writes its content: on a terminal, in a log, in SQL.
FOR_THE_HOST = (
    "agreement/history.py", "agreement/models/", "agreement/verifying.py", "couples/actions/erasing.py",
    "agreement/situations/checks.py", "agreement/situations/deck.py", "couples/checks.py",
    "couples/help_lines.py", "couples/models/", "people/actions/counting.py", "people/models/tries.py",
    "recovery/plan/checks/", "pages/content/", "recovery/plan/folder.py",
    "recovery/plan/wording.py", "reminders/actions/", "reminders/models/", "reminders/smtp.py", "vault/",
)  # fmt: skip
MODULES = [path for path in FILES if path.suffix == ".py" and not str(path.relative_to(ROOT)).startswith(FOR_THE_HOST)]

WORD = re.compile(r"[^\W\d_]{2,}")
SEVERAL_WORDS = re.compile(r"[^\W\d_]+[,;:]? (\d+ )?[^\W\d_]{2,}")
ONE_WORD = re.compile(r"(?!Y-m-d)[A-Z][a-z’-]+ ?[.!?…]?\Z")
# Names that no language changes, and what only programs read.
NOT_SAID = re.compile(
    r"(text/html|attachment;|default-src).*|paper key |a machine without an address|at once|next morning|Android|Mobile"
    r"|Windows|Macintosh|Linux|Firefox|Edge|Opera|Chrome|Safari|Samsung Internet|Africa|America|Asia|Australia|Europe"
    r"|Antarctica|Arctic|Atlantic|Indian|Pacific|C[cs]|Lax|Location"
    r"|Referer|Passkey|Purpose|Precedence|Date|Reached|Forwarded|Person|Form|Wording|dict\[str, str\]"
)
STOPS = re.compile(r"[.,;!?]")
SEEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title", "aria-description", "aria-roledescription"}
UNSEEN = {"script", "style"}
TRANSLATED = {"translate", "trans", "blocktranslate", "blocktrans"}
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}


# -- Templates


class _Bare(HTMLParser):
    """What a reader would meet untranslated: texts, and what a screen reader says of pictures and buttons."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.found += [
            f'{name}="{value}"' for name, value in attrs if name in SEEN_ATTRIBUTES and WORD.search(value or "")
        ]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not self.unseen and (WORD.search(text) or STOPS.search(text)):
            self.found.append(text)


def bare_in_template(source: str) -> list[str]:
    """Words of a template that no tag of gettext holds, and full stops that stand outside of one."""
    html, found, within = [], [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if within:
            within = "" if token.token_type == TokenType.BLOCK and name == f"end{within}" else within
        elif token.token_type == TokenType.BLOCK and name in {"comment", "blocktranslate", "blocktrans", "verbatim"}:
            within = name
        elif token.token_type == TokenType.TEXT:
            html.append(re.sub(r'\A class="[\w -]+"\Z|\A(sheet|room)\Z', "", token.contents))
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR} and name not in TRANSLATED:
            found += bare_in_tag(token.contents)
            # Where a value stands beside words, an empty place would join what it divides.
            html.append("0" if token.token_type == TokenType.VAR else "")
    parser = _Bare()
    parser.feed("".join(html))
    parser.close()
    return found + parser.found


def bare_in_tag(contents: str) -> list[str]:
    """Words that a tag hands on, as `{% include … with text="These words" %}`, and the shape of a date."""
    left = re.sub(r'_\("[^"]*"\)', "", contents)
    said = re.findall(r'(?P<before>\|date:|)"(?P<text>[^"]*)"', left)
    return [
        text
        for before, text in said
        if (before and text not in {"Y-m-d", "c"}) or SEVERAL_WORDS.search(text) or ONE_WORD.match(text)
    ]


def split_sentences(source: str) -> list[str]:
    """Texts that cannot be a whole one: they begin or end with a space, or with what joins them to another."""
    found = re.findall(r"{%\s*translate\s+(?:\"([^\"]*)\"|'([^']*)')", source)
    texts = [one or other for one, other in found]
    texts += [
        " ".join(text.split()) for text in re.findall(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*end", source, re.DOTALL)
    ]
    return [text for text in texts if text != text.strip() or re.match(r"[,.;:!?]", text) or re.search(r"[,;]\Z", text)]


# -- Modules


def bare_in_module(source: str) -> list[str]:
    """Words of a module that are neither given to gettext, nor said to who runs the house, nor a docstring."""
    return [f"{line}: {text}" for line, text in _bare(ast.parse(source))]


def _bare(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        if _looks_inside(child):
            yield getattr(child, "lineno", 0), "gettext in an f-string"
        if _is_said_elsewhere(child):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            said = re.sub(r"<[^>]*>?", "", child.value)
            if not NOT_SAID.fullmatch(said) and (SEVERAL_WORDS.search(said) or ONE_WORD.match(said)):
                yield child.lineno, child.value
        else:
            yield from _bare(child)


def _looks_inside(node: ast.AST) -> bool:
    """Whether gettext is called within an f-string, where nothing gathers its text."""
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)] if isinstance(node, ast.JoinedStr) else []
    return any(_called(call) in GETTEXT for call in calls)


def _is_said_elsewhere(node: ast.AST) -> bool:
    """Whether what stands in it goes through gettext, or is for a program or whoever runs the house."""
    match node:
        case (
            ast.Expr(value=ast.Constant())  # a docstring
            | ast.Subscript()  # a name in an annotation
            | ast.Assert()
            | ast.Assign(targets=[ast.Name(id="__all__")])
            | ast.ClassDef(bases=[ast.Attribute(attr="TextChoices")])  # the names of states, which are stored
            | ast.FunctionDef(name="problems")  # of a content file
        ):
            return True
        case ast.Raise():
            return _called(node.exc) in RAISED_FOR_US
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger" | "models" | "re"))):
            return True
        case ast.Call():
            return _called(node) in GETTEXT | FOR_US
    return False


def _called(node: ast.expr | None) -> str:
    """The name of what is called, or of the class that is raised."""
    named = node.func if isinstance(node, ast.Call) else node
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")


FOR_US = {"Error", "Field", "Warning", "RegexValidator", "getattr", "stays"}
"""What is called with words for whoever runs the house, or for Python."""

RAISED_FOR_US = {
    "AssertionError",
    "ImproperlyConfigured",
    "KeyError",
    "LookupError",
    "NotImplementedError",
    "RuntimeError",
    "TypeError",
    "Unreadable",
    "ValueError",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_has_a_bare_or_a_broken_sentence(path: Path) -> None:
    source = path.read_text("utf-8")
    assert bare_in_template(source) + split_sentences(source) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_has_a_bare_sentence(path: Path) -> None:
    assert bare_in_module(path.read_text("utf-8")) == []
