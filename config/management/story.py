"""The demo couple's words: two people in their ninth week. Nobody in it is anyone."""

from typing import Any

from agreement.document import GOOD, NOW, LineWords

PEOPLE = (("Robin", "hurt"), ("Alex", "crossed"))

WHAT_HAPPENED = {
    "Robin": {
        "happened": (
            "19 March, about half past one at night. Your phone lit up with a name I’d only heard at your office "
            "party. You said it was about the rota."
        ),
        "hidden": "I think it went on for months. I think the two of you talked about me.",
        "meant": "You had somewhere to be funny, and I wasn’t invited.",
        "need": "Is it over? And what did you say about me?",
    },
    "Alex": {
        "happened": (
            "I wrote to someone from work nearly every evening for three months. It started with the rota. By February "
            "I was saving things up all day to tell them."
        ),
        "hidden": "I deleted the evening messages. When you asked, I said it was work.",
        "meant": "Somebody thought I was interesting. I didn’t ask myself what it was doing to us.",
        "need": "The first time I deleted one I knew. I want to say that before you ask.",
    },
}

WHY_I_AM_HERE = {
    "Robin": {
        "hope": "That your phone can ring at dinner and I go on eating.",
        "give": "I’ll ask once, in the evening, instead of five times by text.",
        "hard": "I’m afraid I’m hearing half of it now and the other half next year.",
    },
    "Alex": {
        "hope": "That you look at me the way you did on the ferry. And that I get better at being asked.",
        "give": "I cook on Tuesday and Thursday, and the rota stays at work.",
        "hard": "When I’m ashamed I explain, and then you stop talking.",
    },
}

FOR_NOW = (
    LineWords(
        "We don’t throw what’s written here at each other. If one of us wants to talk, we find a time that week.",
        "This place",
        lasts=GOOD,
    ),
    LineWords(
        "If they write to me, I tell you the same day.",
        "Telling",
        lasts=NOW,
        depends="A message to the whole choir isn’t one to me.",
        purpose="So that you don’t have to look.",
        repair="I say so by the next evening. You have half an hour for questions. Then we go for a walk.",
    ),
    LineWords("We don’t go through each other’s phones.", "Phones", lasts=NOW),
)

SAY_IT_WITH_I = {
    "Robin": {
        "when": "On Sunday, when you took your phone into the garden",
        "feel": "left out, and a bit sick",
        "because": "that’s where you used to ring them from",
        "need": "to hear who it was without having to ask",
    },
}

THE_CONTACT_ITSELF = {
    "Robin": "No contact of my own to tell you about. I’d like to hear about yours by the evening, in one sentence.",
    "Alex": "We’re on the same rota until June. It’s ‘good morning’ and who’s covering whom, and nothing after five.",
}

MORE_LINES = (
    LineWords(
        "If an ex writes, we answer as if the other were reading along, and mention it at supper.",
        "Exes",
        lasts=GOOD,
        depends="‘Happy birthday, hope you’re well’ needs no supper.",
        repair="We say it the next day, and say that it was late.",
    ),
    LineWords(
        "On Sunday evening both phones go in the kitchen drawer, and we sit down for half an hour.",
        "Sundays",
        lasts=GOOD,
        depends="Not in the week of your mother’s birthday.",
    ),
    LineWords(
        "When one of us is lonely, we say so. Each of us chooses whom else to tell.",
        "Being lonely",
        lasts=GOOD,
        purpose="It’s how the rota began.",
    ),
)

FIRST_CHECK_IN: dict[str, dict[str, dict[str, Any]]] = {
    "Robin": {
        "us": {"value": 4},
        "us-words": {"value": "I listen for your phone before I listen to you. I’d like to stop."},
        "needs": {"value": ["understood", "time"]},
        "agreement": {
            "value": {"line": "The day’s too long when they write at eight in the morning. Could it be noon?"}
        },
        "thanks": {"value": "You rang from the station when the train stood still. I was cross for about a minute."},
        "mind": {
            "value": {
                "when": "you hum in the kitchen",
                "feel": "glad, and then I wonder what about",
                "need": "to be told it’s only the radio",
            }
        },
    },
    "Alex": {
        "us": {"value": 5},
        "us-words": {"value": "We had two ordinary evenings in a row. I didn’t say so, in case that ended it."},
        "needs": {"value": ["touch"]},
        "agreement": {"value": {"fits": True}},
        "thanks": {"value": "That you asked once, and then passed the salt."},
        "mind": {
            "value": {
                "when": "you go quiet in the car",
                "feel": "about twelve years old",
                "need": "to know whether I should talk or drive",
            }
        },
    },
}

LETTER = (
    "Dear us, I signed in the blue pen because the black one had gone. If you’re reading this in the same kitchen, go "
    "and see whether the drawer still sticks."
)

CUPS: dict[str, dict[str, tuple[int, str]]] = {
    "Robin": {
        "close": (6, "You laughed at my brother’s speech and looked for me."),
        "touch": (4, "I’d like your feet back on my side of the sofa."),
        "understood": (5, "You got it right on the second try, on Thursday."),
        "valued": (7, "You noticed the gutter."),
        "time": (5, "Sundays are good. The rest is logistics."),
        "fights": (6, "The one about the car lasted one evening."),
        "changes": (6, "We told the school together."),
    },
    "Alex": {
        "close": (6, "The drive back from your brother’s, all of it."),
        "touch": (5, "I wait to be asked. I can go on waiting."),
        "understood": (6, "You said ‘ashamed’ before I did."),
        "valued": (5, "I’d like to hear it when I’m on time, too."),
        "time": (6, "The half hour is too short, which I didn’t expect."),
        "fights": (5, "I still explain. I heard myself doing it."),
        "changes": (7, "The new rota’s in, and I showed you before I signed it."),
    },
}

SUBJECTS = ("What we say at Christmas when they ask", "The summer party at work, and what would make it easier")
