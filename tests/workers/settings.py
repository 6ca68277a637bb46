"""The site's settings for a worker that works beside a test: the test's database and letters, and a quick clock."""

import os

from community.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
TEMPLATES[0]["DIRS"].insert(0, os.environ["TEST_TEMPLATES"])  # noqa: F405

if EMBEDDED:  # noqa: F405
    for option in ("control_folder", "processed_folder"):
        os.makedirs(CELERY_BROKER_TRANSPORT_OPTIONS[option], exist_ok=True)  # noqa: F405, PTH103
else:
    CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = os.environ["TEST_KEYS"]  # noqa: F405

EMAIL_TIMEOUT = int(os.environ.get("TEST_EMAIL_TIMEOUT", EMAIL_TIMEOUT))  # noqa: F405

LOOKED_AT = ("send_due_deliveries", "announce_posts", "fire_due_reminders")
CELERY_BEAT_SCHEDULE = {
    task: {**tick, "schedule": 1.0}
    for task, tick in CELERY_BEAT_SCHEDULE.items()  # noqa: F405
    if task.endswith(LOOKED_AT)
}
