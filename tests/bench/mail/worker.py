"""Does what one worker does, until nothing is left of it."""

import json
import sys

import django

django.setup()

from community.notifications.tasks import send_due_deliveries  # noqa: E402
from community.reminders.tasks import fire_due_reminders  # noqa: E402

TASKS = {"fire": fire_due_reminders, "send": send_due_deliveries}


def all_of(task):
    """A run ends when its turn does; the next one goes on."""
    done = 0
    while more := task():
        done += more
    return done


def main():
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps({"done": all_of(TASKS[json.loads(line)["task"]])}), flush=True)


if __name__ == "__main__":
    main()
