"""Code of the tests that runs inside the site: `manage.py shell`, which need not be started anew each time.

The process has read the settings and then does nothing but fork. Each code runs in a child of its own, so nothing that
one of them remembers, holds open or changes is there for the next.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback

import django


class Shell:
    def __init__(self, *, folder, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.shell"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code):
        """What it printed."""
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        said, problem = json.loads(self.process.stdout.readline())
        assert not problem, problem
        return said

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(timeout=10) == 0


def answer(code):
    printed, problem = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(printed):
            exec(code, {"__name__": "__main__"})  # noqa: S102  the tests' own
    except Exception:
        problem = traceback.format_exc()
    print(json.dumps([printed.getvalue(), problem]), flush=True)


def run_apart(code):
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if status:
            print(json.dumps(["", f"It ended with {status}."]), flush=True)
        return
    answer(code)
    os._exit(0)  # without what the parent would do at its end


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
    django.setup()
    for line in sys.stdin:
        run_apart(json.loads(line))
