"""Which rooms the house has: the apps of ours that the settings install, but for the wiring."""

from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
ROOMS = tuple(app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT and app.name != "config")
