"""What the benchmarks share: a port, and the moment at which a server has begun to answer."""

import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def until_it_answers(process: subprocess.Popen[str]) -> str:
    """What it says until it says how to stop it."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C stops it" in line:
            return said
    sys.exit(f"Twofold did not start:\n{said}")
