"""The house's settings, for a worker that is to know this room too."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.reminders.room"]
