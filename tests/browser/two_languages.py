"""The settings of the site in the browser tests: one more language, whose few words lie in STEADFOLD_WORDS."""

import os
from pathlib import Path

from community.settings import *  # noqa: F403

LOCALE_PATHS = [Path(os.environ["STEADFOLD_WORDS"]), *LOCALE_PATHS]  # noqa: F405
