"""Two who go through the agreement, at the same moment, for real, in two threads. On SQLite writers queue.

Whatever comes first: both screens end at the same place and show the same, there is one sitting or none, and none
without its draft; nobody’s name is under words that were not on their screen, and the history can be verified.
"""

from contextlib import contextmanager, suppress
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from agreement.models import Mark, Removal, Signature, State, Version
from pages.refusals import Refused
from tests.races.hands import Hands, at_once, calm, kept, rounds_of
from tests.races.together import overtaken
from together.models import Sitting, Subject
from together.refusals import NoSitting

from .stage import REFUSALS, Stage, check, check_screens, rows

pytestmark = pytest.mark.django_db(transaction=True)

# What a break refuses, or what ends it all the same.
IN_A_BREAK = {"stop", "leave", "discard", "offer"}
MIDDLE: dict[str, Any] = {"offered": False}
SIGNED: dict[str, Any] = {"signed": "bob", "end": True}
ON_A_BREAK: dict[str, Any] = {"offered": False, "paused": True}
# What has to do with the words, or ends it all; the rest is the same whatever has been signed.
OF_THE_TEXT = {"edit", "let go", "bring back", "offer", "sign", "take back", "set aside", "discard", "stop", "leave"}
PAIRS = list(product(REFUSALS, repeat=2))


@pytest.fixture
def rounds(long):
    return rounds_of(long)


def raced(stage: Any, first: str, second: str, race: Any = at_once) -> Any:
    """What alice and bob do at once: each is done, or refused by what makes sense there. What each was refused with."""
    ends = race(stage.deed(first, stage.alice), stage.deed(second, stage.bob))
    calm(ends)
    for deed, end in zip((first, second), ends, strict=True):
        assert end is None or type(end) in REFUSALS[deed], (first, second, end)
    check(stage)
    return ends


@contextmanager
def told_of(pair):
    """Adds to a failure which of the many pairs it was."""
    try:
        yield
    except Exception as error:
        error.add_note(" and ".join(pair))
        raise


def turns(pair):
    """The stages in which a pair is raced: of three rounds one in each, if it can matter there."""
    stages = [MIDDLE]
    if OF_THE_TEXT & {*pair}:
        stages.append(SIGNED)
    if IN_A_BREAK & {*pair}:
        stages.append(ON_A_BREAK)
    return stages


def is_watched(number, named, time):
    """Whether the screens of that pair are compared in that stage, for the first time or another: in turn in each, and
    in turn one way round or the other, since they ask by the pages, which takes longer than the race."""
    first, second = PAIRS[number]
    stages = turns(PAIRS[number])
    return (first <= second if time % 2 == 0 else first >= second) and named is stages[(number + time) % len(stages)]


@pytest.mark.parametrize("named", [MIDDLE, SIGNED, ON_A_BREAK], ids=["in the middle", "one has signed", "on a break"])
def test_any_two_at_once_leave_everything_true(named, rounds):
    # One test for all the pairs: emptying the database after each would take longer than the races.
    stage = Stage(**named).watch()
    with kept() as put_back, Hands(2) as hands:
        for number, (first, second) in enumerate(PAIRS):
            pair = (first, second)
            for time, _ in enumerate(rounds[::3] if named in turns(pair) else ()):
                put_back()
                # Who goes quiet takes no lock, at which the other could be waited for.
                meets = (sum(divmod(number, len(REFUSALS))) + time) % 2 and "go quiet" not in pair
                with told_of(pair):
                    raced(stage, first, second, hands.lock_by_lock if meets else hands.at_once)
                    if is_watched(number, named, time):
                        check_screens(stage)


def test_any_two_at_once_where_the_sitting_has_been_read_already():
    """Whoever has come so far has the lock: what would end the sitting waits, and ends what has become of it."""
    stage = Stage(**SIGNED).watch()
    with kept() as put_back:
        for first, second in product(("back", "talk", "let go", "take a break"), ("stop", "discard", "sign")):
            put_back()
            ends = overtaken('SELECT "together_sitting"', stage.deed(first, stage.bob), stage.deed(second, stage.alice))
            assert not isinstance(ends[0], Refused)
            check(stage)
            check_screens(stage)


