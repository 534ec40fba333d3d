"""No word of anybody's is in anything that somebody else can fetch, unless it was shared or has opened."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from django.apps import apps
from django.core.cache import cache

from agreement.models import Clause, OwnLine, SigningNote, Version
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from config.logs import DiscreetFormatter
from couples.models import Couple
from letters.models import Letter
from recovery.plan import catalogue
from reminders.actions import subscribe
from reminders.actions.planning import plan
from reminders.mails import render
from reminders.models import Reminder
from reviews.models import Note
from sealed import actions as sealed
from tests.cast import later
from vault.models import EncryptedModel

from .asking import Answer, ask, checksum, letter, rows, tables
from .canaries import WORD, everything_in, links_in, words_of
from .rows import ROWS, filled
from .sent import sent_to
from .typed import TYPED
from .world import ONLY_YOU, PEOPLE, PERSONAS, SEALED, World, light, password_of

pytestmark = pytest.mark.django_db
in_one_state = pytest.mark.parametrize("world", ["before"], indirect=True)

# Rows whose body says nothing: ids, days and state are all there is.
WORDLESS = {
    "letters.LetterYes",
    "agreement.Version",  # a preamble of ours, and a salt
    "couples.Couple",
    "people.HasRead",
    "people.Browser",
    "people.Change",  # what it replaced: a hash, an address
    "people.PaperKey",
    "people.SmallSignIn",
    "agreement.Removal",
    "agreement.SetAside",
    "couples.Invitation",  # a token
    "couples.NotToday",
    "people.Rest",
    "couples.InvitationLookAgain",
    "people.HandOver",  # an address of ours
    "sealed.Reveal",
    "sealed.Opening",
    "sealed.LookAgain",
    "sealed.TakingBack",
    "recovery.Done",
    "recovery.SharedRead",
    "checkins.Rhythm",
    "checkins.CheckIn",
    "together.Sitting",
}
# Of a check-in, what `check_in_words` keeps for saying in person.
ALOUD = ("line", "when", "feel", "need")
# What a walk finds may be followed; these would end it.
NOT_FOLLOWED = ("/out", "/account/logout/", "/static/")


def every_address(world: World) -> Iterator[str]:
    """Every URL with every id there is: of whomever, past and present."""
    kinds: dict[tuple[str, ...], Sequence[object]] = {
        ("OWN-LINE",): list(OwnLine.unscoped.values_list("pk", flat=True)),
        ("LETTER",): list(Letter.unscoped.values_list("pk", flat=True)),
        ("LINE-NOTE",): list(Note.unscoped.values_list("pk", flat=True)),
        ("NOTE",): list(SigningNote.unscoped.values_list("pk", flat=True)),
        ("LINE",): list(Clause.unscoped.values_list("pk", flat=True)),
        ("OUR-TEXT", "EARLIER-TEXT"): list(Version.unscoped.values_list("pk", flat=True)),
        ("CHECK-IN", "FIRST-CHECK-IN", "EARLIER-CHECK-IN", "LAST-CHECK-IN"): list(
            CheckIn.unscoped.values_list("pk", flat=True)
        ),
        (SEALED, ONLY_YOU): [piece.id for piece in catalogue.activities() if piece.built],
    }
    for path in [row.path for row in ROWS if row.method == "GET" and row.answers]:
        places = [(kind, found) for kind, found in kinds.items() if set(kind) & set(path.split("/"))]
        for kind, found in places or [((), [""])]:
            for each in found:
                yield filled(path, world.places | dict.fromkeys(kind, str(each)))


def crawl(world: World, who: str) -> dict[str, Answer]:
    """Everything that `who` can fetch: every address, and wherever its pages and forms lead from there."""
    seen: dict[str, Answer] = {}
    waiting = list(dict.fromkeys(every_address(world)))
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = answer = ask(world, who, "GET", address)
        links = links_in(words_of(answer.response))
        waiting += [link.removeprefix("/") for link in links if not link.startswith(NOT_FOLLOWED)]
    return seen


def leaks(world: World, who: str, answer: Answer) -> set[str]:
    """What `who` may not read of what came back, and of the mails that went to them meanwhile."""
    return world.canaries.leaked(everything_in(answer.response), who) | {
        word for sent in answer.mails for word in world.canaries.leaked(sent, who)
    }


def words_but_addresses(text: str) -> set[str]:
    return {word for word in WORD.findall(text) if "0address0" not in word}


@pytest.mark.parametrize("who", PERSONAS)
def test_nothing_of_anybodys_reaches_somebody_else(
    world: World, who: str, caplog: pytest.LogCaptureFixture, crawled: dict[str, set[str]]
) -> None:
    caplog.handler.setFormatter(DiscreetFormatter())
    caplog.set_level(logging.INFO)
    before, found = checksum(), set()
    for address, answer in crawl(world, who).items():
        assert leaks(world, who, answer) == set(), f"{who} reads at /{address}"
        assert answer.response.status_code < 500, f"/{address} as {who}"
        assert not answer.changed, f"GET /{address} as {who}"
        assert answer.response["Cache-Control"] == "no-store", f"/{address}"
        assert words_but_addresses(answer.sessions) == set(), f"/{address}"
        found |= set(WORD.findall(everything_in(answer.response)))
    crawled[who] = found
    assert checksum() == before
    assert words_but_addresses(caplog.text) == set()
    assert not any(place in caplog.text for place in world.places.values())
    assert found >= readable(world, who), "the reader does not find what is certainly there"


def readable(world: World, who: str) -> set[str]:
    """Some of what `who` certainly can read: the proof that this test would see what it looks for."""
    of = {
        "anonymous": ["dana0name"],
        "charlie": [
            "charlie0name",
            "charlie0entrya",
            "charlie0answerhope",
            "charlie0checkinthanks",
            "erin0theirdrafttext",
        ],
        "alice": [
            "alice0address",
            "alice0entrya",
            "alice0alonetext",
            "bob0name",
            "bob0secondtext",
            "frank0earliersecondtext",
        ],
        "bob": [
            "bob0address",
            "bob0entrya",
            "bob0alonetext",
            "alice0name",
            "alice0secondtext",
        ],
        "frank": ["frank0entrya", "alice0earlierfirsttext", "alice0earliersignature", "frank0earliercheckinthanks"],
        "dana": ["dana0entrya", "dana0alonetext", "dana0answerhope"],
    }[who]
    if world.state == "after":
        of += {"alice": ["bob0drafthope"], "bob": ["alice0secondsignature"]}.get(who, [])
    else:
        of += {"alice": ["alice0answerhope", "alice0checkinthanks"], "bob": ["bob0drafthope", "bob0checkinthanks"]}.get(
            who, []
        )
    return {f"zq{word}0zq" for word in of}


@in_one_state
def test_what_is_not_opened_is_not_there_and_would_be_found(world: World) -> None:
    """The same reader finds alice's words on her own page, and says that bob may not read them."""
    answer = ask(world, "alice", "GET", "plan/3/answer/")
    own = WORD.findall(everything_in(answer.response))
    assert "zqalice0answerhope0zq" in own
    assert "zqalice0address0zq" in answer.sessions
    assert world.canaries.leaked(" ".join(own), "bob") >= {"zqalice0answerhope0zq", "zqalice0answerhard0zq"}


