"""Whether port, database and broker are there for us; if not, one line that names the setting and the reason."""

import errno
import http.client
import socket
import ssl
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections
from kombu.exceptions import OperationalError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (looked up, not bound)

HIGHEST_PORT = 65535


class Unreachable(Exception):
    """Its text is one plain line for the operator."""


def claim_port(host: str, port: int) -> None:
    if not 0 <= port <= HIGHEST_PORT:
        raise Unreachable(f"PORT: {port} is not a port. Choose one from 1024 to {HIGHEST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise Unreachable(why_not(host, port, error)) from error


def why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Choose another: PORT={port + 1} make run"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have. Choose another: PORT=8000 make run"
    reason = str(error.strerror).split(" (")[0]
    return f"HOST: {host} is not an address of this machine. {reason}."


def reach_database() -> None:
    probe = connections["default"].copy()
    options = probe.settings_dict["OPTIONS"]
    options.pop("pool", None)  # a pool hides the reason behind a time-out
    if probe.vendor == "postgresql":
        options["connect_timeout"] = 5
    try:
        probe.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        name = "DATABASE_URL" if settings.DATABASE_URL else f"STEADFOLD_VAR ({settings.VAR_DIR})"
        raise Unreachable(f"{name}: the database cannot be reached. {one_line(error)}") from error
    finally:
        probe.close()


def reach_broker() -> None:
    if settings.EMBEDDED:
        return
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=5)
    except (OperationalError, OSError, ValueError) as error:
        raise Unreachable(f"REDIS_URL: the message broker cannot be reached. {one_line(error)}") from error


def answers(host: str, port: int) -> bool:
    """Whether a web server answers there, whatever it says."""
    connection = _line_to(EVERYWHERE.get(host, host), port)
    try:
        connection.request("HEAD", "/health/live/", headers={"Host": urlsplit(settings.BASE_URL).netloc})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _line_to(host: str, port: int) -> http.client.HTTPConnection:
    """Of our own web process no certificate is good but its own."""
    if not settings.WEB_CERT:
        return http.client.HTTPConnection(host, port, timeout=2)
    trusted = ssl.create_default_context(cafile=settings.WEB_CERT)
    trusted.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return http.client.HTTPSConnection(host, port, timeout=2, context=trusted)


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())
