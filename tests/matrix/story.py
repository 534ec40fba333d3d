"""What happens in the world, from its beginning to the state that is asked about."""

import json
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client

import agreement.actions as agreement
import checkins.actions as checkins
import couples.actions as couples
import letters.actions as letters
import people.actions as people
import recovery.actions as recovery
import reminders.actions as reminders
import reviews.actions as reviews
import together.actions as together
from agreement.models import State, Version
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from people.accounts.factors import passkey_id
from people.actions import browsers, paper_keys, signing_in
from people.at_hand import SignIn, holding
from people.models import Aside, Browser, Change, Person, Session
from people.proofs import Proof
from people.shown_once import LEAVE_THIS_PAGE
from recovery.models import SharedPage
from recovery.plan import catalogue
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.models import TakingBack
from tests.cast import at, signs_in
from tests.machines.passkeys import Passkey
from tests.writing import reflect

from .deeds import (
    add_line,
    add_situation,
    add_subject,
    answer_words,
    cards,
    check_in_words,
    choose_and_guess,
    delete_line,
    make_couple,
    mark,
    next_check_in,
    note_line,
    note_signing,
    ratings,
    seal_check_in,
    share_page,
    sign,
    sign_text,
    type_half,
    write_letters,
    write_own_line,
)
from .world import NEXT_DAY, NOW, ONLY_YOU, PEOPLE, PERSONAS, READING, World, light, on, password_of

# From then on the letters of all three couples have opened.
A_YEAR_ON = datetime(2028, 2, 10, 12, tzinfo=UTC)


def build(state: str = "before") -> World:
    """The world in that state. The clock is to be put at `world.now` by who asks."""
    world = World()
    for name in PEOPLE:
        world.people[name] = _person(world, name)
    _alice_and_frank(world)
    _charlie_and_erin(world)
    _alice_and_bob(world)
    _dana(world)
    with at(NOW):
        for name in PEOPLE:
            _private(world, name)
        _halfway(world)
        for name in ("erin", "frank"):
            people.go_quiet(world.people[name])
        people.ask_deletion(world.people["erin"])
    if state == "after":
        _open_all(world)
    _places(world)
    _sign_in(world)
    with at(world.now):
        sealed.open_due()
        people.hand_over(world.people["erin"], "/plan/9/")
        couples.gather_export(world.people["erin"])
    return world


def _person(world: World, name: str) -> Person:
    plant = world.canaries.plant
    person = Person.objects.create_user(
        f"{plant(name, 'address')}@example.org",
        password_of(name),
        name=plant(name, "name"),
        zone="UTC",
        made_at=on(1, 1),
    )
    people.choose_track(person, plant(name, "track"))
    people.has_read(person, LEAVE_THIS_PAGE)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _alice_and_frank(world: World) -> None:
    """Signed, answered, checked in, and a second check-in on its way when frank left."""
    alice, frank = world.people["alice"], world.people["frank"]
    with at(on(1, 4)):
        couple = make_couple(world, "earlier", "alice", "frank")
        for who in ("alice", "frank"):
            # They opened once; since frank left, each has only their own again.
            sealed.seal(world.people[who], light(), answer_words(world, who, "earlieranswer"))
        sealed.mark_opened(alice, light())
        write_letters(world, sign_text(world, "alice", "frank", "earlier"), "alice", "frank", "earlier")
        share_page(world, "frank", "earlier")  # since he left, it is only his again
        earlier = [add_subject(world, who, "earlier") for who in ("frank", "alice")]  # each has only their own again
        delete_line(world, "frank", "earlierdeleted")
        add_line(world, "frank", "earlierdraft")  # the space is closed: an unsigned draft is nobody's any more
        checkins.set_rhythm(frank, 1, date(2027, 1, 4))
        opened = next_check_in(couple, date(2027, 1, 4))
        for who in ("alice", "frank"):
            seal_check_in(world, who, opened, "earliercheckin")
    with at(on(1, 6)):
        sealed.mark_opened(alice, CheckInPiece(opened))
    with at(on(2, 4)):
        begun = next_check_in(couple, date(2027, 2, 4))
        seal_check_in(world, "alice", begun, "earlierlast")
        sealed.keep(frank, CheckInPiece(begun), check_in_words(world, "frank", "earlierlast"))
        couples.leave(frank)
    world.places |= {"EARLIER-CHECK-IN": str(opened.pk), "LAST-CHECK-IN": str(begun.pk)}
    version = Version.unscoped.get(couple=couple, state=State.IN_FORCE)
    world.places |= {"EARLIER-TEXT": str(version.pk), "EARLIER-SUBJECT": str(earlier[0])}


