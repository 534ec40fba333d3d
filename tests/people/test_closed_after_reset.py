"""After a reset by mail: what was written before is closed to reading for 72 hours; writing and sealing go on."""

import pytest

import people.actions
from agreement import actions as agreement
from agreement.actions import LineWords
from couples import actions
from couples.parts import all_parts
from couples.us import us_of
from people.models import Deletion, Export
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import Answer, Draft
from tests.cast import PASSWORD, later
from tests.mail import arrived

from .test_accounts import code_in

ALONE, SHARED = "what-happened", "why-i-am-here"
BEFORE, SINCE = "written before the reset", "written since"


def piece(activity: str):
    return piece_of(catalogue.activity(activity))


def writes(person, activity, text, question="hope"):
    row = sealed_reading.draft_of(person, piece(activity))
    return sealed.keep(person, piece(activity), {question: {"value": text}}, revision=row.revision if row else 0)


def first_question(activity: str) -> str:
    return catalogue.activity(activity).questions[0].id


@pytest.fixture
def reset(alice, client, mailoutbox):
    """Alice writes for herself, and then somebody who reads her mail resets her password, as the pages do it."""
    writes(alice, ALONE, BEFORE, first_question(ALONE))
    answer = client.post("/account/password/reset/", {"email": alice.email})
    answer = client.post(answer.url, {"code": code_in(arrived()[0])})
    page = client.get(answer.url)
    assert "stays closed to reading for three days" in page.text
    client.post(answer.url, {"password1": "another quiet password", "password2": "another quiet password"})
    alice.refresh_from_db()
    assert alice.check_password("another quiet password")
    client.force_login(alice)
    return client


def test_what_was_written_before_is_closed_and_the_page_says_until_when(reset, alice):
    page = reset.get("/plan/9/")
    assert page.status_code == 200
    assert BEFORE not in page.text
    assert f"closed until {alice.withheld_until_day:%A} {alice.withheld_until_day.day}" in page.text
    assert "closed to reading for three days" in reset.get("/today/").text


def test_after_72_hours_it_can_be_read(reset):
    with later(hours=71, minutes=59):
        assert BEFORE not in reset.get("/plan/9/").text
    with later(hours=72, minutes=1):
        page = reset.get("/plan/9/")
        assert BEFORE in page.text
        assert "closed" not in reset.get("/today/").text


def test_what_is_written_meanwhile_can_be_read_and_loses_nothing(reset, alice):
    row = sealed_reading.draft_of(alice, piece(ALONE))
    field = first_question(ALONE)
    kept = reset.post("/plan/9/draft/", {field: SINCE, "revision": row.revision})
    assert kept.status_code == 200
    reset.post("/plan/9/draft/", {field: SINCE + " twice", "revision": kept.json()["revision"]})
    page = reset.get("/plan/9/")
    assert SINCE + " twice" in page.text
    assert BEFORE not in page.text
    with later(hours=73):
        page = reset.get("/plan/9/")
        assert SINCE + " twice" in page.text
        assert BEFORE in page.text
        writes(alice, ALONE, "and later still", field)
        assert BEFORE in reset.get("/plan/9/").text


def test_a_draft_that_is_closed_is_not_shown_for_sealing_and_not_sealed_unseen(alice, bob, couple, signed_in):
    row = writes(alice, SHARED, BEFORE)
    people.actions.note_reset(alice)
    alice.refresh_from_db()
    browser = signed_in(alice)
    assert browser.get("/plan/3/seal/").url == "/plan/3/"
    browser.post("/plan/3/seal/", {"shown": row.fingerprint})
    assert not Answer.unscoped.filter(person=alice).exists()
    assert Draft.unscoped.get(person=alice).body["words"] == {"hope": {"value": BEFORE}}


def test_sealing_goes_on_and_what_was_there_comes_back(alice, bob, couple, signed_in):
    sealed.seal(alice, piece(SHARED), {"hope": {"value": BEFORE}})
    people.actions.note_reset(alice)
    alice.refresh_from_db()
    browser = signed_in(alice)
    assert BEFORE not in browser.get("/plan/3/").text
    row = writes(alice, SHARED, SINCE)
    assert SINCE in browser.get("/plan/3/seal/").text
    browser.post("/plan/3/seal/", {"shown": row.fingerprint})
    sealed.seal(bob, piece(SHARED), {"hope": {"value": "bob's"}})
    opened = sealed_reading.opened(us_of(bob), piece(SHARED))
    assert [pair.theirs for pair in opened.questions] == [SINCE]
    for person in (alice, bob):
        sealed.mark_opened(person, piece(SHARED))
    assert BEFORE not in browser.get("/plan/3/opening/").text
    with later(hours=73):
        assert BEFORE not in signed_in(bob).get("/plan/3/opening/").text
        assert BEFORE in browser.get("/plan/3/opening/").text


