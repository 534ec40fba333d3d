"""The world that the matrix asks about: six people, two times.

alice and bob are a couple and in the middle of everything. frank is alice's former partner: their couple is closed.
both wrote a line alone before he joined her. charlie is in a couple with erin, who has asked to be deleted. dana is
on her own and has an invitation out. Each field that holds words holds a canary.

`before`: alice has sealed her answer, her check-in and her signature; bob has begun his and done none of it.
`after`: a day later. bob has done all three; everything has opened, the text is in force, the next draft is begun.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client

import agreement.actions as agreement
import checkins.actions as checkins
import clock
import couples.actions as couples
import people.actions as people
import recovery.actions as recovery
import reminders.actions as reminders
import together.actions as together
from agreement.models import State, Version, document_of
from agreement.pieces import new_line
from agreement.reading import clauses_of
from checkins.models import CheckIn
from checkins.pieces import CheckInPiece
from couples.models import Couple
from people.accounts.factors import passkey_id
from people.actions import browsers, paper_keys, signing_in
from people.at_hand import SignIn, holding
from people.models import Aside, Browser, Change, Person, Session
from people.proofs import Proof
from people.shown_once import LEAVE_THIS_PAGE
from recovery.models import SharedPage
from recovery.pieces import piece_of
from recovery.plan import catalogue
from reminders.models import Subscription
from reminders.tokens import unsubscribe_token
from sealed import actions as sealed
from sealed import reading as sealed_reading
from sealed.folding import Words
from sealed.models import TakingBack
from sealed.piece import Piece
from tests.cast import at, signs_in
from tests.machines.passkeys import Passkey
from tests.writing import reflect, show

from .canaries import Canaries

PERSONAS = ("anonymous", "charlie", "alice", "bob", "frank", "dana")
STRANGERS = ("anonymous", "charlie", "dana")
PEOPLE = ("alice", "bob", "charlie", "dana", "erin", "frank")
SEALED = "why-i-am-here"
ONLY_YOU = "what-happened"
READING = "the-first-days"
SHARED = "the-contact-itself"


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


NOW, NEXT_DAY = on(3, 15), on(3, 16)


@dataclass
class World:
    state: str = "before"
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Person] = field(default_factory=dict)
    couples: dict[str, Couple] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """What the capital words in the addresses of the matrix stand for: OURS, EARLIER, LINE …"""
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A browser in which `who` is signed in, with nothing else in it."""
        client = Client(raise_request_exception=False)
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    @property
    def now(self) -> datetime:
        return NEXT_DAY if self.state == "after" else NOW


def light() -> Piece:
    return piece_of(catalogue.activity(SEALED))


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


def password_of(name: str) -> str:
    return f"zq{name}0password0zq"


def _couple(world: World, name: str, inviter: str, invited: str) -> Couple:
    token = couples.invite(world.people[inviter]).body["token"]
    couple = couples.accept(world.people[invited], token).couple
    world.couples[name] = couple
    return couple


def answer_words(world: World, owner: str, what: str, *readers: str) -> Words:
    """Words for the sealed piece. Of these `hope` may open; `give` is said by one only, `hard` is kept for talking."""
    plant = world.canaries.plant
    words: Words = {
        "hope": {"value": plant(owner, what + "hope", *readers)},
        "hard": {"value": plant(owner, what + "hard"), "in_person": True},
    }
    return {**words, "give": {"value": plant(owner, what + "give") if owner != "bob" else ""}}


def check_in_words(world: World, owner: str, what: str, *readers: str) -> Words:
    """Words for a check-in. Of these the thanks may open; only alice and charlie say a sentence, so it stays folded."""
    plant = world.canaries.plant
    mind = {part: plant(owner, what + part) for part in ("when", "feel", "need")}
    return {
        "us": {"value": 7},
        "us-words": {"value": plant(owner, what + "sentence") if owner in ("alice", "charlie") else None},
        "needs": {"value": ["touch"]},
        "agreement": {"value": {"line": plant(owner, what + "line")}, "in_person": True},
        "thanks": {"value": plant(owner, what + "thanks", *readers)},
        "mind": {"value": mind, "in_person": True},
    }


def _line(world: World, owner: str, what: str, *readers: str) -> UUID:
    plant = world.canaries.plant
    words = agreement.LineWords(plant(owner, what + "text", *readers), plant(owner, what + "topic", *readers))
    return agreement.add_clause(world.people[owner], words).pk


def _deleted(world: World, owner: str, what: str, *readers: str) -> None:
    """A line that `owner` deleted, and that can be brought back."""
    agreement.remove_clause(world.people[owner], _line(world, owner, what, *readers), seen=1)


