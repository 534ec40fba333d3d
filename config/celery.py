"""The Celery app. Its broker is a doorbell: what is owed stands in the database (see `reminders`)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("twofold")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
