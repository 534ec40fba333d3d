"""Whatever two people do with their texts, in whatever order, over whatever days: against a model of plain values."""

from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import clock
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Version
from couples import actions as couples
from pages.refusals import Refused
from tests.cast import at, later
from vault import keyring

from .compared import assert_sees_nothing, assert_sees_the_same, assert_the_same_is_stored
from .conftest import shown_hash
from .plain import No, Space

pytestmark = pytest.mark.django_db
WHO = st.sampled_from((0, 1))
NUMBER = st.integers(0, 7)
MOSTLY = st.sampled_from((True, True, True, False))
WORDS = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["We talk on Sundays.", '„Später“ \\ "now"\n😀\u2028</p>', "No phones at table."]),
        "topic": st.sampled_from(["", "Exes"]),
        "for_whom": st.sampled_from(["both", "0", "1"]),
        "lasts": st.sampled_from(["", "now", "good"]),
        "depends": st.sampled_from(["", "Lunch is fine."]),
        "purpose": st.just(""),
        "repair": st.sampled_from(["", "I tell you\tthe next evening."]),
    }
)
# Without one, and in a couple that is open, there would be too little else than lines that are gone.
there_is_a_draft = precondition(lambda self: self.plain.working or self.plain.is_closed)
FORMS = [UUID(int=number) for number in range(1, 4)]