def _charlie_and_erin(world: World) -> None:
    with at(on(2, 5)):
        make_couple(world, "theirs", "charlie", "erin")
        theirs = sign_text(world, "charlie", "erin", "theirs")
        write_letters(world, theirs, "charlie", "erin", "their", "charlie", "erin")
        share_page(world, "charlie", "theirs", "erin")
        add_subject(world, "charlie", "their", "erin")
        add_subject(world, "erin", "their", "charlie")
        note_line(world, "charlie", add_line(world, "charlie", "theirdraft", "erin"))
        add_line(world, "erin", "theirdraft", "charlie")
        sealed.seal(world.people["charlie"], light(), answer_words(world, "charlie", "answer"))
        checkins.set_rhythm(world.people["charlie"], 3, date(2027, 2, 5))
        seal_check_in(world, "charlie", next_check_in(world.couples["theirs"], date(2027, 2, 5)), "checkin")
    with at(A_YEAR_ON):
        for who in ("charlie", "erin"):
            letters.say_yes(world.people[who], theirs.pk)


def _alice_and_bob(world: World) -> None:
    alice = world.people["alice"]
    with at(on(2, 6)):
        world.places["OWN-LINE"] = str(write_own_line(world, "alice", "alone"))
        write_own_line(world, "bob", "alone")
        couple = make_couple(world, "ours", "alice", "bob")
        first = sign_text(world, "alice", "bob", "first")
        world.places["LETTER"] = str(write_letters(world, first, "alice", "bob", "our")[0])
        share_page(world, "alice", "first", "bob")
        share_page(world, "bob", "first", "alice")
        recovery.mark_read(world.people["bob"], SharedPage.unscoped.get(couple=couple, person=alice))
        add_subject(world, "bob", "our", "alice")
        world.places["SUBJECT"] = str(add_subject(world, "alice", "our", "bob"))
        checkins.set_rhythm(alice, 1, date(2027, 2, 14))
        for name in ("alice", "bob"):
            other = {"alice": "bob", "bob": "alice"}[name]
            world.canaries.open_to(world.people[name].name, other)
    with at(A_YEAR_ON):
        letters.say_yes(alice, first.pk)
    with at(on(2, 14)):
        opened = next_check_in(couple, date(2027, 2, 14))
        seal_check_in(world, "alice", opened, "firstcheckin", "bob")
        seal_check_in(world, "bob", opened, "firstcheckin", "alice")
    for name in ("charlie", "erin"):
        world.canaries.open_to(world.people[name].name, *{"charlie", "erin"})
    world.places["FIRST-CHECK-IN"] = str(opened.pk)


def _dana(world: World) -> None:
    """Who has the link may know who asks: that is what it is for."""
    dana = world.people["dana"]
    with at(NOW):
        world.places["DANAS-LINK"] = couples.invite_and_look_again(dana, date(2027, 3, 23)).body["token"]
        write_own_line(world, "dana", "alone")
        sealed.seal(dana, light(), answer_words(world, "dana", "answer"))
        sealed.look_again(dana, light(), date(2027, 3, 27))
    world.canaries.open_to(dana.name, *PERSONAS, "erin")


def _private(world: World, name: str) -> None:
    """What each has for themselves alone."""
    person, plant = world.people[name], world.canaries.plant
    questions = catalogue.activity(ONLY_YOU).questions
    ends = {question.id: chr(ord("a") + place) for place, question in enumerate(questions)}
    words = {key: {"value": plant(name, f"entry{end}")} for key, end in ends.items()}
    reflect(person, catalogue.activity(ONLY_YOU), words)
    month = catalogue.page_of_day(NOW.date())
    assert month is not None
    reflect(person, month, {"scene": {"value": plant(name, "month")}})
    if name == "alice":
        reminders.subscribe(person)
    choose_and_guess(world, name)
    couples.fold_leaf(person, "next-the-first-days")
    people.keep_where(person, "/plan/", [("happened", plant(name, "interrupted"))])
    recovery.finish(person, catalogue.activity(READING))
    with holding(SignIn(person.pk, Proof.INBOX, is_full=False)):
        people.write_aside(person, plant(name, "aside"), uuid4())
    if name == "alice":
        signing_in.note_small(person, Proof.INBOX)
        signing_in.note_full(person)
        browsers.keep_browser(person, "a token of hers", "")
        paper_keys.make_key(person, Proof.PASSWORD)
    note = note_signing(world, name)
    if name == "alice":
        world.places["NOTE"] = str(note)
    if name == "erin":
        agreement.set_aside(person)
    TakingBack.unscoped.create(person=person, piece=light().id, day=NOW.date(), number=1)
    if name in ("bob", "frank", "erin"):
        sealed.keep(person, light(), answer_words(world, name, "draft"))


