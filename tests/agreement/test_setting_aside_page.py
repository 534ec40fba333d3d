"""GET and POST /agreement/setting-aside/: who set the agreement aside puts it back in force, by their own pages."""

import pytest

from agreement.models import SetAside

pytestmark = pytest.mark.django_db

HOME, ASIDE = "/agreement/", "/agreement/setting-aside/"
BACK = "Put it back in force"


def test_each_reads_who_it_was_and_only_they_find_the_way_back(as_alice, as_bob, in_force):
    assert as_alice.post(ASIDE).url == HOME
    for page in (as_alice.get(HOME).text, as_alice.get(ASIDE).text):
        assert BACK in page
    for page in (as_bob.get(HOME).text, as_bob.get(ASIDE).text):
        assert BACK not in page
    assert "Alice set this aside on" in as_alice.get(HOME).text
    assert "Alice set this aside on" in as_bob.get(HOME).text
    assert "You set it aside" in as_alice.get(ASIDE).text
    assert "Alice set it aside on" in as_bob.get(ASIDE).text


def test_by_that_way_it_is_in_force_again(as_alice, as_bob, in_force):
    as_alice.post(ASIDE)
    assert as_bob.post(ASIDE, {"action": "lift"}).status_code == 409
    assert as_alice.post(ASIDE, {"action": "lift"}).url == HOME
    assert not SetAside.unscoped.exists()