def _half_typed(world: World, owner: str) -> None:
    """What `owner` is typing into a new line of both."""
    words = {"text": {"value": world.canaries.plant(owner, "halftyped")}}
    sealed.keep(world.people[owner], new_line(), words)


def _own_line(world: World, owner: str, what: str) -> UUID:
    """A line that its author wrote for themselves, whoever has joined them or joins them later."""
    plant = world.canaries.plant
    words = agreement.LineWords(plant(owner, what + "text"), plant(owner, what + "topic"))
    return agreement.write_own_line(world.people[owner], words).pk


def sign(world: World, who: str, what: str, *readers: str) -> Version:
    """`who` signs the working copy, as their page shows it."""
    person = world.people[who]
    offered = signing_of(person)
    assert offered is not None
    version, sha256, shown = offered
    name = world.canaries.plant(who, what + "signature", *readers)
    return agreement.sign(person, version.pk, sha256, name, shown)


def signing_of(person: Person) -> tuple[Version, str, str] | None:
    """The working copy that `person` can sign, the hash and the words that their page would carry."""
    rows = Version.objects.visible_to(person).filter(state=State.OFFERED).select_related("couple", "previous")
    version = rows.first()
    if version is None:
        return None
    document = document_of(version, clauses_of(person, version), version.review_day(clock.today(person.tz)))
    return version, document.sha256(), document.shown()


def _signed_text(world: World, first: str, second: str, what: str) -> None:
    _line(world, first, what + "first", second)
    _line(world, second, what + "second", first)
    agreement.offer(world.people[first])
    sign(world, first, what, second)
    sign(world, second, what, first)


def seal_check_in(world: World, who: str, check_in: CheckIn, what: str, *readers: str) -> None:
    person = world.people[who]
    draft = sealed.keep(person, CheckInPiece(check_in), check_in_words(world, who, what, *readers))
    sealed.seal_draft(person, CheckInPiece(check_in), draft.fingerprint)


def next_check_in(couple: Couple, day: date) -> CheckIn:
    checkins.roll(couple)
    return CheckIn.unscoped.get(couple=couple, day=day)


def _share(world: World, who: str, what: str, *readers: str) -> None:
    """`who` shows the other what they wrote for a piece."""
    activity = catalogue.activity(SHARED)
    questions = [question.id for question in activity.questions]
    words = {question: {"value": world.canaries.plant(who, what + "shared", *readers)} for question in questions[:1]}
    show(world.people[who], activity, words)


def _subject(world: World, owner: str, what: str, *readers: str) -> UUID:
    """A subject that `owner` puts on the talk list in words of their own."""
    return together.add(world.people[owner], world.canaries.plant(owner, what + "subject", *readers)).pk


def _alice_and_frank(world: World) -> None:
    """Signed, answered, checked in, and a second check-in on its way when frank left."""
    alice, frank = world.people["alice"], world.people["frank"]
    with at(on(1, 4)):
        couple = _couple(world, "earlier", "alice", "frank")
        for who in ("alice", "frank"):
            # They opened once; since frank left, each has only their own again.
            sealed.seal(world.people[who], light(), answer_words(world, who, "earlieranswer"))
        sealed.mark_opened(alice, light())
        _signed_text(world, "alice", "frank", "earlier")
        _share(world, "frank", "earlier")  # since he left, it is only his again
        earlier = [_subject(world, who, "earlier") for who in ("frank", "alice")]  # each has only their own again
        _deleted(world, "frank", "earlierdeleted")
        _line(world, "frank", "earlierdraft")  # the space is closed: an unsigned draft is nobody's any more
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
        _couple(world, "theirs", "charlie", "erin")
        _signed_text(world, "charlie", "erin", "theirs")
        _share(world, "charlie", "theirs", "erin")
        _subject(world, "charlie", "their", "erin")
        _subject(world, "erin", "their", "charlie")
        _line(world, "charlie", "theirdraft", "erin")
        _line(world, "erin", "theirdraft", "charlie")
        sealed.seal(world.people["charlie"], light(), answer_words(world, "charlie", "answer"))
        checkins.set_rhythm(world.people["charlie"], 3, date(2027, 2, 5))
        seal_check_in(world, "charlie", next_check_in(world.couples["theirs"], date(2027, 2, 5)), "checkin")