def test_each_deed_alone_is_done_in_one_stage_or_another():
    """Else the races would only show how calmly nothing happens."""
    stages = [Stage(**named) for named in (MIDDLE, SIGNED, ON_A_BREAK, {"begun": False, "offered": False})]
    for person in ("alice", "bob"):
        done = {deed for deed in REFUSALS for stage in stages if is_done(stage, deed, getattr(stage, person))}
        # Bob has signed already, and has said that he wants to talk about that line.
        assert done == {*REFUSALS} - ({"take back"} if person == "alice" else {"sign", "talk"})


def is_done(stage, deed, person):
    before = rows()
    with suppress(Refused), transaction.atomic():
        stage.deed(deed, person)()
        after = rows()
        transaction.set_rollback(True)
        return after != before
    return False


def test_both_begin_at_once_and_sit_in_one(rounds):
    for _ in rounds:
        stage = Stage(begun=False, offered=False)
        assert raced(stage, "begin", "begin") == [None, None]
        assert Sitting.unscoped.get().place == str(stage.first.pk)
        check_screens(stage.watch())
        Sitting.unscoped.all().delete()


@pytest.mark.parametrize("other", ["discard", "leave", "sign", "offer", "edit", "stop"])
def test_a_beginning_never_outlives_what_the_other_ends(other, rounds):
    for _ in rounds:
        stage = Stage(begun=False, signed="bob")
        raced(stage, other, "begin")
        check_screens(stage.watch())


def test_both_go_on_at_once_by_one_line(rounds):
    for _ in rounds:
        stage = Stage(**MIDDLE)
        before = Sitting.unscoped.get(couple=stage.version.couple_id)
        assert raced(stage, "next", "next") == [None, None]
        after = Sitting.unscoped.get(couple=stage.version.couple_id)
        assert (after.place, after.version) == (str(stage.last.pk), before.version + 1)


def test_both_answer_at_once_and_both_know(rounds):
    """Whoever is second finds the first one’s answer, and tells both screens; never neither."""
    for _ in rounds:
        stage = Stage(**MIDDLE)
        Mark.unscoped.filter(clause=stage.clause).delete()
        stage.watch()
        before = Sitting.unscoped.get(couple=stage.version.couple_id).version
        assert raced(stage, "fits", "talk") == [None, None]
        screens = check_screens(stage)
        assert Sitting.unscoped.get(couple=stage.version.couple_id).version == before + 1
        for screen, other, said in zip(screens, (stage.bob, stage.alice), ("Let’s talk", "It fits"), strict=True):
            assert screen.says(f"{other.name}: <strong>{said}</strong>")


def test_a_signature_and_a_line_let_go_at_once_sign_only_what_was_seen(rounds):
    for _ in rounds:
        stage = Stage(**SIGNED)
        sign, let_go = raced(stage, "sign", "let go")
        state = Version.unscoped.get(pk=stage.version.pk).state
        assert (state, sign is None, let_go is None) in [(State.IN_FORCE, True, False), (State.DRAFT, False, True)]
        # In force, it is over; and there is no sitting to let a line go in.
        assert isinstance(let_go, NoSitting) == (state == State.IN_FORCE) == (not sittings(stage))
        assert Removal.unscoped.filter(clause=stage.clause).exists() == (state == State.DRAFT)
        assert Signature.unscoped.filter(version=stage.version).count() == (2 if state == State.IN_FORCE else 0)


def test_the_same_line_let_go_and_put_on_the_list_by_both_is_so_once(rounds):
    for _ in rounds:
        stage = Stage(**MIDDLE)
        assert raced(stage, "to the list", "to the list") == [None, None]
        assert Subject.unscoped.filter(couple=stage.version.couple_id).count() == 1
        let_go = raced(stage, "let go", "let go")
        assert sorted(end is None for end in let_go) == [False, True]


def test_a_break_by_both_at_once_is_one_and_nothing_moves_in_it(rounds):
    for _ in rounds:
        stage = Stage(**MIDDLE)
        assert raced(stage, "take a break", "take a break") == [None, None]
        sitting = sittings(stage)[0]
        assert sitting.break_until is not None
        _, to_the_end = raced(stage, "next", "to the end")
        assert to_the_end is not None
        assert sittings(stage)[0].place == sitting.place


def sittings(stage):
    return list(Sitting.unscoped.filter(couple=stage.version.couple_id))
