"""The site's settings with what tests need otherwise: a state folder of their own, cheap passwords."""

import os
import tempfile

os.environ["STEADFOLD_VAR"] = tempfile.mkdtemp(prefix="steadfold-tests-")
os.environ.setdefault("DEBUG", "false")
if (worker := os.environ.get("PYTEST_XDIST_WORKER")) and os.environ.get("REDIS_URL"):
    server, _, number = os.environ["REDIS_URL"].rpartition("/")  # a Redis database of its own for each worker
    if os.environ.get("REDIS_IS_OF") != worker:  # a process that it starts shares it, and finds it as empty
        os.environ["REDIS_URL"] = f"{server}/{int(number or 0) + int(worker.removeprefix('gw'))}"
        os.environ["REDIS_IS_OF"] = worker

from community.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.emptying"]  # noqa: F405
ROOM_BURST = ROOM_REPEATS = 10_000  # likewise; tests/chat/test_limits.py sets them
TEAM_SECOND_FACTOR = False  # the cast signs in without a telephone; tests/accounts/test_team_factor.py asks for it
MFA_RATE_LIMITS = {"webauthn_login": "10000/m/ip"}  # the matrix asks for everybody from one address
MFA_TOTP_TOLERANCE = 1  # a test may begin at the end of a half minute; tests/accounts/test_second_step.py goes without
CONFIRM_AGAIN = False  # likewise; tests/accounts/test_confirming.py
ASK_AGE = False  # likewise; tests/accounts/test_age.py
BURST_POSTS = 10_000  # tests of lists write many posts at noon; tests/forum/test_limits.py sets it
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
