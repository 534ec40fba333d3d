"""The mailbox of a local run: every mail a file, to be read in the browser, and nothing of it anywhere else."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django import Settings

from people.models import Person
from reminders import actions, mailbox
from reminders.models import State
from tests.reminders.conftest import Due, standing

Write = Callable[..., None]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TWOFOLD_DATA = tmp_path
    settings.EMAIL_BACKEND = "reminders.mailbox.EmailBackend"
    return tmp_path / "mail"


@pytest.fixture
def local(settings: Settings, folder: Path) -> None:
    settings.TWOFOLD_MODE = "local"


def write(subject: str = "Your code", body: str = "It is 123-456.") -> None:
    EmailMessage(subject, body, "post@twofold.example", ["new@example.org"], connection=get_connection()).send()


def test_each_mail_is_one_file_for_its_owner_only(folder: Path, due: Due, reader: Person) -> None:
    row = due(reader)
    assert actions.tick() == {"sent": 1}
    assert standing(row) == (State.SENT, "")
    (file,) = folder.iterdir()
    assert mailbox.NAME.fullmatch(file.stem)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"Subject: Your reminder" in file.read_bytes()


def test_what_gets_no_leave_leaves_no_file(folder: Path, due: Due, reader: Person) -> None:
    class Unwilling(EmailMessage):
        def before_data(self) -> None:
            assert [path.suffix for path in folder.iterdir()] == [".part"]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        get_connection().send_messages([Unwilling("s", "b", "post@twofold.example", ["new@example.org"])])
    assert list(folder.iterdir()) == []


def test_a_newcomer_reads_a_code_without_signing_in(local: None, client: Client, at_noon: object) -> None:
    assert "No mail yet" in client.get("/mailbox/").content.decode()
    write("First", "One.")
    write("Your code", "It is 123-456.\n<b>not bold</b> https://twofold.example/")
    page = client.get("/mailbox/").content.decode()
    assert page.index("Your code") < page.index("First")
    assert "new@example.org" in page
    newest = mailbox.letters()[0]
    letter = client.get(f"/mailbox/{newest.id}/").content.decode()
    assert "It is 123-456." in letter
    assert "&lt;b&gt;not bold" in letter
    assert 'href="https://twofold.example/"' in letter


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e%2fkeys.env", "20270310120000000000-0123456789ab"])
def test_no_other_file_is_a_letter(local: None, client: Client, name: str) -> None:
    write()
    assert client.get(f"/mailbox/{name}/").status_code == 404


def test_no_name_leads_out_of_the_folder(local: None, tmp_path: Path) -> None:
    write()
    (filed,) = (tmp_path / "mail").iterdir()
    (tmp_path / "elsewhere.eml").write_bytes(filed.read_bytes())
    assert mailbox.letter(filed.stem) is not None
    for name in ("../elsewhere", f"../mail/{filed.stem}", str(tmp_path / "elsewhere")):
        assert mailbox.letter(name) is None


@pytest.mark.parametrize("mode", ["production", "test"])
def test_elsewhere_there_is_no_mailbox(folder: Path, settings: Settings, client: Client, db: None, mode: str) -> None:
    write()
    settings.TWOFOLD_MODE = mode
    assert client.get("/mailbox/").status_code == 404
    assert client.get(f"/mailbox/{mailbox.letters()[0].id}/").status_code == 404


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_on_this_machine_it_answers(local: None, client: Client, remote: str) -> None:
    assert client.get("/mailbox/", REMOTE_ADDR=remote).status_code == 200


@pytest.mark.parametrize("remote", ["192.0.2.7", "10.0.0.2", "2001:db8::7", "::ffff:192.0.2.7", "", "unix", "0.0.0.0"])
def test_to_another_machine_there_is_no_mailbox(local: None, client: Client, remote: str) -> None:
    write()
    for place in ("/mailbox/", f"/mailbox/{mailbox.letters()[0].id}/"):
        assert client.get(place, REMOTE_ADDR=remote).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_through_a_proxy_there_is_none_either(local: None, client: Client, header: str) -> None:
    assert client.get("/mailbox/", REMOTE_ADDR="127.0.0.1", headers={header: "127.0.0.1"}).status_code == 404


def test_it_is_only_read(local: None, client: Client) -> None:
    assert client.post("/mailbox/").status_code == 405