def words_found(world: World, who: str, crawled: dict[str, set[str]]) -> set[str]:
    """Once a module for each person, as long as nothing is done in between: a crawl changes nothing."""
    if who not in crawled:
        answers = crawl(world, who).values()
        crawled[who] = {word for answer in answers for word in WORD.findall(everything_in(answer.response))}
    return crawled[who]


@pytest.fixture(scope="module")
def crawled(world: World) -> dict[str, set[str]]:
    return {}


def said_aloud(world: World, writer: str, *pieces: str) -> set[str]:
    """The canaries of those pieces of `writer` that are kept for saying in person."""
    endings = {piece: ALOUD if piece.endswith("checkin") else ("hard",) for piece in pieces}
    kept = {f"zq{writer}0{piece}{ending}0zq" for piece, each in endings.items() for ending in each}
    assert kept <= set(world.canaries.readers)
    return kept


@pytest.mark.parametrize(
    ("writer", "other", "own"),
    [("alice", "bob", ("answer", "checkin")), ("bob", "alice", ("draft", "checkin"))],
    ids=["alice", "bob"],
)
def test_what_is_kept_for_saying_in_person_opens_to_nobody(
    world: World, writer: str, other: str, own: tuple[str, ...], crawled: dict[str, set[str]]
) -> None:
    """Named here word by word, so that no line of the registry can allow it. The first check-in opened long ago."""
    if world.state == "after":
        crawled = {}  # what is opened now is another walk
        sealed.mark_opened(world.people[other], light())
        sealed.mark_opened(world.people[other], CheckInPiece(CheckIn.unscoped.get(pk=world.places["CHECK-IN"])))
    kept, fetched = said_aloud(world, writer, *own), words_found(world, other, crawled)
    assert fetched & (kept | said_aloud(world, writer, "firstcheckin")) == set()
    if world.state == "after":
        assert f"zq{writer}0checkinthanks0zq" in fetched, "the pair has not opened: this proves nothing"
    else:
        # While a text is in force the form asks for its lines, and not for a line of one's own.
        own_line = {f"zq{writer}0checkinline0zq"}
        assert words_found(world, writer, crawled) >= kept - own_line, (
            "its writer does not find it: this proves nothing"
        )


