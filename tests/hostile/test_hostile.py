"""Whatever is asked of the house, and however, it has a calm answer: never an error, and never a word of another's.

Each request is drawn from one number. `pytest tests/hostile --db=… --seed=N` asks that one alone.
"""

import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from tests.matrix.canaries import everything_in
from tests.matrix.standing import standing
from tests.matrix.world import World

from .asking import ask
from .on_the_way import READS_AS, set_out

pytestmark = pytest.mark.django_db

MANY, VERY_MANY = 500, 5_000
"""On each of the two databases, which refuse different things: a thousand in all, ten thousand in the long run."""


@pytest.fixture(scope="module", params=["before", "after"])
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing(django_db_blocker, request.param) as found:
        set_out(found)
        yield found


@pytest.fixture(autouse=True)
def _nothing_is_too_late(settings: Any) -> None:
    """allauth goes by the machine's clock: however long this takes, a code is good and who was asked is not again.
    And there is a mailbox."""
    settings.TWOFOLD_MODE = "local"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = settings.SESSION_COOKIE_AGE = 24 * 3600
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 24 * 3600


def seeds(request: pytest.FixtureRequest, state: str) -> range | list[int]:
    """The numbers for this database and this world; or the one that was asked for."""
    if (one := request.config.getoption("seed")) is not None:
        return [one]
    many = VERY_MANY if request.config.getoption("long") else MANY
    first = {"sqlite": 0, "postgres": 1_000_000}[request.config.getoption("db")]
    half = first + many // 2
    return range(first, half) if state == "before" else range(half, first + many)


def wrong(world: World, seed: int) -> str | None:
    """What is wrong with the answer to the request of that number."""
    try:
        asked = ask(world, seed)
    except Exception:  # noqa: BLE001 - whatever comes out of the house in place of an answer
        return f"--seed={seed} {traceback.format_exc()[-700:]}"
    response = asked.response
    if response.status_code >= 500:
        return f"{asked}\n{''.join(traceback.format_exception(*response.exc_info))[-700:]}"
    if response["Cache-Control"] != "no-store":
        return f"{asked}\nmay be kept"
    leaked = world.canaries.leaked(everything_in(response), READS_AS.get(asked.who, asked.who))
    return f"{asked}\nleaks {leaked}" if leaked else None


def test_whatever_is_asked_has_a_calm_answer(world: World, request: pytest.FixtureRequest) -> None:
    found = [each for each in (wrong(world, seed) for seed in seeds(request, world.state)) if each]
    assert not found, "\n\n".join([f"{len(found)} of them", *found[:20]])


def test_a_request_can_be_asked_again(world: World) -> None:
    for seed in range(5):
        first, again = ask(world, seed), ask(world, seed)
        assert first.headers == again.headers
        assert first.response.status_code == again.response.status_code
