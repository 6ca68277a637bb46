#!/usr/bin/python3
"""Where Postfix hands over a mail that came back: docs/deploy.md, "Mails that come back". It knows no setting and no
secret: steadfold-bounces@.service, at the other end of the socket, does. It ends with 0 when the mail is taken, and
with 75 whatever else goes wrong: then Postfix keeps it and tries again, and never bounces a bounce."""

import os
import shutil
import socket
import sys

TRY_AGAIN = 75
PATIENCE = 120


def told_of(mail, came_to):
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        line.connect(os.environ.get("BOUNCES", "/run/steadfold-bounces.sock"))
        with line.makefile("wb") as out:
            out.write(b"X-Original-To: " + b" ".join(os.fsencode(came_to).split()) + b"\n")
            shutil.copyfileobj(mail, out)
        line.shutdown(socket.SHUT_WR)
        return line.makefile("rb").read()


try:
    told = told_of(sys.stdin.buffer, " ".join(sys.argv[1:]))
except OSError:
    told = b""
sys.stdout.buffer.write(told)
sys.exit(0 if told else TRY_AGAIN)
