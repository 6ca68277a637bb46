"""The yardstick of scheduling: django-celery-beat with one PeriodicTask for each reminder. It is no dependency of ours
and gets a virtual environment that is thrown away; there this file runs as a script of its own."""

import json
import subprocess
import sys
import tempfile
import time
import venv
from datetime import timedelta
from pathlib import Path

SECONDS = 20
NEEDED = ["django-celery-beat==2.9.0", "celery==5.7.0", "django==5.2.19"]


def beat_of_a_task_each(number):
    """Seconds of a reload after one edit, and how many of those that are due reach the broker in a second."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *NEEDED], check=True)
        found = subprocess.run([python, __file__, str(number)], check=True, capture_output=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])


def main(number):
    scheduler, one, changed = scheduler_of(number)
    scheduler.schedule  # noqa: B018 (loads all)
    started = time.perf_counter()
    one.name = "edited"
    one.save()
    changed.update_changed()
    scheduler.schedule  # noqa: B018
    reload = time.perf_counter() - started
    ticks, started = 0, time.perf_counter()
    while time.perf_counter() < started + SECONDS and scheduler.tick() == 0:
        ticks += 1
    print(json.dumps([reload, ticks / (time.perf_counter() - started)]))


def scheduler_of(number):
    import django
    from django.conf import settings

    apps = ["django.contrib.contenttypes", "django_celery_beat"]
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    settings.configure(INSTALLED_APPS=apps, DATABASES={"default": database}, USE_TZ=True, SECRET_KEY="x")
    django.setup()
    from celery import Celery
    from django.core.management import call_command
    from django.utils import timezone
    from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks
    from django_celery_beat.schedulers import DatabaseScheduler

    call_command("migrate", verbosity=0)
    daily = IntervalSchedule.objects.create(every=1, period="days")
    due = {"task": "remind", "interval": daily, "last_run_at": timezone.now() - timedelta(days=2)}
    PeriodicTask.objects.bulk_create(PeriodicTask(name=f"{n}", args=f"[{n}]", **due) for n in range(number))
    app = Celery("beat", broker="memory://")
    scheduler = DatabaseScheduler(app=app, lazy=False)
    return scheduler, PeriodicTask.objects.order_by("pk")[0], PeriodicTasks


if __name__ == "__main__":
    main(int(sys.argv[1]))
