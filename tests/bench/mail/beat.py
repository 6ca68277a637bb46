"""The yardstick of scheduling: django-celery-beat with one PeriodicTask for each reminder. It is no dependency of ours
and gets a virtual environment that is thrown away."""

import json
import subprocess
import tempfile
import venv
from pathlib import Path

NEEDED = ["django-celery-beat==2.9.0", "celery==5.7.0", "django==5.2.19"]
SCRIPT = Path(__file__).with_name("beat_alone.py")


def beat_of_a_task_each(number):
    """Seconds of a reload after one edit, and how many of those that are due reach the broker in a second."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *NEEDED], check=True)
        found = subprocess.run([python, SCRIPT, str(number)], check=True, capture_output=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])
