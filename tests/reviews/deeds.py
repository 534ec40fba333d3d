"""What two do before their two screens, as their pages would send it, and whatever gets lost on the way: requests that
are never sent, answers that never come, forms that are sent twice, pages that are long out of date.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

import agreement.refusals
import clock
import reviews.refusals
import together.refusals
from agreement import actions
from agreement.actions import LineWords
from agreement.models import Clause, Version
from tests.agreement.conftest import shown_hash
from tests.agreement.plain import No
from tests.cast import PASSWORD, at, later
from tests.together.screens import HTMX, STOP_POLLING, Screen

from .conftest import URL
from .page import read
from .plain import Table

WHO = st.sampled_from((0, 1))
NUMBER = st.integers(0, 9)
SENT, NEVER_SENT, UNANSWERED, TWICE = "sent", "never sent", "unanswered", "sent twice"
HOW = st.sampled_from((SENT, SENT, SENT, SENT, UNANSWERED, TWICE, NEVER_SENT))
WORDS = st.sampled_from(("We talk on Sundays.", "No phones at table.", 'Not <b>"later"</b> & not now.'))
KIND = st.sampled_from(("place", "mark", "line", "subject", "break", "offer", "signature"))
BACK = st.sampled_from((1, 1, 1, 4))
MOSTLY = st.sampled_from((True, True, True, False))
NAMES = ("Alice", "Bob")
# What is refused says so, by its title; on a page of its own also by its status.
REFUSALS = {
    name: refusal
    for module in (agreement.refusals, reviews.refusals, together.refusals)
    for name, refusal in vars(module).items()
    if hasattr(refusal, "title")
}
is_open = precondition(lambda self: self.plain.sitting)
there_is_a_draft = precondition(lambda self: self.plain.space.working)


class TwoAtTheirScreens(RuleBasedStateMachine):
    """Alice is 0 and bob is 1, each at a screen that shows what it was shown last. Each deed is told to the model, and
    refused by the same name or by none."""

    def __init__(self, two, couple, clients):
        super().__init__()
        self.two, self.couple, self.clients = two, couple, clients
        self.plain = Table(couple.pk, NAMES)
        self.screens = [Screen(client, URL) for client in clients]
        # What they have shown before; the sheets that have been opened; and what shows while an answer is missing.
        self.old: Any = ([], [])
        self.editors, self.signings = [], []
        self.missed = ["", ""]
        self.block = ExitStack()
        self.block.enter_context(transaction.atomic())
        self.block.callback(transaction.set_rollback, True)
        # So early that it is still the same day after the last step.
        self.block.enter_context(at(datetime.combine(clock.now(), time(0, 30), tzinfo=UTC)))

    def teardown(self):
        self.block.close()

    # -- What a deed needs

    @property
    def today(self):
        return clock.now().date()

    def made(self):
        """What chance has given to the text that has just been begun."""
        version = Version.unscoped.get(couple=self.couple, state="draft")
        lines = Clause.unscoped.filter(version=version).select_related("version__couple")
        return version.pk, version.body["salt"], {UUID(line.earlier): line.pk for line in lines if line.earlier}

    def line(self, number):
        """A line of a text that there is, mostly of the draft; it may be gone."""
        texts = [self.plain.space.working] if self.plain.space.working and number < 8 else self.plain.space.texts
        lines = [line for text in texts for line in text.lines]
        return lines[number % len(lines)]

    def told(self, deed):
        """What the model refuses a deed with; nothing where it is done."""
        try:
            deed()
        except No as error:
            return str(error)
        return ""

    def posts(self, who, path, sent, how, deed):
        """Sends a form of a page that answers as a whole, and tells it. Where its answer leads back to the sitting,
        that is what shows now."""
        for _ in range(times(how)):
            refused = self.told(deed)
            response = self.clients[who].post(path, sent)
            assert response.status_code == (REFUSALS[refused].status if refused else 302)
            if how == UNANSWERED:
                self.missed[who] = self.screens[who].shows
            elif response.status_code == 302 and response["Location"] == URL:
                self.opens(who)
            self.leaves_no_trace(who)

    def leaves_no_trace(self, of):
        """What only one of the two may know makes no difference to the other."""
        raise NotImplementedError

    # -- To begin with

    @initialize(drawn=st.lists(WORDS, min_size=2, max_size=3), is_second=st.booleans(), is_begun=MOSTLY)
    def some_lines(self, drawn, is_second, is_begun):
        """Of a first text, or of one that began from a text in force; mostly with a sitting open."""
        for number, text in enumerate(drawn):
            words = LineWords(text)
            clause = actions.add_clause(self.two[number % 2], words)
            self.plain.space.propose(number % 2, words.body(), clause.pk, clause.pk, self.made)
        if is_second:
            self.signed_by_both()
        for who in (0, 1):
            self.opens(who)
        if is_begun:
            self.begin(0, SENT)
            self.opens(1)

    def signed_by_both(self):
        version = actions.offer(self.two[0])
        self.plain.space.offer(self.today)
        shown = shown_hash(self.two[0])
        for who in (0, 1):
            actions.sign(self.two[who], version.pk, shown, NAMES[who])
            self.plain.space.sign(who, version.pk, shown, self.today)

    # -- Before the screens

    def opens(self, who):
        self.old[who].append(self.screens[who].shows)
        self.screens[who].opens()

    @rule(who=WHO, opens=st.booleans())
    def looks(self, who, opens):
        """Opens the page again, or lets its screen ask."""
        if opens:
            self.opens(who)
        elif self.screens[who].asks:
            assert self.screens[who].polls() in (200, 204, STOP_POLLING)

    @rule(who=WHO, kind=KIND, number=NUMBER, how=HOW)
    def press(self, who, kind, number, how):
        """A button of what shows, of that kind where there is one."""
        if button := picked(self.screens[who], kind, number):
            for _ in range(times(how)):
                self.sends(who, button, lost=how == UNANSWERED)

    @rule(who=WHO, kind=KIND, number=NUMBER, back=st.integers(1, 6))
    def press_on_a_page_of_before(self, who, kind, number, back):
        """As another tab still shows it."""
        if button := picked(Screen(self.clients[who], URL, *self.old[who][-back:][:1]), kind, number):
            self.sends(who, button)

    @is_open
    @rule(kind=KIND, number=NUMBER)
    def both_press(self, kind, number):
        """Each at their own screen, the second without having looked: what would come by chance too seldom."""
        for who in (0, 1):
            self.press(who, kind, number, SENT)

    @is_open
    @rule(who=WHO, number=NUMBER)
    def go_past_each_other(self, who, number):
        """The same: one goes on twice, before the other presses on the page of before."""
        for each in (0, 1):
            self.opens(each)
        for each, button in ((who, 0), (who, 0), (1 - who, number)):
            self.press(each, "place", button, SENT)

    @is_open
    @rule(who=WHO)
    def try_to_end_a_break(self, who):
        """The same: one takes a break, and the other tries all that would take it away."""
        self.opens(who)
        self.press(who, "break", 0, SENT)
        self.something_beside(1 - who, "offer")
        for number, by in ((0, "stop"), (0, "discard"), (1, "bring back")):
            self.it_ends(1 - who, number, by)

    def sends(self, who, button, *, lost=False):
        screen, sent = self.screens[who], dict(button.sent)
        self.old[who].append(screen.shows)
        if "says" in sent and self.plain.asks_first(who, UUID(sent["line"])):
            response = screen.sends(button, lost=lost)
            assert (response.status_code, "/mark/?back=" in response["HX-Redirect"]) == (204, True)
            return
        refused = self.told(partial(self.plain.press, who, button.address, sent, clock.now()))
        response = screen.sends(button, lost=lost)
        if button.by_script:
            said = response.text.partition('<p class="notice" role="status"><b>')[2].partition("</b>")[0]
            # That it has ended is what the whole page says then.
            told = str(REFUSALS[refused].title) if refused and refused != "NoSitting" else ""
            assert (response.status_code, said) == (200, told)
        else:
            assert response.status_code == (REFUSALS[refused].status if refused else 302)
        if lost:
            self.missed[who] = screen.shows
        if "says" in sent:
            self.leaves_no_trace(who)

    @precondition(lambda self: not self.plain.sitting)
    @rule(who=WHO, how=HOW)
    def begin(self, who, how):
        if not self.plain.sitting:
            start = self.clients[who].get(f"{URL}?begin").text
            assert read(start, NAMES[1 - who]) == {"heading": "Review it together"}
        for _ in range(times(how)):
            response = self.clients[who].post(URL)
            # Told afterwards: what chance gives to a new draft is there only then.
            refused = self.told(partial(self.plain.begin, self.made))
            assert response.status_code == (REFUSALS[refused].status if refused else 302)
        if how in (SENT, TWICE):
            self.opens(who)

    @rule(minutes=st.sampled_from((3, 12, 21)))
    def time_passes(self, minutes):
        # Never twenty in sum: at the very end of a break it is over for one of the two tellings, and not for the other.
        self.block.enter_context(later(minutes=minutes))

    # -- On the sheets that the page leads to

    @rule(who=WHO, number=NUMBER, text=WORDS, back=BACK, how=HOW)
    def change_the_words(self, who, number, text, back, how):
        """On a sheet that is opened now, or on one that was opened lately."""
        if back == 1 and self.plain.space.working:
            self.open_the_words(who, self.line(number))
        if self.editors:
            by, line, seen = self.editors[-back:][0]
            deed = partial(self.plain.space.edit, by, line, LineWords(text).body(), seen, "")
            self.posts(by, f"/agreement/clauses/{line}/?back={URL}", {"text": text, "seen": seen}, how, deed)

    def open_the_words(self, who, line):
        stands = line in self.plain.space.working.standing
        response = self.clients[who].get(f"/agreement/clauses/{line.id}/?back={URL}")
        assert response.status_code == (200 if stands else 404)
        if stands:
            self.editors.append((who, line.id, line.revision))

    @there_is_a_draft
    @rule(who=WHO, number=NUMBER, says=st.sampled_from(("fits", "talk")), is_fresh=MOSTLY, how=HOW)
    def answer_with_a_note(self, who, number, says, is_fresh, how):
        line = self.line(number)
        seen = line.revision if is_fresh else line.revision + 1
        deed = partial(self.plain.space.mark, who, line.id, says, "When?", seen)
        sent = {"says": says, "note": "When?", "seen": seen}
        self.posts(who, f"/agreement/clauses/{line.id}/mark/?back={URL}", sent, how, deed)

    @rule(who=WHO, back=BACK, how=HOW)
    def sign(self, who, back, how):
        """The same, where a text can be signed."""
        if back == 1 and self.plain.space.working:
            self.open_the_signing(who)
        if self.signings:
            by, text, sha256 = self.signings[-back:][0]
            deed = partial(self.plain.space.sign, by, text, sha256, self.today)
            named = {"meant": "on", "name": NAMES[by], "password": PASSWORD}
            self.posts(by, f"/agreement/signing/?back={URL}", {"version": text, "sha256": sha256, **named}, how, deed)

    def open_the_signing(self, who):
        text = self.plain.space.working
        offered, has_signed = text.is_offered(self.today), who in text.signed
        response = self.clients[who].get(f"/agreement/signing/?back={URL}")
        assert response.status_code == (409 if not offered else 302 if has_signed else 200)
        if response.status_code == 200:
            self.signings.append((who, text.id, text.hash(self.today)))

    @is_open
    @rule(who=WHO, is_signed=st.booleans())
    def come_to_sign(self, who, is_signed):
        """One goes to the end and makes it ready, and perhaps signs: so much would seldom come by chance."""
        self.block.enter_context(later(minutes=21))
        for place, sent in (("place", {"seen": self.plain.sitting.place, "to": ""}), ("offer", {})):
            refused = self.told(partial(self.plain.press, who, f"{URL}{place}/", sent, clock.now()))
            response = self.clients[who].post(f"{URL}{place}/", sent, headers=HTMX)
            assert (response.status_code, 'class="notice" role="status"' in response.text) == (200, bool(refused))
        if is_signed:
            self.sign(who, 1, SENT)

    @rule(who=WHO, what=st.sampled_from(("set aside", "set aside", "lift", "offer", "go quiet", "begin")))
    def something_beside(self, who, what):
        space = self.plain.space
        if what == "begin":
            self.begin(who, SENT)
        elif what == "go quiet":
            self.posts(who, "/settings/pace/", {}, SENT, lambda: None)
        elif what == "offer":
            self.posts(who, "/agreement/offer/", {}, SENT, lambda: self.plain.offer(clock.now()))
        else:
            deed = partial(space.lift if what == "lift" else self.plain.space.set_aside, who)
            self.posts(who, "/agreement/setting-aside/", {"action": "lift"} if what == "lift" else {}, SENT, deed)

    @precondition(lambda self: len(self.old[0]) > 4)  # or there would be little else
    @rule(who=WHO, number=NUMBER, by=st.sampled_from(("stop", "discard", "discard", "bring back", "leave")))
    def it_ends(self, who, number, by):
        space = self.plain.space
        texts = [UUID(int=0), *(text.id for text in space.texts)]
        text = texts[-1 - number % len(texts)]
        if by == "stop":
            self.posts(who, f"{URL}removal/", {}, SENT, partial(self.plain.stop, clock.now()))
        elif by == "discard":
            deed = partial(self.plain.discard, text, clock.now())
            self.posts(who, "/agreement/draft/removal/", {"version": text}, SENT, deed)
        elif by == "bring back":
            deed = partial(self.plain.bring_back, text, clock.now())
            self.posts(who, "/agreement/draft/removal/", {"version": text, "action": "undo"}, SENT, deed)
        elif not space.is_closed:
            self.posts(who, "/settings/space/", {"password": PASSWORD}, SENT, space.leave)


def picked(screen, kind, number):
    buttons = screen.buttons
    found = [button for button in buttons if f"/{kind}/" in button.address] or buttons
    return found[number % len(found)] if found else None


def times(how):
    return {NEVER_SENT: 0, TWICE: 2}.get(how, 1)