@pytest.mark.parametrize("world", ["after"], indirect=True)
def test_what_was_kept_for_saying_in_person_stays_its_writers_when_the_space_has_closed(
    world: World, crawled: dict[str, set[str]]
) -> None:
    found = {who: words_found(world, who, crawled) for who in ("alice", "frank")}
    kept = {who: said_aloud(world, who, "earliercheckin") for who in found}
    assert found["alice"] >= kept["alice"]
    assert found["frank"] >= kept["frank"]
    assert found["alice"] & kept["frank"] == found["frank"] & kept["alice"] == set()


@in_one_state
def test_what_was_typed_is_in_no_session_and_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(DiscreetFormatter())
    caplog.set_level(logging.INFO)
    for row in ROWS:
        if row.method != "POST" or not row.answers:
            continue
        for who in ("anonymous", "alice", "bob"):
            answer = ask(world, who, "POST", row.at(world), sent_to(world, who, row.path))
            assert words_but_addresses(answer.sessions) == set(), f"POST {row.path} as {who}"
            assert leaks(world, who, answer) == set(), f"POST {row.path} as {who}"
    assert words_but_addresses(caplog.text) == set()
    assert TYPED not in caplog.text


def test_no_word_is_in_the_database_but_addresses(world: World) -> None:
    dump = {table: repr(rows(table)) for table in [*tables(), "people_session"]}
    assert {table: words for table, text in dump.items() if (words := words_but_addresses(text))} == {}
    assert [table for table, text in dump.items() if world.places["DANAS-LINK"] in text] == []
    assert [table for table, text in dump.items() for name in PEOPLE if password_of(name) in text] == []
    assert "zqalice0address0zq" in dump["people_person"]


def test_no_mail_says_anything(world: World) -> None:
    """Of every mail that is owed to anybody in these days: nothing in it but the address it goes to."""
    for person in world.people.values():
        subscribe(person)
    for days in range(0, 14, 2):
        with later(days=days):
            plan()
    owed = list(Reminder.unscoped.select_related("person"))
    assert {"offered", "look-again", "follow-up"} <= {reminder.kind for reminder in owed}
    for reminder in owed:
        text = letter(render(reminder))
        found = set(WORD.findall(text))
        assert found == set(WORD.findall(reminder.person.email)), reminder.kind
        assert str(reminder.occasion) not in text


@in_one_state
def test_every_body_that_can_hold_words_holds_a_canary(world: World) -> None:
    """A model that is new gets its canaries, or is named as one that holds no words."""
    cache.clear()
    holding = defaultdict(set)
    for model in apps.get_models():
        if issubclass(model, EncryptedModel):
            manager = getattr(model, "unscoped", None) or model._default_manager
            holding[model._meta.label] = {word for row in manager.all() for word in WORD.findall(repr(row.body))}
    wordless = {label for label, words in holding.items() if not words}
    assert wordless == WORDLESS, "plant a word in tests/matrix/story.py, or name the model in WORDLESS"
    assert Couple.unscoped.count() >= 4
