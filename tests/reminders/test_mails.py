"""What a mail says, letter by letter; and what it never says."""

import re
import uuid
from email.message import EmailMessage
from pathlib import Path

import pytest
from pytest_django import Settings

from couples.models import Couple
from people.models import Person
from reminders import actions, mails, tokens
from reminders.models import Subscription
from reminders.sources import KINDS
from tests.machines.mail import Received, Sink
from tests.reminders.conftest import Due

GOLDEN = Path(__file__).parent / "golden"
FORBIDDEN = re.compile(
    r"cheat|trust|partner|couple|relationship|recover|agreement|boundar|check.?in|review|sealed?\b|answer|plan\b|talk\b"
    r"|step\b|overdue|late\b|waiting|due\b|alice|bob|alex|robin|hurt|secret|affair|therap",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _a_server_of_that_name(settings: Settings) -> None:
    settings.SECRET_KEY = "the same for every run of these tests, and for no server"
    settings.TWOFOLD_SITE_ROOT = "https://twofold.example"
    settings.TWOFOLD_MAIL_FROM = "Twofold <post@mail.twofold.example>"


def sent(due: Due, person: Person, kind: str, sink: Sink) -> Received:
    due(person, kind, id=uuid.UUID(int=7))
    Subscription.unscoped.all().delete()
    Subscription.unscoped.create(id=uuid.UUID(int=5), person=person, since="2027-01-01")
    actions.tick()
    (mail,) = sink.received
    return mail


def settled(mail: Received) -> str:
    """The mail as it came, without what is made anew each time."""
    raw = mail.raw.decode()
    boundary = mail.message.get_boundary()
    assert boundary
    raw = raw.replace(boundary, "BOUNDARY")
    raw = re.sub(r"^Date: Wed, 10 Mar 2027 12:0\d:\d\d [+-]0000", "Date: DATE", raw, flags=re.MULTILINE)
    raw = re.sub(r"^X-(Peer|MailFrom|RcptTo): .*\r\n", "", raw, flags=re.MULTILINE)
    return raw.replace("\r\n", "\n")


def said(mail: EmailMessage) -> str:
    """All that a reader or their mail program may show: headers, text and HTML, without addresses of ours."""
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    headers = [f"{name}: {value}" for name, value in mail.items() if name not in {"To", "X-RcptTo"}]
    return re.sub(r"/u/[\w-]+/|r\.\w{26}@|boundary=\S+", "", "\n".join(headers + parts))


@pytest.mark.parametrize(("kind", "golden"), [("talk", "reminder.eml"), ("opened", "news.eml")])
def test_a_mail_is_as_it_is_kept_here(due: Due, reader: Person, sink: Sink, kind: str, golden: str) -> None:
    assert settled(sent(due, reader, kind, sink)) == (GOLDEN / golden).read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_mail_says_what_it_is_about(due: Due, couple: Couple, reader: Person, sink: Sink, kind: str) -> None:
    mail = sent(due, reader, kind, sink)
    assert FORBIDDEN.findall(said(mail.message)) == []
    assert mail.message["Subject"] in {"Your reminder", "Something new for you"}
    assert mail.message["From"] == "Twofold <post@mail.twofold.example>"
    assert mail.message["Reply-To"] is None


def test_the_forbidden_words_are_found() -> None:
    letter = EmailMessage()
    letter["Subject"] = "Your check-in with Bob"
    letter.set_content("It is overdue.")
    assert FORBIDDEN.findall(said(letter)) == ["check-in", "Bob", "overdue"]


def test_its_only_links_are_the_front_page_and_the_way_to_stop(due: Due, reader: Person, sink: Sink) -> None:
    mail = sent(due, reader, "talk", sink)
    stop = f"https://twofold.example/u/{tokens.unsubscribe_token(uuid.UUID(int=5))}/"
    parts = [part.get_content() for part in mail.message.walk() if part.get_content_maintype() == "text"]
    for part in parts:
        assert set(re.findall(r"https?://[^\s<>\"]+", part)) == {"https://twofold.example/", stop}
        assert "<img" not in part
    assert len(parts) == 2
    assert mail.message["List-Unsubscribe"].strip() == f"<{stop}>"
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail.message["Auto-Submitted"], mail.message["Precedence"]) == ("auto-generated", "bulk")


def test_its_name_is_the_rows_and_says_nothing_of_the_machine(due: Due, reader: Person) -> None:
    row = due(reader)
    first, again = mails.render(row), mails.render(row)
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert re.fullmatch(r"<r\.[a-z2-7]{26}@mail\.twofold\.example>", first.extra_headers["Message-ID"])
    assert mails.render(due(reader)).extra_headers["Message-ID"] != first.extra_headers["Message-ID"]
    assert row.pk.hex[:8] not in first.message().as_string()


@pytest.mark.parametrize(("sender", "domain"), [("post@a.example", "a.example"), ("Two <post@b.example>", "b.example")])
def test_the_domain_is_the_senders(settings: Settings, sender: str, domain: str) -> None:
    settings.TWOFOLD_MAIL_FROM = sender
    assert mails.mail_domain() == domain
