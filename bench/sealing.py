"""How long a press of *Seal it* takes while the other has sealed, beside one while they have not.

    python -m bench.sealing

It should tell nothing. In a data folder of its own the demo couple seal one piece and take it back, 200 times each way
and in mixed order; a third series, without the other's answer again, says how far two series of the same thing differ
on this machine.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.served import PREPARE, ROOT, environment

MEASURE = f"{PREPARE}; from bench.presses import measure; measure()"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        more = environment(Path(folder), TWOFOLD_MODE="local")
        subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, env=more, check=True)


if __name__ == "__main__":
    main()
