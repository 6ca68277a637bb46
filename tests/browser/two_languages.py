"""The settings of the site in the browser tests: one more language, whose few words lie in STEADFOLD_WORDS, and as many
sign-ins from one address as there are tests."""

import os
from pathlib import Path

from community.settings import *  # noqa: F403

LOCALE_PATHS = [Path(os.environ["STEADFOLD_WORDS"]), *LOCALE_PATHS]  # noqa: F405
ACCOUNT_RATE_LIMITS = {"login": "10000/m/ip"}
MFA_RATE_LIMITS = {"webauthn_login": "10000/m/ip"}