def test_a_sealed_answer_from_before_opens_as_it_would_have(alice, bob, couple):
    sealed.seal(alice, piece(SHARED), {"hope": {"value": BEFORE}})
    people.actions.note_reset(alice)
    sealed.seal(bob, piece(SHARED), {"hope": {"value": "bob's"}})
    assert [pair.theirs for pair in sealed_reading.opened(us_of(bob), piece(SHARED)).questions] == [BEFORE]


def test_taken_back_meanwhile_it_stays_withheld_until_the_time_is_over(alice, couple, signed_in):
    sealed.seal(alice, piece(SHARED), {"hope": {"value": BEFORE}})
    people.actions.note_reset(alice)
    alice.refresh_from_db()
    browser = signed_in(alice)
    browser.post("/plan/3/answer/removal/")
    assert BEFORE not in browser.get("/plan/3/").text
    with later(hours=73):
        assert BEFORE in browser.get("/plan/3/").text


def test_a_second_reset_closes_what_was_written_since_the_first(alice, signed_in):
    people.actions.note_reset(alice)
    alice.refresh_from_db()
    writes(alice, ALONE, SINCE, first_question(ALONE))
    with later(hours=1):
        people.actions.note_reset(alice)
        alice.refresh_from_db()
        assert SINCE not in signed_in(alice).get("/plan/9/").text
    with later(hours=74):
        assert SINCE in signed_in(alice).get("/plan/9/").text


def test_nothing_changes_for_the_other(alice, bob, couple, as_bob):
    pages = ["/today/", "/plan/", "/agreement/", "/more/"]
    before = [as_bob.get(page).text for page in pages]
    people.actions.note_reset(alice)
    assert [as_bob.get(page).text.count("closed") for page in pages] == [page.count("closed") for page in before]


def closes(person):
    people.actions.note_reset(person)
    person.refresh_from_db()


def kept_words(person) -> str:
    return str([row.body for row in Draft.unscoped.filter(person=person)])


def test_what_is_closed_cannot_be_thrown_away(alice, signed_in):
    writes(alice, ALONE, BEFORE, first_question(ALONE))
    closes(alice)
    answer = signed_in(alice).post("/plan/9/removal/")
    assert answer.status_code == 409
    assert "closed for now, and it is kept" in answer.text
    assert BEFORE in kept_words(alice)
    with later(hours=73):
        assert signed_in(alice).post("/plan/9/removal/").status_code == 302
        assert not Draft.unscoped.filter(person=alice).exists()


def test_nor_can_it_from_beneath_what_was_written_since(alice, signed_in):
    writes(alice, ALONE, BEFORE, first_question(ALONE))
    closes(alice)
    writes(alice, ALONE, SINCE, first_question(ALONE))
    assert signed_in(alice).post("/plan/9/removal/").status_code == 409
    assert BEFORE in kept_words(alice)


def test_what_was_written_since_alone_can(alice, signed_in):
    closes(alice)
    writes(alice, ALONE, SINCE, first_question(ALONE))
    assert signed_in(alice).post("/plan/9/removal/").status_code == 302
    assert not Draft.unscoped.filter(person=alice).exists()


def test_a_draft_begun_since_does_not_push_a_sealed_answer_out_when_it_is_taken_back(alice, couple, signed_in):
    sealed.seal(alice, piece(SHARED), {"hope": {"value": BEFORE}})
    closes(alice)
    writes(alice, SHARED, SINCE)
    browser = signed_in(alice)
    browser.post("/plan/3/answer/removal/")
    assert not Answer.unscoped.filter(person=alice).exists()
    page = browser.get("/plan/3/").text
    assert SINCE in page
    assert BEFORE not in page
    with later(hours=73):
        assert BEFORE in browser.get("/plan/3/").text


@pytest.mark.parametrize("sealed_anew", [False, True])
def test_whoever_leaves_in_ones_name_destroys_nothing_that_is_closed(alice, couple, signed_in, sealed_anew):
    sealed.seal(alice, piece(SHARED), {"hope": {"value": BEFORE}})
    closes(alice)
    if sealed_anew:
        sealed.seal(alice, piece(SHARED), {"hope": {"value": SINCE}})
    signed_in(alice).post("/settings/space/", {"password": PASSWORD})
    assert not Answer.unscoped.filter(person=alice).exists()
    assert BEFORE not in signed_in(alice).get("/plan/3/").text
    with later(hours=73):
        assert BEFORE in signed_in(alice).get("/plan/3/").text


