"""Keys for a local run: made once, kept in `keys.env` in the data folder, readable by its owner only.

`python -m config.keys` makes them; `python -m config.keys --print` prints a new pair for a hosted server's environment.
Nothing here may need Django's settings: it runs before they can load.
"""

import os
import secrets
import sys
from pathlib import Path

NAMES = ("TWOFOLD_SECRET_KEY", "TWOFOLD_VAULT_KEYS")


def fresh() -> str:
    """The lines of a new key file."""
    return f"TWOFOLD_SECRET_KEY={secrets.token_urlsafe(64)}\nTWOFOLD_VAULT_KEYS={secrets.token_urlsafe(32)}\n"


def make(folder: Path, lines: str) -> bool:
    """Makes the key file, unless there is one: a key that is lost cannot be made again, so it never overwrites.

    Says whether these lines are the ones that are kept.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(folder / "keys.env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(lines)
    return True


def load(folder: Path) -> bool:
    """Puts the key file's values into the environment where nothing else has set them. Says whether there is one."""
    place = folder / "keys.env"
    if not place.exists():
        return False
    take(place.read_text(encoding="utf-8"))
    return True


def take(lines: str) -> None:
    """Puts the values of a key file's lines into the environment where nothing else has set them."""
    for line in lines.splitlines():
        name, _, value = line.partition("=")
        if name in NAMES and not os.environ.get(name) and not os.environ.get(f"{name}_FILE"):
            os.environ[name] = value


def main(arguments: list[str]) -> None:
    if arguments == ["--print"]:
        sys.stdout.write(fresh())
        return
    folder = os.environ.get("TWOFOLD_DATA") or Path(__file__).resolve().parent.parent / "data"
    make(Path(folder), fresh())


if __name__ == "__main__":
    main(sys.argv[1:])
