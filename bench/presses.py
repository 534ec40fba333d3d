"""The presses that `bench.sealing` times. Imported only where Django is set up, in a data folder of its own."""

import random
import statistics
import time

from django.test import Client

from bench.signing_in import client_of
from people.models import Person
from recovery.pieces import piece_of
from recovery.plan import catalogue
from sealed import actions as sealed
from sealed.folding import Words
from sealed.models import TakingBack
from sealed.piece import Piece

ROUNDS = 200
WITHOUT, WITH, AGAIN = "the other has not sealed", "the other has sealed", "has not, measured again"
WORDS: Words = {"close": {"value": 6}, "close-words": {"value": "You came and found me."}}


def measure() -> None:
    """Prints the median of each series, and its ratio to the first."""
    robin, alex = (Person.objects.get(email=f"{name}@example.org") for name in ("robin", "alex"))
    piece = piece_of(catalogue.activity("how-full-is-your-cup"))
    client = client_of(robin)
    took: dict[str, list[float]] = {series: [] for series in (WITHOUT, WITH, AGAIN)}
    for _ in range(ROUNDS):
        for series in random.sample(list(took), len(took)):
            if series == WITH:
                sealed.seal(alex, piece, WORDS)
            took[series].append(press(client, robin, piece))
            for person in (robin, alex):
                sealed.take_back(person, piece)
                sealed.throw_away(person, piece)
            TakingBack.unscoped.all().delete()
    base = statistics.median(took[WITHOUT])
    for series, seconds in took.items():
        middle = statistics.median(seconds)
        print(f"{series:26} {1000 * middle:7.2f} ms {middle / base:8.3f}")


def press(client: Client, person: Person, piece: Piece) -> float:
    """Seconds from the press to its answer."""
    shown = sealed.keep(person, piece, WORDS).fingerprint
    begun = time.perf_counter()
    answer = client.post(piece.address("seal"), {"shown": shown})
    seconds = time.perf_counter() - begun
    assert answer.status_code == 302, answer.content
    return seconds
