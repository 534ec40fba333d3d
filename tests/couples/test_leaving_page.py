"""GET and POST /settings/space/, and the page that comes after it."""

import re

import pytest

from couples import actions
from couples.models import Couple
from couples.refusals import NotACouple
from couples.us import us_of
from people.proofs import Proof
from tests.cast import PASSWORD, join, signed_in_by
from tests.mail import arrived

pytestmark = pytest.mark.django_db

LEFT = "/settings/space/after/"


def test_with_ones_password_it_is_done(as_alice, as_bob, alice, bob, couple, mailoutbox):
    assert as_alice.get("/settings/space/").status_code == 200
    answer = as_alice.post("/settings/space/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, LEFT)
    assert us_of(alice).couple is None
    assert us_of(bob).couple is None
    assert arrived() == []
    for partner in (as_alice, as_bob):
        assert "This shared space is closed." in partner.get("/today/").text


@pytest.mark.parametrize("password", ["", "wrong", "x" * 100_000, "\x00"])
def test_without_it_nothing_is_closed(as_alice, couple, password):
    answer = as_alice.post("/settings/space/", {"password": password})
    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert Couple.unscoped.get(pk=couple.pk).closed_on is None


def test_the_partners_password_is_not_ones_own(as_alice, bob, couple):
    bob.set_password("bob's own long password")
    bob.save()
    assert as_alice.post("/settings/space/", {"password": "bob's own long password"}).status_code == 422


def test_on_ones_own_there_is_nothing_to_leave(as_dana):
    assert "there’s no shared space to leave." in as_dana.get("/settings/space/").text


@pytest.mark.parametrize("password", [PASSWORD, "", "wrong"])
def test_a_second_press_leads_where_the_first_one_did(as_alice, couple, password):
    as_alice.post("/settings/space/", {"password": PASSWORD})
    answer = as_alice.post("/settings/space/", {"password": password})
    assert (answer.status_code, answer.url) == (302, LEFT)


def test_a_second_press_while_the_first_is_at_work_leads_there_too(as_alice, couple, monkeypatch):
    def left_meanwhile(person, saw):
        raise NotACouple

    monkeypatch.setattr("couples.actions.leave", left_meanwhile)
    answer = as_alice.post("/settings/space/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/today/")


def test_two_read_what_becomes_of_what_has_opened(as_alice, couple):
    opened = "You each keep your own words from what has opened."
    assert opened in as_alice.get("/settings/space/").text
    how = re.sub(r"</?strong>", "", as_alice.get("/how-it-ends/").text)
    assert opened in how


def test_one_with_a_link_out_reads_of_nobody_else(as_dana, dana):
    actions.invite(dana)
    page = as_dana.get("/settings/space/").text
    assert "Your link ends, and only you can read what you sealed." in page
    for words in ("The other", "the other", "destroyed", "both"):
        assert words not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_who_never_was_two_reads_nothing_of_a_closed_space(as_dana, dana):
    assert "closed" not in as_dana.get("/today/").text


def test_the_page_carries_which_space_it_speaks_of(as_alice, alice, couple):
    page = as_alice.get("/settings/space/").text
    assert f'name="saw" value="{couple.pk} two"' in page
    as_alice.post("/settings/space/", {"password": PASSWORD, "saw": f"{couple.pk} two"})
    assert us_of(alice).couple is None


@pytest.mark.parametrize("saw", ["one", "another", "nonsense"])
def test_a_space_of_which_the_page_did_not_speak_is_not_closed(as_alice, alice, couple, saw):
    """It was a couple of one while the page was read; or in another tab that one ended, and this one began."""
    terms = {"one": f"{couple.pk} one", "another": "5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11 two", "nonsense": "x\x00"}[saw]
    answer = as_alice.post("/settings/space/", {"password": PASSWORD, "saw": terms})
    assert answer.status_code == 409 if saw != "nonsense" else answer.status_code in (409, 422)
    assert us_of(alice).is_two


def test_the_calm_page_leads_to_what_leaving_does_now(as_alice, couple):
    answer = as_alice.post("/settings/space/", {"password": PASSWORD, "saw": f"{couple.pk} one"})
    assert "Something changed while this page was open" in answer.text


def test_who_has_left_reads_what_has_happened_and_what_stays(as_alice, couple):
    page = as_alice.post("/settings/space/", {"password": PASSWORD}, follow=True).text
    assert "You’ve left the shared space" in page
    for words in ("Your account stays", "What has happened", "What stays", "Help now"):
        assert words in page
    assert 'href="/plan/6/">Someone to talk to</a>' in page
    assert page.count('class="button"') == 1
    assert as_alice.get(LEFT).status_code == 200  # read again, as a page that is loaded anew


def test_who_stays_has_no_such_page_and_reads_it_on_today(as_alice, as_bob, couple):
    as_alice.post("/settings/space/", {"password": PASSWORD})
    assert as_bob.get(LEFT).url == "/today/"
    page = as_bob.get("/today/").text
    assert "<h1>Today</h1>" in page  # and no good morning
    assert "This shared space is closed." in page
    assert 'look at <a href="/help/">Help now</a>' in page
    assert "Ask your partner to join" not in page


def test_in_a_new_space_the_page_is_gone_for_good(as_alice, alice, dana, couple):
    as_alice.post("/settings/space/", {"password": PASSWORD})
    join(dana, alice)
    assert as_alice.get(LEFT).url == "/today/"
    actions.leave(dana)
    assert as_alice.get(LEFT).url == "/today/"


def test_nobody_else_has_it(client, as_dana, as_bob, couple):
    assert as_dana.get(LEFT).url == as_bob.get(LEFT).url == "/today/"
    assert client.get(LEFT).url.startswith("/account/login/")
    assert as_bob.post(LEFT).status_code == 405


def test_one_alone_hears_that_the_link_has_ended(as_dana, dana):
    actions.invite(dana)
    page = as_dana.post("/settings/space/", {"password": PASSWORD}, follow=True)
    assert page.redirect_chain == [("/today/", 302)]
    assert "Your shared space is closed, and your link no longer works." in page.text


@pytest.mark.parametrize("who", ["alice", "dana"])
def test_by_one_proof_today_does_not_tell_whether_there_was_one(request, couple, who):
    client = signed_in_by(request.getfixturevalue(who), Proof.PASSWORD)
    page = client.post("/settings/space/", {"password": PASSWORD}, follow=True)
    assert page.redirect_chain == [("/today/", 302)]
    assert "If you shared a space here, you’ve left it." in page.text
    assert client.get(LEFT).status_code == 403
