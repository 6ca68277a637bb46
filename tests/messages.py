"""`python -m tests.messages [new language]`: bring the catalogues up to date with the code, compile them, and list what
has no words yet.

Needs GNU gettext: only whoever writes a translation has to have it.
"""

import os
import re
import shutil
import subprocess
import sys

from tests.catalogues import ROOT, file_of, unfinished_in

EXTRACT = [
    *(sys.executable, "manage.py", "makemessages", "--all", "--no-obsolete", "--no-wrap", "--add-location", "file"),
    *("--ignore", "tests", "--ignore", "var", "--ignore", ".venv"),
]
NO_GETTEXT = "GNU gettext was not found. On Debian and Ubuntu: apt-get install gettext"
WRITTEN_AT = re.compile(r'^"POT-Creation-Date: .*"\n', re.MULTILINE)  # changes each time, and says nothing


def extract(root):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "community.settings"}
    done = subprocess.run(EXTRACT, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    for file in root.glob("locale/*/LC_MESSAGES/django.po"):
        file.write_text(WRITTEN_AT.sub("", file.read_text()))


def main(new):
    if shutil.which("xgettext") is None:
        sys.exit(NO_GETTEXT)
    for code in new:
        file_of(code, "po").parent.mkdir(parents=True, exist_ok=True)
    extract(ROOT)
    for code in sorted(folder.name for folder in (ROOT / "locale").iterdir()):
        subprocess.run(["msgfmt", "--check-format", "-o", file_of(code, "mo"), file_of(code, "po")], check=True)
        left = [entry.said["msgid"] for entry in unfinished_in(code)]
        print(*left, f"{code}: {len(left)} messages have no words yet.", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
