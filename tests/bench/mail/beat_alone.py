"""What `beat` runs in an environment of its own, where nothing of ours is: database and broker are in memory."""

import json
import sys
import time
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django_celery_beat"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
    SECRET_KEY="x",
)
django.setup()

from celery import Celery  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks  # noqa: E402
from django_celery_beat.schedulers import DatabaseScheduler  # noqa: E402

SECONDS = 20


def main(number):
    call_command("migrate", verbosity=0)
    daily = IntervalSchedule.objects.create(every=1, period="days")
    due = {"task": "remind", "interval": daily, "last_run_at": timezone.now() - timedelta(days=2)}
    PeriodicTask.objects.bulk_create(PeriodicTask(name=f"{n}", args=f"[{n}]", **due) for n in range(number))
    scheduler = DatabaseScheduler(app=Celery("beat", broker="memory://"), lazy=False)
    scheduler.schedule  # noqa: B018 (reads them all)
    print(json.dumps([seconds_of_reload(scheduler), handed_out_a_second(scheduler)]))


def seconds_of_reload(scheduler):
    one = PeriodicTask.objects.order_by("pk")[0]
    one.name = "edited"
    one.save()
    PeriodicTasks.update_changed()
    started = time.perf_counter()
    scheduler.schedule  # noqa: B018
    return time.perf_counter() - started


def handed_out_a_second(scheduler):
    ticks, started = 0, time.perf_counter()
    while time.perf_counter() < started + SECONDS and scheduler.tick() == 0:
        ticks += 1
    return ticks / (time.perf_counter() - started)


if __name__ == "__main__":
    main(int(sys.argv[1]))
