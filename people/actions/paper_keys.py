"""The key on paper: 120 random bits, shown once, kept as a hash."""

import hashlib
import secrets
import unicodedata

from django.db import transaction
from django.db.models import Q

import clock
from people.models import PaperKey, Person, What
from people.proofs import YOUNG, Proof

from .locking import lock_person
from .ways_in import is_fresh, note_change

# Crockford's base 32: no letter that can be read as another or as a digit.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
LENGTH, GROUP = 24, 4


def make_key(person: Person, asked: Proof) -> str:
    """Makes a key, and says it: six groups of four letters, this once. The one before goes on for 30 days, or ends now
    where it was asked for by the form."""
    key = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    with transaction.atomic():
        lock_person(person)
        before = PaperKey.unscoped.filter(person=person, ends_at=None).first()
        end_keys(person, asked)
        row = PaperKey(person=person, hash=hash_of(key), made_at=clock.now())
        row.save()
        note_change(person, What.KEY, asked, ref=str(row.pk), old=str(before.pk) if before else "")
    return in_groups(key)


def end_keys(person: Person, asked: Proof) -> None:
    """Every key of `person` ends in 30 days; at once where the form asked for one, or on an account's first day."""
    now = clock.now()
    PaperKey.unscoped.filter(person=person, ends_at__lte=now).delete()
    staying = PaperKey.unscoped.filter(person=person, ends_at=None)
    if asked == Proof.KEY or is_fresh(person):
        staying.delete()
    else:
        staying.update(ends_at=now + YOUNG)


def key_that_is(person: Person, typed: str) -> PaperKey | None:
    """The key of `person` that was typed, if it is one and still works."""
    works = Q(ends_at=None) | Q(ends_at__gt=clock.now())
    return PaperKey.unscoped.filter(works, person=person, hash=hash_of(letters_of(typed))).first()


def has_key(person: Person) -> bool:
    """Whether there is one that stays."""
    return PaperKey.objects.visible_to(person).filter(ends_at=None).exists()


def looks_like_key(typed: str) -> bool:
    """Whether it is as long as a key; a code is shorter."""
    return len(letters_of(typed)) == LENGTH


def letters_of(typed: str) -> str:
    """Its letters and digits, as they were meant, however they were grouped."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(MEANT)
    return "".join(letter for letter in plain if letter in LETTERS)


def in_groups(key: str) -> str:
    return " ".join(key[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def hash_of(key: str) -> str:
    return hashlib.sha256(f"paper key {key}".encode()).hexdigest()