def exported(person) -> str:
    export = actions.gather_export(person, anew=True)
    while len(export.rooms) < len(all_parts()):
        export = actions.gather_export(person)
    return str(export.rooms)


def test_lines_of_ones_own_are_left_out_of_an_export(alice, couple):
    agreement.write_own_line(alice, LineWords(BEFORE, BEFORE))
    closes(alice)
    agreement.write_own_line(alice, LineWords(SINCE))
    words = exported(alice)
    assert BEFORE not in words
    assert SINCE in words
    with later(hours=73):
        assert BEFORE in exported(alice)


FORM = [("happened", BEFORE)]


def test_a_form_that_came_too_late_is_not_offered_meanwhile_and_not_let_go(alice, signed_in):
    people.actions.keep_where(alice, "/plan/9/", FORM)
    closes(alice)
    client = signed_in(alice)
    answer = client.get("/where-you-were/")
    assert (answer.status_code, answer.url) == (302, "/today/")
    assert client.post("/where-you-were/")["Location"] == "/today/"
    assert client.post("/where-you-were/ending/")["Location"] == "/today/"
    with later(hours=73):
        assert BEFORE in signed_in(alice).get("/where-you-were/").text


def test_nor_does_another_form_take_its_place(alice):
    people.actions.keep_where(alice, "/plan/9/", FORM)
    closes(alice)
    people.actions.keep_where(alice, "/plan/9/", [("happened", SINCE)])
    with later(hours=73):
        assert BEFORE in exported(alice)


def test_whoever_signs_in_then_is_not_led_to_where_the_owner_handed_over(alice, as_alice, client):
    assert as_alice.post("/hand-over/", {"back": "/plan/9/"}).status_code == 303
    closes(alice)
    answer = client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    assert answer["Location"] != "/plan/9/"


def test_a_form_that_came_too_late_is_left_out_of_an_export(alice):
    people.actions.keep_where(alice, "/plan/9/", FORM)
    assert BEFORE in exported(alice)
    closes(alice)
    assert BEFORE not in exported(alice)
    with later(hours=73):
        assert BEFORE in exported(alice)


def test_a_form_that_came_too_late_since_can_be_sent_and_exported(alice, signed_in):
    closes(alice)
    people.actions.keep_where(alice, "/plan/9/", [("happened", SINCE)])
    assert SINCE in signed_in(alice).get("/where-you-were/").text
    assert SINCE in exported(alice)


def test_an_export_that_stood_ready_goes(alice):
    writes(alice, ALONE, BEFORE, first_question(ALONE))
    assert BEFORE in exported(alice)
    people.actions.note_reset(alice)
    assert not Export.unscoped.exists()


@pytest.mark.parametrize("page", ["/sign-in/app/", "/sign-in/passkeys/", "/account/email/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_can_keep_the_owner_out_meanwhile(alice, client, page, method):
    closes(alice)
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    answer = getattr(client, method)(page, {"action_add": "", "email": "bobs@example.org"})
    assert answer.status_code == 409
    assert "This waits for three days." in answer.text
    with later(hours=73):
        assert client.get(page).status_code in (200, 302)


def test_the_page_about_signing_in_says_from_when_on_it_can_be_changed(alice, signed_in):
    before = signed_in(alice).get("/sign-in/").text
    closes(alice)
    day = f"{alice.withheld_until_day:%A} {alice.withheld_until_day.day} {alice.withheld_until_day:%B}"
    assert day in signed_in(alice).get("/sign-in/").text
    assert day not in before


def test_asked_for_meanwhile_deleting_comes_a_day_after_it_is_over(alice, signed_in):
    closes(alice)
    browser = signed_in(alice)
    assert (
        f"which is on {alice.withheld_until_day:%A}, {alice.withheld_until_day.day}"
        in browser.get("/settings/account/").text
    )
    browser.post("/settings/account/", {"password": PASSWORD})
    with later(hours=95):
        assert actions.carry_out_deletions() == 0
        browser.post("/settings/account/keeping/")
    assert not Deletion.unscoped.exists()
    browser.post("/settings/account/", {"password": PASSWORD})
    with later(hours=97):
        assert actions.carry_out_deletions() == 1
