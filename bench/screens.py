"""The other couples of `bench.together`: screens that ask whether there is anything new, as plain clients of HTTP.

A process of its own. By one line of JSON it is told where the server is, how often a screen asks, what a browser sends
with it, and the screens. It says a line once each has asked; when its input ends, it says what was answered since.
"""

import json
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any


@dataclass
class Answers:
    """How often each status came, and how long each answer took, in seconds."""

    statuses: dict[int, int] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, seconds: float) -> None:
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.took.append(seconds)

    def start_anew(self) -> None:
        with self.lock:
            self.statuses, self.took = {}, []


def main() -> None:
    told = json.loads(sys.stdin.readline())
    answers = Answers()
    for screen in told["screens"]:
        threading.Thread(target=sit, args=(told, screen, answers), daemon=True).start()
    time.sleep(told["pause"] + 1)
    answers.start_anew()
    begun = time.monotonic()
    print("here", flush=True)
    sys.stdin.read()
    with answers.lock:
        said = {"seconds": time.monotonic() - begun, "statuses": answers.statuses, "took": answers.took}
    print(json.dumps(said), flush=True)


def sit(told: dict[str, Any], screen: dict[str, Any], answers: Answers) -> None:
    """Asks for ever, at a moment of its own."""
    headers = {**told["headers"], "Cookie": "; ".join(f"{name}={value}" for name, value in screen["cookies"].items())}
    time.sleep(random.uniform(0, told["pause"]))
    while True:
        begun = time.monotonic()
        answers.note(ask(told["port"], screen["asks"], headers), time.monotonic() - begun)
        time.sleep(told["pause"])


def ask(port: int, address: str, headers: dict[str, str]) -> int:
    """The status of the answer; 0 where there was none. A connection for each: at a slow rate the server has ended the
    last one before the next question."""
    line = HTTPConnection("localhost", port, timeout=30)
    try:
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return 0
    else:
        return answer.status
    finally:
        line.close()


if __name__ == "__main__":
    main()