class TwoWithTheirTexts(RuleBasedStateMachine):
    """Alice is 0 and bob is 1. Each deed is done to the rows and told to the model, and what comes of it compared."""

    def __init__(self, alice, bob, charlie, couple):
        super().__init__()
        self.two, self.stranger, self.couple = (alice, bob), charlie, couple
        self.plain = Space(couple.pk)
        self.screens = []
        self.block = ExitStack()
        self.block.enter_context(transaction.atomic())
        self.block.callback(transaction.set_rollback, True)
        self.block.enter_context(at(datetime.combine(clock.now(), time(12), tzinfo=UTC)))

    def teardown(self):
        self.block.close()

    # -- What a deed needs

    @property
    def today(self):
        return clock.today(self.two[0].tz)

    def words(self, drawn):
        ids = {"0": str(self.two[0].pk), "1": str(self.two[1].pk)}
        return {**drawn, "for_whom": ids.get(drawn["for_whom"], "both")}

    def line(self, number):
        """A line of the draft, which may be deleted; by one number of a signed text; or one that never was."""
        texts = self.plain.texts if number == 7 or not self.plain.working else [self.plain.working]
        lines = [line for text in texts for line in text.lines]
        return (lines[number % len(lines)].id, lines[number % len(lines)].revision) if lines else (uuid4(), 1)

    def text(self, number):
        texts = self.plain.texts
        return texts[-1 - number % len(texts)].id if texts else uuid4()

    def made(self):
        """What chance has given to the text that has just been begun."""
        version = Version.unscoped.get(couple=self.couple, state="draft")
        lines = Clause.unscoped.filter(version=version).select_related("version__couple")
        return version.pk, version.body["salt"], {UUID(line.earlier): line.pk for line in lines if line.earlier}

    def both(self, deed, told):
        """Does it, and tells it: `told` gets what the deed returned. Either both refuse, by the same name, or none."""
        result, refused, expected = None, "", ""
        try:
            result = deed()
        except Refused as error:
            refused = type(error).__name__
        try:
            told(result)
        except No as error:
            expected = str(error)
        assert refused == expected

    # -- Writing

    @initialize(drawn=st.lists(WORDS, min_size=2, max_size=2), is_second=st.booleans(), are_marked=st.booleans())
    def two_lines(self, drawn, is_second, are_marked):
        """To begin with; or the same, signed, and in a draft that began from there; or marked by both."""
        for who, words in enumerate(drawn):
            self.propose(who, words, None)
        if is_second:
            self.agree(0)
            self.begin(1)
        if are_marked:
            self.mark_both(0, "fits", True)
            self.mark_both(1, "talk", True)

    @rule(who=WHO, drawn=WORDS, form=st.sampled_from([None, None, *FORMS]))
    def propose(self, who, drawn, form):
        form, words = form or uuid4(), self.words(drawn)
        asked = uuid5(self.couple.pk, str(form))
        self.both(
            partial(actions.add_clause, self.two[who], LineWords(**words), form),
            lambda clause: self.plain.propose(who, words, asked, clause and clause.pk, self.made),
        )

    @there_is_a_draft
    @rule(
        who=WHO, number=NUMBER, drawn=WORDS, is_fresh=MOSTLY, reviewed=st.sampled_from(["", "keep", "loosen", "change"])
    )
    def edit(self, who, number, drawn, is_fresh, reviewed):
        words, (line, revision) = self.words(drawn), self.line(number)
        seen = revision if is_fresh else revision - 1
        self.both(
            partial(actions.edit_clause, self.two[who], line, LineWords(**words), seen=seen, reviewed=reviewed),
            lambda _: self.plain.edit(who, line, words, seen, reviewed),
        )

    @there_is_a_draft
    @rule(who=WHO, number=NUMBER, is_fresh=MOSTLY)
    def keep(self, who, number, is_fresh):
        line, revision = self.line(number)
        seen = revision if is_fresh else revision + 1
        self.both(partial(actions.keep_clause, self.two[who], line, seen=seen), lambda _: self.plain.keep(line, seen))

    @there_is_a_draft
    @rule(who=WHO, number=NUMBER, is_fresh=MOSTLY)
    def remove(self, who, number, is_fresh):
        line, revision = self.line(number)
        seen = revision if is_fresh else revision + 1
        self.both(
            partial(actions.remove_clause, self.two[who], line, seen=seen),
            lambda _: self.plain.remove(line, seen, self.today),
        )

    @rule(who=WHO, number=NUMBER)
    def undo(self, who, number):
        gone = [line.id for line in self.plain.working.lines if line.gone_on] if self.plain.working else []
        line = gone[number % len(gone)] if gone else self.line(number)[0]
        self.both(partial(actions.bring_line_back, self.two[who], line), lambda _: self.plain.undo(line, self.today))

    @there_is_a_draft
    @rule(who=WHO, number=NUMBER, before=st.one_of(st.none(), NUMBER))
    def move(self, who, number, before):
        line, before = self.line(number)[0], None if before is None else self.line(before)[0]
        self.both(partial(actions.move_line, self.two[who], line, before), lambda _: self.plain.move(line, before))

    @there_is_a_draft
    @rule(who=WHO, number=NUMBER, says=st.sampled_from(["fits", "talk", ""]), note=st.sampled_from(["", "When?"]))
    def mark(self, who, number, says, note):
        self.marks([who], number, says, note, is_fresh=True)

    @there_is_a_draft
    @rule(number=NUMBER, says=st.sampled_from(["fits", "talk"]), is_fresh=MOSTLY)
    def mark_both(self, number, says, is_fresh):
        self.marks([0, 1], number, says, "", is_fresh=is_fresh)

    def marks(self, two, number, says, note, *, is_fresh):
        line, revision = self.line(number)
        seen = revision if is_fresh else revision - 1
        for who in two:
            self.both(
                partial(actions.mark_line, self.two[who], line, says, note, seen=seen),
                lambda _, who=who: self.plain.mark(who, line, says, note, seen),
            )

    @rule(who=WHO)
    def begin(self, who):
        self.both(partial(actions.begin_draft, self.two[who]), lambda _: self.plain.begin(self.made))

    @rule(who=WHO, days=st.sampled_from([0, 1, 10, 366, 367]))
    def choose_day(self, who, days):
        day = self.today + timedelta(days=days)
        self.both(
            partial(actions.choose_review_day, self.two[who], day),
            lambda _: self.plain.choose_day(day, self.today, self.made),
        )

    # -- Signing

    @rule(who=WHO)
    def offer(self, who):
        self.both(partial(actions.offer, self.two[who]), lambda _: self.plain.offer(self.today))

    @precondition(lambda self: self.plain.working)
    @rule(who=WHO)
    def look(self, who):
        """Opens the signing page."""
        self.screens.append((self.plain.working.id, shown_hash(self.two[who])))

    @precondition(lambda self: self.screens)
    @rule(who=WHO, back=st.integers(1, 4))
    def sign(self, who, back):
        """What is on one of the pages that were opened lately."""
        text, seen = self.screens[-min(back, len(self.screens))]
        self.both(
            partial(actions.sign, self.two[who], text, seen, "A name"),
            lambda _: self.plain.sign(who, text, seen, self.today),
        )

    @precondition(lambda self: self.plain.working)
    @rule(who=WHO)
    def agree(self, who):
        """One offers it, and both sign: what else would come by chance too seldom."""
        self.offer(who)
        self.look(1 - who)
        self.a_stranger_tries(0)
        self.sign(who, 1)
        self.sign(1 - who, 1)

    @rule(who=WHO)
    def take_back(self, who):
        self.both(partial(actions.withdraw_signature, self.two[who]), lambda _: self.plain.take_back(who))

    @rule(who=WHO)
    def set_aside(self, who):
        self.both(partial(actions.set_aside, self.two[who]), lambda _: self.plain.set_aside(who))

    @rule(who=WHO)
    def lift(self, who):
        self.both(partial(actions.lift, self.two[who]), lambda _: self.plain.lift(who))

    # -- Putting away, and days

    @rule(who=WHO, number=st.integers(0, 2))
    def discard(self, who, number):
        text = self.text(number)
        self.both(partial(actions.discard_draft, self.two[who], text), lambda _: self.plain.discard(text, self.today))

    @rule(who=WHO, number=NUMBER)
    def bring_back(self, who, number):
        text = self.text(number)
        self.both(
            partial(actions.bring_draft_back, self.two[who], text), lambda _: self.plain.bring_back(text, self.today)
        )

    @rule(days=st.sampled_from([0, 1, 1, 2, 3, 14, 40]))
    def days_pass(self, days):
        """After one day everything is still there; the others end with a night in which what is over is destroyed."""
        self.block.enter_context(later(days=days))
        if days != 1:
            self.both(actions.forget_old_removals, lambda _: self.plain.night(self.today))

    @rule(number=NUMBER)
    def a_stranger_tries(self, number):
        """With every id that there is, and the hash that is on their pages."""
        (line, seen), text, who = self.line(number), self.text(number), self.stranger
        shown = self.plain.text(text).hash(self.today) if self.plain.texts else ""
        for deed in (
            partial(actions.edit_clause, who, line, LineWords("Mine."), seen=seen),
            partial(actions.keep_clause, who, line, seen=seen),
            partial(actions.remove_clause, who, line, seen=seen),
            partial(actions.bring_line_back, who, line),
            partial(actions.mark_line, who, line, "fits", seen=seen),
            partial(actions.move_line, who, line, None),
            partial(actions.discard_draft, who, text),
            partial(actions.bring_draft_back, who, text),
            partial(actions.sign, who, text, shown, "A name"),
            partial(actions.offer, who),
            partial(actions.set_aside, who),
        ):
            with pytest.raises(Refused):
                deed()
        actions.withdraw_signature(who)
        actions.lift(who)

    @precondition(lambda self: self.plain.is_closed or len(self.plain.texts) > 1)
    @rule(who=WHO, really=st.sampled_from((True, False, False)))
    def leave(self, who, really):
        if really:
            self.both(partial(couples.leave, self.two[who]), lambda _: self.plain.leave())

    # -- What must be the same

    @invariant()
    @keyring.held()
    def the_same_is_stored(self):
        assert_the_same_is_stored(self.plain, self.couple, self.two, self.today)

    @invariant()
    @keyring.held()
    def each_sees_what_is_theirs_to_see(self):
        for who in (0, 1):
            assert_sees_the_same(self.plain, self.two, who, self.today)
        assert_sees_nothing(self.stranger)


def test_whatever_two_do_the_texts_are_what_the_model_says(alice, bob, charlie, couple, long):
    machine: Any = partial(TwoWithTheirTexts, alice, bob, charlie, couple)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200 if long else 10,
            stateful_step_count=50 if long else 25,
            derandomize=not long,
            deadline=None,
            database=None,
        ),
    )
