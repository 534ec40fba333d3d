"""The first evening, by two people in two browsers: from the front page to the check-in that opens the next morning."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

import reminders.actions
from tests.browser.conftest import DESK, PHONE, Clock, Meet
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD
from tests.machines.mail import Sink
from tests.machines.processes import Crew

EVENING = date(2027, 5, 13)
CHECK_IN = EVENING + timedelta(days=14)
FOLDED = "What only one of them wrote stays folded"
PRIVATE = ("a canary that Robin wrote", "a canary that Alex wrote")


@dataclass
class Evening:
    """Who takes part, and the clock on the wall where they live."""

    robin: Visitor
    alex: Visitor
    mail: Sink
    clock: Clock
    zone: ZoneInfo

    def it_is(self, day: date, hour: int, minute: int = 0) -> None:
        self.clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone))


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def evening(request: pytest.FixtureRequest, visitor: Meet, real_mail: Sink, house_clock: Clock) -> Evening:
    """Robin on a phone, Alex at a desk. Without scripts nobody knows their zone, and they live in UTC."""
    zone = "Europe/Berlin" if request.param else "UTC"
    options = {"java_script_enabled": request.param, "timezone_id": zone}
    robin, alex = visitor("Robin", screen=PHONE, **options), visitor("Alex", screen=DESK, **options)
    alex.schemes = ("dark",)  # most pages are Robin's too, who looks at them in both
    return Evening(robin, alex, real_mail, house_clock, ZoneInfo(zone))


def test_the_whole_evening(evening: Evening, crew: Crew) -> None:
    robin, alex = evening.robin, evening.alex
    evening.it_is(EVENING, 20)
    spend_the_evening(evening)

    evening.it_is(CHECK_IN, 18, 5)
    a_reminder_comes(evening, crew)
    check_in(robin, "7", "The evening on the balcony")
    check_in(alex, "6", "That you asked, and waited")
    evening.it_is(CHECK_IN + timedelta(days=1), 9, 59)
    for who in (robin, alex):
        who.opens("/today/")
        who.sees_nothing_of("Your answers are ready to open")
    evening.it_is(CHECK_IN + timedelta(days=1), 10)
    read_the_check_in(robin, "That you asked, and waited")
    read_the_check_in(alex, "The evening on the balcony")


def spend_the_evening(evening: Evening) -> None:
    robin, alex = evening.robin, evening.alex
    begins(evening, robin)
    joins(evening, alex, link=invites(robin))
    for who in (robin, alex):
        reads_the_first_days(who)
        writes_a_private_page(who)
    seal_apart_and_open_alone(robin, alex)
    end_the_reading_each_in_their_own_way(robin, alex)
    write_and_sign_the_agreement(robin, alex)
    choose_a_rhythm_and_mail(robin, alex)


def address_of(who: Visitor) -> str:
    return f"{who.name.lower()}@example.org"


def signs_up(evening: Evening, who: Visitor) -> None:
    who.reads("Create your account")
    who.writes("What should we call you here?", who.name)
    who.writes("Email address", address_of(who))
    who.writes("Password", PASSWORD)
    who.ticks("I’m 18 or over")
    who.presses("Continue")
    who.reads("Check your email")
    reminders.actions.deliver_post()
    (mail,) = evening.mail.wait_for(1, to=address_of(who))
    assert mail.message["Subject"] == who.translate("Your code")
    code = re.search(rf"{who.translate('Your code')}: (\S+)", str(mail.message.get_content()))
    assert code
    who.writes("Code from the email", code[1])
    who.presses("Continue")
    who.reads("About your email")
    who.ticks("Yes, only I read it")
    who.presses("Continue")


def begins(evening: Evening, robin: Visitor) -> None:
    robin.opens("/")
    robin.reads("When something hidden has hurt the trust between you")
    robin.presses("Begin")
    signs_up(evening, robin)
    robin.reads("Good evening, Robin")
    robin.sees("You’re here on your own, and that’s enough to begin.")


def invites(robin: Visitor) -> str:
    robin.presses("Ask your partner to join")
    robin.reads("Ask your partner to join")
    robin.presses("Make the link")
    robin.sees("Give your partner this link yourself.")
    robin.judges()
    link = robin.field("Your link").input_value()
    robin.presses("Back to Today")
    return link


def joins(evening: Evening, alex: Visitor, link: str) -> None:
    alex.opens(link)
    alex.reads("Robin has invited you to try something together")
    alex.sees("What you’d share", "What stays private", "This server is run by")
    alex.presses("Join")
    signs_up(evening, alex)
    alex.reads("Share a space with Robin?")
    alex.presses("Join")
    alex.reads("Alex and Robin")
    alex.sees("You’ve both joined")


def reads_the_first_days(who: Visitor) -> None:
    who.presses("Plan")
    who.reads("The plan")
    who.presses("The first days")
    who.reads("The first days")
    who.presses("Done for now")
    who.reads(f"Good evening, {who.name}")


def writes_a_private_page(who: Visitor) -> None:
    who.opens("/plan/")
    who.presses("What happened, in my words")
    who.reads("What happened, in my words")
    who.sees("signs you out and shows something harmless at once.")
    who.sees("Only you can see this.")
    who.writes("What happened, as I see it", f"a canary that {who.name} wrote")
    for number in (2, 3, 4):
        who.presses("Continue")
        who.sees(f"{number} of 4")
    who.presses("Save")
    who.reads("Saved")
    who.presses("Back to Today")
    who.reads(f"Good evening, {who.name}")


def seal_apart_and_open_alone(robin: Visitor, alex: Visitor) -> None:
    seals_why_i_am_here(robin, "That we laugh in the kitchen again")
    robin.reads("Saved and sealed")
    alex.opens("/plan/3/")
    alex.sees_nothing_of("That we laugh in the kitchen again", *PRIVATE)
    seals_why_i_am_here(alex, "That nobody is afraid of a ringing phone", hard=FOLDED)
    opens_why_i_am_here(alex, "That we laugh in the kitchen again")
    opens_why_i_am_here(robin, "That nobody is afraid of a ringing phone")


def seals_why_i_am_here(who: Visitor, hope: str, hard: str = "") -> None:
    who.opens("/today/")
    who.presses("Begin")
    who.reads("Why I’m here")
    who.sees("Opens to you both, once you’ve both sealed it.")
    who.writes("What I hope for, three months from now", hope)
    who.presses("Continue")
    who.writes("One thing I can manage for us this week", "Ten minutes on Sunday")
    who.judges(once=False)
    who.presses("Back")
    expect(who.field("What I hope for, three months from now")).to_have_value(hope)
    who.presses("Continue")
    expect(who.field("One thing I can manage for us this week")).to_have_value("Ten minutes on Sunday")
    who.presses("Continue")
    who.writes("What’s hard about this for me", hard)
    who.presses("Read it over")
    who.reads("Read it over")
    who.sees(hope, "Once they’re open, they stay as they are.")
    who.presses("Seal")


def opens_why_i_am_here(who: Visitor, theirs: str) -> None:
    who.opens("/today/")
    who.reads(f"Good evening, {who.name}")
    who.sees("Your answers are ready to open")
    who.sees_nothing_of(theirs)
    who.presses("See it")
    who.reads("Your answers are ready to open")
    who.sees_nothing_of(theirs)
    who.presses("Open")
    who.reads("What I hope for, three months from now")
    who.sees(theirs, "1 of 2")
    who.sees_nothing_of("Ten minutes on Sunday")
    who.presses("Next question")
    who.sees("Ten minutes on Sunday")
    who.sees_nothing_of(theirs, FOLDED)
    who.presses("Continue")
    who.reads("Why I’m here")
    who.sees(theirs, "Neither of you sees what the other may have written")
    who.sees_nothing_of(FOLDED, *PRIVATE)


def end_the_reading_each_in_their_own_way(robin: Visitor, alex: Visitor) -> None:
    """Alex has had enough, and looks what there is to talk about; Robin goes on to the first lines."""
    alex.sees("“Thank you for writing that.”")
    alex.presses("That’s enough for tonight")
    alex.reads("Good evening, Alex")
    alex.sees("We’ll bring up what’s next tomorrow.")
    alex.presses("Talk list")
    alex.reads("Talk list")
    alex.sees("What’s hard about this for me")
    alex.writes("Subject", "Who we tell about this")
    alex.presses("Add to the list")
    alex.sees("Who we tell about this")
    robin.opens("/talk-list/")
    robin.sees("What’s hard about this for me", "Who we tell about this")
    robin.sees_nothing_of(FOLDED, *PRIVATE)
    robin.opens("/plan/3/opening/")
    robin.presses("Begin")
    robin.reads("For now")
    robin.presses("Write our lines")


def write_and_sign_the_agreement(robin: Visitor, alex: Visitor) -> None:
    robin.reads("For now")
    robin.presses("Write the first one")
    robin.writes("Your line", "If K. writes, I tell you the same day.")
    robin.presses("Save line")
    robin.reads("Our agreement")

    alex.opens("/agreement/")
    alex.reads("Our agreement")
    alex.presses("Change")
    alex.reads("Change this line")
    alex.writes("Your line", "If K. writes, I tell you the same evening.")
    alex.presses("Save")
    alex.sees("If K. writes, I tell you the same evening.")
    alex.presses("Make ready to sign")
    alex.sees("It’s ready to sign.")
    alex.judges()
    alex.presses("Read and sign")
    signs(alex)
    alex.reads("You’ve signed this")

    robin.opens("/today/")
    robin.sees("Your agreement is ready to sign")
    robin.sees_nothing_of("have signed", "has signed")
    robin.presses("Read it")
    signs(robin)
    for who in (robin, alex):
        who.opens("/agreement/")
        who.reads("Our agreement")
        who.sees("In force since", "If K. writes, I tell you the same evening.")
        who.sees_nothing_of("the same day", *PRIVATE)


def signs(who: Visitor) -> None:
    who.reads("Read and sign")
    who.sees("If K. writes, I tell you the same evening.", "not a legal contract.")
    who.ticks("I’ve read these words and I’m signing them.")
    who.writes("Your name", who.name)
    who.writes("Your password", PASSWORD)
    who.presses("Sign")


def choose_a_rhythm_and_mail(robin: Visitor, alex: Visitor) -> None:
    robin.presses("Check-in")
    robin.reads("Check-ins")
    robin.presses("Choose dates")
    robin.reads("Choose check-in dates")
    robin.ticks("Every month")
    robin.writes("Starting on", CHECK_IN.isoformat())
    robin.ticks("Send me plain emails")
    robin.presses("Save")
    robin.reads("Check-ins")
    robin.sees("Your next check-in opens on Thursday 27 May.")
    alex.opens("/check-ins/")
    alex.presses("Change the dates, or your email")
    alex.reads("Your check-in dates")
    alex.ticks("Send me plain emails")
    alex.presses("Save")
    alex.reads("Check-ins")


def a_reminder_comes(evening: Evening, crew: Crew) -> None:
    """From a real worker, rung by a real beat over a real Redis, through a real mail server; and it says nothing."""
    crew.worker(**evening.clock.as_variable)
    crew.beat(**evening.clock.as_variable)
    for who in (evening.robin, evening.alex):
        mail = evening.mail.wait_for(2, to=address_of(who))[1]
        assert mail.message["Subject"] == "Your reminder"
        assert [word for word in (b"Robin", b"Alex", b"check-in", b"agreement") if word in mail.raw] == []
        assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def check_in(who: Visitor, score: str, thanks: str) -> None:
    who.opens("/today/")
    who.sees("Your check-in is open")
    who.presses("Begin")
    who.reads("Your check-in of 27 May")
    who.page.get_by_role("radio", name=score, exact=True).check()
    who.writes("In a sentence", "Better than in spring")
    who.presses("Continue")
    who.ticks("Time together")
    who.judges(once=False)
    who.presses("Continue")
    who.ticks("It still fits")
    who.presses("Continue")
    who.writes("Thank you for …", thanks)
    who.presses("Continue")
    who.sees("5 of 5")
    who.presses("Read it over")
    who.reads("Read it over")
    who.sees(thanks, "at 10 on the morning after you’ve both sealed.")
    who.presses("Seal")
    who.reads("Saved and sealed")


def read_the_check_in(who: Visitor, thanks: str) -> None:
    who.opens("/today/")
    who.sees("Your answers are ready to open")
    who.sees_nothing_of(thanks)
    who.presses("See it")
    who.reads("Your answers are ready to open")
    who.presses("Open")
    who.reads("How I feel about us")
    who.sees("1 of 4", "Better than in spring")
    who.presses("Show them all")
    who.reads("Your check-in of 27 May")
    who.sees(thanks)
    who.sees_nothing_of(*PRIVATE)
