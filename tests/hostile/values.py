"""What no form and no browser of ours would send: values as bytes, and names of fields that nobody gave."""

import json
from random import Random
from urllib.parse import quote

from tests.matrix.world import World

NOTHING_SEEN = "\u200b\u2060\u3164\u2800\u00ad\ufeff"
TURNED = "\u202esdrow\u202c\u2067\u200f"
TEXTS = (
    *("", " ", "\t\r\n", NOTHING_SEEN, TURNED, "👩\u200d👧🏳️\u200d🌈", "e" + "\u0301" * 300, "ﷺ" * 50, "ß\u0130\u0131ﬀ"),
    *("../", "..\\..\\", "/../../etc/passwd", "//example.org/", "/\\example.org", "javascript:alert(1)", "http://[::1"),
    *("' OR 1=1 --", '"; DROP TABLE people_person; --', "%s%d%(x)s", "{{ 7*7 }}", "{% load x %}", "${7*7}", "<b>&amp;"),
    *("0", "-1", "1e400", "NaN", "Infinity", "-0.0", "9" * 30, "-" + "9" * 30, "9" * 5000, "٣٤", "²", "1_000", "0x10"),
    *(str(2**31), str(2**63 - 1), str(2**63), str(-(2**63) - 1), "0.1", "1,5", "+7", "True", "null", "undefined"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2027-02-30", "2027-13-01", "-2027-01-01", "2027-W01"),
    *("23:59:60", "99:99", "2027-03-15T00:00:00+99:99", "Etc/Unknown", "../../etc/localtime", "UTC\x00", "Europe"),
    *("0" * 8 + "-0000" * 3 + "-" + "0" * 12, "f" * 8 + "-ffff" * 3 + "-" + "f" * 12, "{5b7d0d5e}", "urn:uuid:1"),
    *(
        "g" * 36,
        "[]",
        "{}",
        "[[]]",
        '""',
        "{" * 3,
        '{"response": {}}',
        '{"response": {"clientDataJSON": "AA"}, "id": 1}',
    ),
    *('{"id": "\\ud800", "rawId": 1, "response": {"clientDataJSON": "\\ud800"}}', '{"response": {}, "id": 1e999}'),
    *("on", "a@b", "@", "a@" + "b" * 300 + ".org", '"a b"@example.org', "a@\u0130.org", "a\r\nBcc: b@example.org"),
    *("=?utf-8?q?=00?=", "x\r\nSet-Cookie: a=b", "a;b", "a=b&c=d", "&", "%", "%zz", "%00", "+", "\\000"),
)
# No UTF-8: lone surrogates, half a letter, a nought in two bytes, a letter beyond the last, every byte there is.
BYTES = (
    *(b"\x00", b"a\x00b", b"\x01\x02\x1b[31m\x7f", b"\xed\xa0\x80", b"\xed\xb2\x80x", b"\xc3", b"\xc0\x80"),
    *(b"\xf4\x90\x80\x80", b"\xff\xfe", bytes(range(256))),
)
NAMES = (
    *("", " ", "\x00", "next", "password", "code", "credential", "login", "email", "action", "csrfmiddlewaretoken"),
    *("clause", "text", "topic", "version", "sha256", "shown", "name", "day", "page", "pattern", "zone", "mail_hour"),
    *("track", "theme", "veil", "line", "process", "state", "_method", "id", "__proto__", "a[b]", "a.b", "x" * 300),
)
# What addresses of ours say after the question mark.
ASKED = ("next", "pattern", "idle")
LETTERS = ("a", "\n", "é", "\u200b", "<", "9", "\x00", "a ", "[", "👩")
DEEP = 100_000


def value(chance: Random, world: World) -> bytes:
    """One value: mostly odd, sometimes long, sometimes an id or a token of somebody's."""
    match chance.choices(("text", "bytes", "place", "two", "long", "deep"), (60, 12, 12, 12, 3, 1))[0]:
        case "bytes":
            return chance.choice(BYTES)
        case "place":
            return chance.choice(list(world.places.values())).encode()
        case "two":
            return chance.choice(TEXTS).encode() + chance.choice(BYTES)
        case "long":
            return long(chance)
        case "deep":
            return deep(chance)
    return chance.choice(TEXTS).encode()


def long(chance: Random) -> bytes:
    """Up to more than any form may hold."""
    each = chance.choice(LETTERS).encode()
    return each * (chance.choice((300, 21_000, 210_000)) // len(each))


def deep(chance: Random) -> bytes:
    """JSON within JSON, in lists or in objects, whole or never closed."""
    opened, closed = chance.choice(((b"[", b"]"), (b'{"response":', b"}")))
    inner = b"1" if chance.random() < 0.5 else b""
    return opened * DEEP + inner + (closed * DEEP if inner else b"")


def as_json(fields: list[tuple[str, bytes]]) -> bytes:
    return json.dumps({name: said.decode(errors="surrogateescape") for name, said in fields}).encode()


def as_form(chance: Random, fields: list[tuple[str, bytes]]) -> bytes:
    """Fields as a form sends them, or with nothing escaped."""
    if chance.random() < 0.1:
        return b"&".join(name.encode() + b"=" + said for name, said in fields)
    return "&".join(f"{quote(name)}={quote(said)}" for name, said in fields).encode()


def as_multipart(chance: Random, fields: list[tuple[str, bytes]]) -> bytes:
    """Fields as parts between `--x`; in a third of all, something about the parts is broken."""
    head = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    parts = [head % (name.encode(), chance.choice(EXTRAS), said) for name, said in fields]
    return b"".join(parts) + chance.choices((b"--x--\r\n", *BROKEN), (6, *[1] * len(BROKEN)))[0]


EXTRAS = (
    *[b""] * 6,
    *(b'; filename="../a"', b"; filename*=utf-8''%00", b"\r\nContent-Transfer-Encoding: base64", b"; filename=\xff"),
    *(b"\r\nContent-Type: text/plain; charset=rot13", b"\r\nContent-Length: -1", b"\r\n" + b"a" * 2000 + b": b"),
)
BROKEN = (b"", b"--x", b"--y--\r\n", b"--x\r\n\r\n\r\n", b'--x\r\nContent-Disposition: form-data; name="a"\r\n')
