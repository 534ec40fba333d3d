"""The demo couple's words: two people in their third week. Nobody in it is anyone."""

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
        "give": "Home by six on Tuesday and Thursday. My phone stays on the shelf in the hall.",
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