def _halfway(world: World) -> None:
    """alice has done her half; bob has only begun."""
    alice, bob = world.people["alice"], world.people["bob"]
    sealed.seal(alice, light(), answer_words(world, "alice", "answer"))
    sealed.look_again(alice, light(), date(2027, 3, 25))
    sealed.seal(alice, cards(), ratings(world, "alice", "rated"))
    sealed.keep(bob, cards(), ratings(world, "bob", "rated"))
    for who in ("alice", "bob"):
        add_situation(world, who)
    cleared = add_subject(world, "alice", "cleared", "bob")
    together.clear(bob, cleared)
    world.places["CLEARED"] = str(cleared)
    current = next_check_in(world.couples["ours"], date(2027, 3, 14))
    seal_check_in(world, "alice", current, "checkin")
    sealed.keep(bob, CheckInPiece(current), check_in_words(world, "bob", "checkin"))
    agreement.begin_draft(alice)
    world.places["LINE"] = str(add_line(world, "alice", "second", "bob"))
    add_line(world, "bob", "second", "alice")
    delete_line(world, "bob", "deleted", "alice")
    mark(world, "alice", "saidofdraft")
    for name in ("alice", "bob"):
        type_half(world, name)
        note = note_line(world, name, UUID(world.places["LINE"]))
        if name == "alice":
            world.places["LINE-NOTE"] = str(note)
    reviews.begin(bob)
    agreement.offer(bob)
    sign(world, "alice", "second")
    world.places["CHECK-IN"] = str(current.pk)


def _open_all(world: World) -> None:
    """bob does the other half, and the morning comes."""
    alice, bob, plant = world.people["alice"], world.people["bob"], world.canaries.plant
    current = CheckIn.unscoped.get(pk=world.places["CHECK-IN"])
    with at(NOW):
        sealed.seal(bob, light(), answer_words(world, "bob", "draft"))
        sealed.seal(bob, cards(), ratings(world, "bob", "rated"))
        draft = sealed_reading.draft_of(bob, CheckInPiece(current))
        assert draft is not None
        sealed.seal_draft(bob, CheckInPiece(current), draft.fingerprint)
        sign(world, "bob", "second", "alice")
    for owner, what, other in (
        ("alice", "answerhope", "bob"),
        ("bob", "drafthope", "alice"),
        ("alice", "ratedfirst", "bob"),
        ("bob", "ratedfirst", "alice"),
        ("alice", "situationtitle", "bob"),
        ("alice", "situationtext", "bob"),
        ("bob", "situationtitle", "alice"),
        ("bob", "situationtext", "alice"),
        ("alice", "checkinthanks", "bob"),
        ("bob", "checkinthanks", "alice"),
        ("alice", "secondsignature", "bob"),
    ):
        plant(owner, what, other)
    with at(NEXT_DAY):
        sealed.mark_opened(alice, light())
        sealed.mark_opened(alice, cards())
        agreement.begin_draft(bob)
        world.places["LINE"] = str(add_line(world, "alice", "third", "bob"))
        delete_line(world, "bob", "thirddeleted", "alice")
        mark(world, "alice", "saidofthirddraft", "bob")
        mark(world, "bob", "saidofthirddraft", "alice")
        reviews.begin(bob)
        agreement.offer(alice)
    world.state = "after"


def _places(world: World) -> None:
    ours = Version.unscoped.filter(couple=world.couples["ours"], state=State.IN_FORCE).get()
    world.places["OUR-TEXT"] = str(ours.pk)
    subscription = Subscription.unscoped.get(person=world.people["alice"])
    world.places["ALICES-MAIL"] = unsubscribe_token(subscription.pk)


def _sign_in(world: World) -> None:
    """By the page, as people do: then account pages know that it was a moment ago."""
    for name in PEOPLE:
        cache.clear()
        client = Client()
        answer = signs_in(client, world.people[name], password_of(name))
        assert answer.status_code == 302, answer.content
        world.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    _second_step(world.people["alice"], world)
    world.places["ALICES-BROWSER"] = str(Browser.unscoped.get().pk)
    world.places["ALICES-CHANGE"] = str(Change.unscoped.get().pk)
    world.places["ALICES-ASIDE"] = str(Aside.unscoped.get(person=world.people["alice"]).pk)
    world.places["ALICES-SESSION"] = str(Session.objects.get(person=world.people["alice"]).public_id)
    cache.clear()


def _second_step(person: Person, world: World) -> None:
    """A passkey, added after signing in: from now on the password alone leaves her half signed in."""
    asked = {"user": {"id": ""}, "rp": {"id": "localhost"}, "challenge": "AAAA"}
    added = json.loads(Passkey().add({"publicKey": asked}))
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Passkey", "credential": added})
    world.places["ALICES-PASSKEY"] = str(passkey_id(passkey))
