"""What can my host see? Honest, open to anyone, and linked where somebody is asked to join."""

import pytest

from couples import actions

pytestmark = pytest.mark.django_db

OWN_COMPUTER = "can read every mail it “sends”"


def test_it_is_open_to_anyone_and_names_the_host(client, settings):
    settings.TWOFOLD_HOST_NAME = "The Society of Gardeners"
    page = client.get("/who-keeps-what/").text
    assert "The Society of Gardeners" in page
    assert "It may be your partner." in page


@pytest.mark.parametrize("is_local", [True, False])
def test_on_somebodys_own_computer_it_says_what_the_mailbox_means(client, settings, is_local):
    settings.LOCAL = is_local
    assert (OWN_COMPUTER in client.get("/who-keeps-what/").text) is is_local


def test_it_is_linked_from_the_invitation_and_from_this_server(client, dana):
    token = actions.invite(dana).body["token"]
    for path in (f"/join/{token}/", "/about/", "/who-sees-what/"):
        assert '"/who-keeps-what/"' in client.get(path).text, path
