"""What the settings say of logs: one handler, to the standard error, through the filter and the formatter of
community/core/logs.py. No library keeps a handler of its own."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

FORMATS = {"text": "community.core.logs.Line", "json": "community.core.logs.JsonLine"}
# At DEBUG these quote what people write: SQL with its values, frames of sockets, the bodies of requests.
WORDY = (
    *("django.db.backends", "django.template", "websockets", "uvicorn", "uvicorn.error", "asyncio", "multipart"),
    *("PIL", "urllib3", "httpx", "httpcore", "requests", "kombu", "amqp", "redis", "psycopg", "psycopg.pool", "celery"),
)
# What Django calls suspicious, as an error, and anybody can cause by one request.
FROM_STRANGERS = (
    "DisallowedHost",
    "RequestDataTooBig",
    "SuspiciousMultipartForm",
    "TooManyFieldsSent",
    "TooManyFilesSent",
)


def logging_of(*, level: str, how: str) -> dict[str, Any]:
    if how not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is one of {', '.join(FORMATS)}.")
    quiet = "INFO" if level in ("DEBUG", "NOTSET") else level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[how]}},
        "filters": {
            "words": {"()": "community.core.logs.WithoutWords"},
            "strangers": {"()": "community.core.logs.AsWarning"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["words"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            **{name: {"handlers": [], "propagate": True, "level": quiet} for name in WORDY},
            **{name: {"handlers": [], "propagate": True, "level": "WARNING"} for name in ("uvicorn", "uvicorn.error")},
            "uvicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},  # readers' addresses
            "django": {"handlers": [], "propagate": True},  # once is enough
            **{f"django.security.{name}": {"filters": ["strangers"]} for name in FROM_STRANGERS},
            "django.request": {"level": "ERROR"},  # what is refused: core/watched.py says it, and who asked
            "steadfold.security": {"level": "INFO"},
            "django.server": {"handlers": [], "propagate": False, "level": "CRITICAL"},
            "kombu.connection": {"level": "ERROR"},  # a broker of files has no host, and says so at every start
        },
    }
