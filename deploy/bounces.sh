#!/bin/sh
# Where Postfix hands over a mail that came back: docs/deploy.md, "Mails that come back". It ends with 0 when the mail is
# taken, and with 75 whatever else goes wrong: then Postfix keeps it and tries again, and never bounces a bounce.
cd "$(dirname "$0")/.." || exit 75
(
  set -a
  . "${STEADFOLD_ENV:-/etc/steadfold/steadfold.env}"
  exec .venv/bin/python manage.py read_bounce --to="$1"
) || exit 75
