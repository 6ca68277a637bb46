"""`manage.py serve`: the whole site in one command."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks import ERROR
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from community.core.broker_files import sweep_processed_messages
from community.core.management.commands.prepare import bring_up_to_date
from community.core.reachability import Unreachable, answers, claim_port
from community.core.running import CannotRun, hold
from community.core.supervisor import Child, Supervisor

HOUR = 3600
INTERRUPTED = 130
ROOT_IS_USUAL_IN_CONTAINERS = "ignore:You're running the worker with superuser privileges"


class Command(BaseCommand):
    help = "Bring the database up to date, then run web, worker and scheduler until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            claim_port(host, port)
            hold()
            self.prepare(demo=settings.DEBUG and not no_demo)
            sys.exit(self.supervise(host, port))
        except (CannotRun, Unreachable) as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped before the site was ready.")
            sys.exit(INTERRUPTED)

    def prepare(self, *, demo: bool) -> None:
        self.check(include_deployment_checks=not settings.DEBUG, fail_level=ERROR)
        bring_up_to_date(self.say)
        if demo:
            call_command("demo", if_empty=True)
        leave_database()

    def supervise(self, host: str, port: int) -> int:
        code = Supervisor(children(host, port), self.say, Chores(host, port, self.welcome)).run()
        self.say("Stopped.")
        return code

    def welcome(self) -> None:
        self.say(f"\n{settings.SITE_NAME} is ready: {settings.BASE_URL}/")
        if settings.DEBUG and not settings.EMAIL_URL:
            self.say(f"Mails are kept here instead of being sent: {settings.BASE_URL}/dev/mail/")
        if settings.DEBUG:
            call_command("demo", sign_ins=True)
            leave_database()
        self.say("Ctrl-C stops the site.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


class Chores:
    """What is done between two looks at the children: welcome once, sweep every hour."""

    def __init__(self, host: str, port: int, welcome: Callable[[], None]) -> None:
        self.host = host
        self.port = port
        self.welcome = welcome
        self.welcomed = False
        self.swept_at = time.monotonic()

    def __call__(self) -> None:
        if not self.welcomed and answers(self.host, self.port):
            self.welcomed = True
            self.welcome()
        if time.monotonic() - self.swept_at > HOUR:
            self.swept_at = time.monotonic()
            sweep_processed_messages(older_than_seconds=HOUR)


def leave_database() -> None:
    """The supervisor lives long and needs no connection, and a pool's threads do not survive starting children."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def children(host: str, port: int) -> list[Child]:
    return [
        Child("web", web(host, port), settings.BASE_DIR),
        Child("worker", worker(), settings.BASE_DIR),
        Child("scheduler", celery("beat", "--pidfile", ""), settings.BASE_DIR),
    ]


WEB_CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"  # uvicorn's own default names a whole version of TLS


def web(host: str, port: int) -> list[str]:
    tls = ("--ssl-certfile", settings.WEB_CERT, "--ssl-keyfile", settings.WEB_KEY, "--ssl-ciphers", WEB_CIPHERS)
    return [
        *(sys.executable, "-m", "uvicorn", "community.asgi:application"),
        *("--host", host, "--port", str(port), "--lifespan", "off"),
        *("--log-level", "warning", "--no-access-log"),  # addresses of members are nobody's business
        "--no-proxy-headers",  # Django reads them, as TRUSTED_PROXY_COUNT says
        *("--timeout-graceful-shutdown", "5"),
        *("--ws-max-size", "65536", "--ws-ping-interval", "20", "--ws-ping-timeout", "20"),
        *("--ws-per-message-deflate", "false"),
        *(tls if settings.WEB_CERT else ()),
    ]


def worker() -> list[str]:
    return celery("worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle")


def celery(*arguments: str) -> list[str]:
    python = (sys.executable, "-W", ROOT_IS_USUAL_IN_CONTAINERS)
    return [*python, "-m", "celery", "--quiet", "-A", "community", *arguments, "--loglevel", "WARNING"]