def _alice_and_bob(world: World) -> None:
    alice = world.people["alice"]
    with at(on(2, 6)):
        world.places["OWN-LINE"] = str(_own_line(world, "alice", "alone"))
        _own_line(world, "bob", "alone")
        couple = _couple(world, "ours", "alice", "bob")
        _signed_text(world, "alice", "bob", "first")
        _share(world, "alice", "first", "bob")
        _share(world, "bob", "first", "alice")
        recovery.mark_read(world.people["bob"], SharedPage.unscoped.get(couple=couple, person=alice))
        _subject(world, "bob", "our", "alice")
        world.places["SUBJECT"] = str(_subject(world, "alice", "our", "bob"))
        checkins.set_rhythm(alice, 1, date(2027, 2, 14))
        for name in ("alice", "bob"):
            other = {"alice": "bob", "bob": "alice"}[name]
            world.canaries.open_to(world.people[name].name, other)
    with at(on(2, 14)):
        first = next_check_in(couple, date(2027, 2, 14))
        seal_check_in(world, "alice", first, "firstcheckin", "bob")
        seal_check_in(world, "bob", first, "firstcheckin", "alice")
    for name in ("charlie", "erin"):
        world.canaries.open_to(world.people[name].name, *{"charlie", "erin"})
    world.places["FIRST-CHECK-IN"] = str(first.pk)


def _dana(world: World) -> None:
    """Who has the link may know who asks: that is what it is for."""
    dana = world.people["dana"]
    with at(NOW):
        world.places["DANAS-LINK"] = couples.invite_and_look_again(dana, date(2027, 3, 23)).body["token"]
        _own_line(world, "dana", "alone")
        sealed.seal(dana, light(), answer_words(world, "dana", "answer"))
        sealed.look_again(dana, light(), date(2027, 3, 27))
    world.canaries.open_to(dana.name, *PERSONAS, "erin")


def _private(world: World, name: str) -> None:
    """What each has for themselves alone."""
    person, plant = world.people[name], world.canaries.plant
    questions = catalogue.activity(ONLY_YOU).questions
    letters = {question.id: chr(ord("a") + place) for place, question in enumerate(questions)}
    words = {key: {"value": plant(name, f"entry{letter}")} for key, letter in letters.items()}
    reflect(person, catalogue.activity(ONLY_YOU), words)
    month = catalogue.page_of_day(NOW.date())
    assert month is not None
    reflect(person, month, {"scene": {"value": plant(name, "month")}})
    if name == "alice":
        reminders.subscribe(person)
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
    cleared = _subject(world, "alice", "cleared", "bob")
    together.clear(bob, cleared)
    world.places["CLEARED"] = str(cleared)
    current = next_check_in(world.couples["ours"], date(2027, 3, 14))
    seal_check_in(world, "alice", current, "checkin")
    sealed.keep(bob, CheckInPiece(current), check_in_words(world, "bob", "checkin"))
    agreement.begin_draft(alice)
    world.places["LINE"] = str(_line(world, "alice", "second", "bob"))
    _line(world, "bob", "second", "alice")
    _deleted(world, "bob", "deleted", "alice")
    for name in ("alice", "bob"):
        _half_typed(world, name)
    agreement.offer(bob)
    sign(world, "alice", "second")
    world.places["CHECK-IN"] = str(current.pk)


def _open_all(world: World) -> None:
    """bob does the other half, and the morning comes."""
    alice, bob, plant = world.people["alice"], world.people["bob"], world.canaries.plant
    current = CheckIn.unscoped.get(pk=world.places["CHECK-IN"])
    with at(NOW):
        sealed.seal(bob, light(), answer_words(world, "bob", "draft"))
        draft = sealed_reading.draft_of(bob, CheckInPiece(current))
        assert draft is not None
        sealed.seal_draft(bob, CheckInPiece(current), draft.fingerprint)
        sign(world, "bob", "second", "alice")
    for owner, what, other in (
        ("alice", "answerhope", "bob"),
        ("bob", "drafthope", "alice"),
        ("alice", "checkinthanks", "bob"),
        ("bob", "checkinthanks", "alice"),
        ("alice", "secondsignature", "bob"),
    ):
        plant(owner, what, other)
    with at(NEXT_DAY):
        sealed.mark_opened(alice, light())
        agreement.begin_draft(bob)
        world.places["LINE"] = str(_line(world, "alice", "third", "bob"))
        _deleted(world, "bob", "thirddeleted", "alice")
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


def elsewhere(world: World) -> World:
    """The same world for asking, but every id in its addresses is one that is not there."""
    return dataclasses.replace(world, places={name: _another(found) for name, found in world.places.items()})


def _another(place: str) -> str:
    """Of the same shape: a random UUID for a UUID, a token for a token."""
    try:
        UUID(place)
    except ValueError:
        return place[::-1]
    return "5b7d0d5e-7f4c-4e0a-9a55-1f6c6c8a4d11"
