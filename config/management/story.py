"""The demo couple's words: two people in their third week. Nobody in it is anyone."""

PEOPLE = (("Robin", "hurt"), ("Alex", "crossed"))

WHAT_HAPPENED = {
    "Robin": {
        "happened": (
            "For a while you turned your phone over on the table. Then I saw a message from Sam, at half past one at "
            "night. You said it was about work."
        ),
        "hidden": "I guess that it went on for months, and that you talked about us.",
        "meant": "That there was a place where you laughed and I was not there.",
        "need": "Whether it is over, and what was said about me.",
    },
    "Alex": {
        "happened": (
            "I wrote with Sam almost every evening, for three months. First about work, then about everything. "
            "I looked forward to it all day."
        ),
        "hidden": "I deleted the evening messages, and I said it was work when it was not.",
        "meant": "Somebody found me funny again. I did not think about what it would do at home.",
        "need": "I want to say that I knew it was wrong the first time I deleted something.",
    },
}

WHY_I_AM_HERE = {
    "Robin": {
        "hope": "That we laugh in the kitchen again, and I do not listen for a phone while we do.",
        "give": "I ask once, in the evening, and not three times during the day.",
        "hard": "I am afraid that I hear half of it now and the other half in a year.",
    },
    "Alex": {
        "hope": "That you look at me the way you did on the ferry. And that I can bear being asked.",
        "give": "I am home on Tuesday and Thursday before six, and my phone stays in the hall.",
        "hard": "I am ashamed, and when I am ashamed I explain instead of listening.",
    },
}

FOR_NOW = (
    ("Messages", "We do not write to Sam until we have talked about it with somebody who can help."),
    ("Telling", "If Sam writes, I tell you the same day."),
    ("Phones", "We do not look through each other’s phones."),
)
