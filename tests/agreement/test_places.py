"""The order of the lines: by up and down, the same for both, and signed with the text."""

from uuid import uuid4

import pytest

from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, State
from agreement.refusals import LineGone

from .conftest import lines_of, shown_hash, sign

pytestmark = pytest.mark.django_db
HOME = "/agreement/"


@pytest.fixture
def lines(couple, alice, bob):
    return [actions.add_clause(person, LineWords(text)) for person, text in zip([alice, bob] * 2, "ABCD", strict=True)]


def order(person, line):
    return "".join(lines_of(person, line.version))


@pytest.mark.parametrize(
    ("moved", "before", "now"),
    [(0, 2, "BACD"), (3, 0, "DABC"), (1, None, "ACDB"), (2, 2, "ABCD"), (1, 2, "ABCD"), (3, None, "ABCD")],
)
def test_a_line_goes_before_another_one(lines, alice, bob, moved, before, now):
    for person in (alice, bob):  # the second time nothing happens
        actions.move_line(person, lines[moved].pk, None if before is None else lines[before].pk)
        assert order(alice, lines[0]) == now


def test_the_buttons_lead_one_place_up_or_down(as_alice, as_bob, alice, lines):
    for line, steps in ((lines[3], ["ABDC", "ADBC", "DABC"]), (lines[3], ["ADBC", "ABDC", "ABCD"])):
        for now in steps:
            name = "up" if steps[-1] == "DABC" else "down"
            url = f"{HOME}clauses/{line.pk}/place/"
            form = as_bob.get(HOME).text.split(url)[1].split("</form>")[0]
            button = form.split(f'aria-label="Move this line {name}"')[0].rsplit('value="', 1)[1].split('"')[0]
            assert as_bob.post(url, {"before": button}).url == f"{HOME}#line-{line.pk}"
            assert order(alice, line) == now


def test_the_first_has_no_up_and_the_last_no_down(as_alice, lines):
    page = as_alice.get(HOME).text
    assert (page.count("Move this line up"), page.count("Move this line down")) == (3, 3)


def test_another_order_is_another_text(lines, alice, bob):
    offered = actions.offer(alice)
    seen = shown_hash(alice)
    sign(bob)
    actions.move_line(alice, lines[0].pk, None)
    offered.refresh_from_db()
    assert (offered.state, shown_hash(alice) == seen) == (State.DRAFT, False)


def test_the_same_order_leaves_an_offer_as_it_is(lines, alice, bob):
    offered = actions.offer(alice)
    actions.move_line(bob, lines[0].pk, lines[1].pk)
    offered.refresh_from_db()
    assert offered.state == State.OFFERED


def test_a_deleted_line_comes_back_behind_the_line_it_stood_behind(lines, alice, bob):
    actions.remove_clause(alice, lines[1].pk, seen=1)
    actions.move_line(bob, lines[0].pk, None)
    actions.bring_line_back(alice, lines[1].pk)
    assert order(alice, lines[0]) == "CDAB"


def test_a_line_that_is_gone_is_refused(lines, alice, bob):
    actions.remove_clause(bob, lines[2].pk, seen=1)
    for moved, before in ((lines[2].pk, lines[0].pk), (lines[0].pk, lines[2].pk), (lines[0].pk, uuid4())):
        with pytest.raises(LineGone):
            actions.move_line(alice, moved, before)
    assert order(alice, lines[0]) == "ABD"


@pytest.mark.parametrize("before", ["x", "5b7d0d5e-7f4c-4e0a-9a55-000000000009"])
def test_a_page_that_says_nonsense_gets_a_calm_answer(as_alice, alice, lines, before):
    assert as_alice.post(f"{HOME}clauses/{lines[0].pk}/place/", {"before": before}).status_code == 404
    assert order(alice, lines[0]) == "ABCD"


def test_nobody_else_moves_a_line(as_charlie, alice, lines):
    url = f"{HOME}clauses/{lines[0].pk}/place/"
    assert as_charlie.post(url, {"before": ""}).status_code == 404
    assert as_charlie.get(url).status_code == 405
    assert order(alice, lines[0]) == "ABCD"


def test_a_signed_text_keeps_its_order(as_alice, alice, in_force):
    first = Clause.unscoped.filter(version=in_force).first()
    before = lines_of(alice, in_force)
    assert as_alice.post(f"{HOME}clauses/{first.pk}/place/", {"before": ""}).status_code == 404
    assert lines_of(alice, in_force) == before
