"""Two people at two screens, with one thing before them."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from couples.models import CoupleRow

from .subject import PIECE_LENGTH

BREAK = timedelta(minutes=20)
PLACE_LENGTH = 40
SEVERAL, RESUMED = "several", "resumed"


class News(models.TextChoices):
    """What became different for both, as a screen may say it. Never by whom."""

    PLACE = "place"
    WORDS = "words"
    MARKS = "marks"
    BREAK = "break"
    LIST = "list"
    READY = "ready"
    ASIDE = "aside"
    LIFTED = "lifted"


class Sitting(CoupleRow):
    """That two people go through something together: `about` names it ("room:id"), `place` says where in it both are,
    as its room names places; empty at its end. It stays open for days, until its room ends it.

    `version` counts what became different for both, and `news` is the last of it: a screen asks by that number whether
    there is anything new. Nothing says who opened the page, who was there, or who moved on. A break leaves nothing
    behind: `break_until` is emptied after it.
    """

    about = models.CharField(max_length=PIECE_LENGTH)
    place = models.CharField(max_length=PLACE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)
    news = models.CharField(max_length=10, choices=News, default=News.PLACE)
    begun_on = models.DateField()
    touched_on = models.DateField()
    """The server's day on which something last became different for both. Said to nobody: one of them did it."""
    break_until = models.DateTimeField(null=True)

    vault_label = "sitting"

    class Meta(CoupleRow.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(name="sitting_once", fields=("couple", "about")),
            models.CheckConstraint(name="sitting_news", condition=Q(news__in=News.values)),
        )

    def is_on_break(self, now: datetime) -> bool:
        """Whether both are on a break at that moment."""
        # One that would last longer was begun by a clock that was wrong.
        return self.break_until is not None and now < self.break_until <= now + BREAK

    def tag(self, now: datetime) -> str:
        """What a screen shows, in a word that tells nothing else: no count of what happened while one was away. Another
        one means that there is something new."""
        return self._tag(self.version, is_on_break=self.is_on_break(now))

    def news_since(self, tag: str, now: datetime) -> str:
        """What is new for a screen that shows that: the last change where there was one, or that the break is over, or
        `SEVERAL`."""
        if tag in {self._tag(self.version - 1, is_on_break=state) for state in {False, self.is_on_break(now)}}:
            return str(self.news)
        return RESUMED if tag == self._tag(self.version, is_on_break=True) else SEVERAL

    def _tag(self, version: int, *, is_on_break: bool) -> str:
        of = f"{self.pk}:{version}:{is_on_break}"
        return salted_hmac("together.tag", of, algorithm="sha256").hexdigest()[:16]
