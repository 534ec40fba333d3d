"""What the suite stands on, started before Django's settings load: see `pyproject.toml`, `-p tests.services`."""

import os

os.environ["TWOFOLD_MODE"] = "test"
