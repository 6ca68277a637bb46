#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def explain(error: Exception) -> str:
    """The error with the name of the variable whose value it quotes."""
    names = [name for name, value in os.environ.items() if repr(value) in str(error)]
    return f"{', '.join(names) or 'A setting in the environment'} cannot be used: {error}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
    try:
        _ = settings.DEBUG  # the first look reads the whole environment
    except (ImproperlyConfigured, OSError, ValueError) as error:
        sys.exit(explain(error))
    execute_from_command_line(sys.argv)
