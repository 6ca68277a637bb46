"""Every setting in one place: what differs between a laptop and a server comes from the environment.

The table of variables is in README.md, "Configuration". Secrets of a server lie sealed beside them: core/secrets.py.
"""

import os
import zoneinfo
from pathlib import Path

import environ

from community.broker import REDIS_OPTIONS, TRANSPORT, files_in
from community.core.secrets import process_of, secret_key, take_credentials
from community.erased_again import ERASED_AGAIN as ERASED_AGAIN
from community.keys import field_keys
from community.languages import SHIPPED, languages_of, unreviewed
from community.limits import LIMITS as LIMITS
from community.limits import MEMBERS_PAGES as MEMBERS_PAGES
from community.limits import SOCKETS_LIMIT as SOCKETS_LIMIT
from community.limits import UPLOADS_LIMIT as UPLOADS_LIMIT
from community.limits import WRITES_LIMIT as WRITES_LIMIT
from community.log_lines import logging_of
from community.notice_checks import NOTICE_CHECKS as NOTICE_CHECKS
from community.notice_checks import NOTICE_SIGHT as NOTICE_SIGHT
from community.notifications.providers import transport_of
from community.shell import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from community.shell import FOR_PROGRAMS as FOR_PROGRAMS
from community.shell import HEADERS, only_a_file
from community.shell import PERMISSIONS_POLICY as PERMISSIONS_POLICY
from community.signing_in import EVERYBODYS_PAGES as EVERYBODYS_PAGES
from community.signing_in import TEAM_AREAS as TEAM_AREAS
from community.signing_in import TEAM_PAGES as TEAM_PAGES
from community.signing_in import days_of, sign_in_settings, team_needs_factor
from community.ticks import TICKS

# Zone rules come from the pinned tzdata package: the system's copy may be a year older (reminders/README.md).
zoneinfo.reset_tzpath(to=[])

take_credentials(os.environ)
env = environ.Env()
PROCESS = process_of(env)  # which of the site's processes this is; empty: all of them, or a command by hand

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("STEADFOLD_VAR", str(BASE_DIR / "var"))).resolve()
for folder in (VAR_DIR, VAR_DIR / "mail", VAR_DIR / "broker"):
    folder.mkdir(parents=True, exist_ok=True)

DEMO_MARK = VAR_DIR / "demo-community"  # present: the database holds the made-up community

# What this site is
SITE_NAME = env.str("SITE_NAME", "Steadfold")
OPERATOR_NAME, CONTACT_EMAIL = env.str("OPERATOR_NAME", ""), env.str("CONTACT_EMAIL", "")
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
DEBUG = env.bool("DEBUG", False)
DEVELOPMENT_KEY = "development-only-key-that-no-server-may-use-0123456789"
SECRET_KEY = secret_key(env, PROCESS, development=DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS, FIELD_KEYS_ARE_GIVEN = field_keys(env, VAR_DIR, PROCESS)  # close what is for one alone: core/sealing.py
SEALED_ELSEWHERE = ["community.accounts.sealed_steps.SealedSteps"]  # in tables of libraries: core/resealing.py
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
SIGN_UP = env.str("SIGN_UP", "open")  # or "invited": only with an invitation of the team; "approval": they look first
APPROVAL_WAIT_DAYS: int = days_of(env, "APPROVAL_WAIT_DAYS", 2)  # how long that takes, as whoever asks is told
SIGNUPS_PER_HOUR = env.int("SIGNUPS_PER_HOUR", 30)  # more are a wave: joining closes for some hours
ROOM_BURST = env.int("ROOM_BURST", 10)  # chat messages of one member in ten seconds; the next ones are refused
ROOM_REPEATS = env.int("ROOM_REPEATS", 2)  # of the same words in a minute; the next one is refused
BURST_POSTS = env.int("BURST_POSTS", 20)  # of one member in ten minutes; the next ones wait
LIMITS_FACTOR = env.float("LIMITS_FACTOR", 1.0)  # multiplies all that community/limits.py allows
READ_PER_HOUR, READ_PER_DAY = env.int("READ_PER_HOUR", 600), env.int("READ_PER_DAY", 3_000)  # pages of one account
ADMIN_PATH = env.str("ADMIN_PATH", "admin").strip("/") + "/"  # where nobody looks by chance
SWITCHED_OFF = tuple(env.list("SWITCHED_OFF", default=[]))  # community/core/features.py knows the names
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "community.core.admin_site.OperatorsConfig",
    "django.contrib.humanize",
    "django.forms",
    "channels",
    "heroicons",
    "allauth",
    *("allauth.account", "allauth.mfa"),
    "community.accounts.allauth_apps.SignInList",
    "community.core",
    "community.accounts",
    *("community.groups", "community.profiles"),
    "community.notifications",
    *("community.words", "community.drafts", "community.carers"),
    *("community.forum", "community.chat", "community.conversations"),
    "community.resources",
    "community.reminders",
    "community.moderation",
    "community.search",
    *("community.pages", "community.calendars", "community.digests", "community.privacy", "community.backups"),
]
MIDDLEWARE = [
    *("community.core.middleware.OverHttps", "django.middleware.security.SecurityMiddleware"),
    "community.core.middleware.Shell",
    *("csp.middleware.CSPMiddleware", "django_permissions_policy.PermissionsPolicyMiddleware"),
    *("community.core.middleware.WithoutNul", "community.core.middleware.WithoutSwitchedOff"),
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *("community.core.middleware.Numbered", "community.core.watched.Watched", "community.core.middleware.Measured"),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    *("django.middleware.common.CommonMiddleware", "community.core.middleware.NoBlankPage"),
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "community.accounts.middleware.Reader",
    *("community.core.limits.middleware.Limits", "community.moderation.reading.middleware.ReadingAlarm"),
    *("community.accounts.team_factor.TeamFactor", "community.accounts.asking.AskOnce"),
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *("allauth.account.middleware.AccountMiddleware", "community.accounts.confirming.Confirming"),
]
if DEBUG:
    MIDDLEWARE.append("community.core.middleware.OwnNotFound")
ROOT_URLCONF = "community.urls"
ASGI_APPLICATION = "community.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.core.context_processors.site",
                "community.accounts.context_processors.display",
                "community.notifications.context_processors.unread",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data
DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, object]]
if DATABASE_URL:
    parsed = env.db_url_config(DATABASE_URL)
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", 12), "timeout": 3, "reconnect_timeout": 2}
    DATABASES = {
        "default": {
            **parsed,
            "ENGINE": "community.core.postgresql",
            "OPTIONS": {**parsed.get("OPTIONS", {}), "pool": pool},
            "CONN_MAX_AGE": 0,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "steadfold.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; "
                "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE asks the triggers of DELETE too
            },
            "TEST": {"NAME": VAR_DIR / "test.sqlite3"},
        }
    }
if EMBEDDED:
    # Room for what is counted: a full cache forgets what was not asked for longest.
    memory: dict[str, object] = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
    CACHES: dict[str, dict[str, object]] = {"default": memory}
    CHANNEL_LAYERS: dict[str, dict[str, object]] = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                # redis-py 8 cuts idle sockets after 5 s unless told otherwise.
                "hosts": [{"address": REDIS_URL, "socket_timeout": 30, "socket_connect_timeout": 3}],
                "prefix": "steadfold",
            },
        }
    }

# Work outside the request: rows are the truth, a Celery message is only a nudge (docs/celery.md: each setting and why)
CELERY_BROKER_URL = "filesystem://" if EMBEDDED else REDIS_URL
CELERY_BROKER_TRANSPORT = TRANSPORT if EMBEDDED else None  # of the URL
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = files_in(VAR_DIR) if EMBEDDED else REDIS_OPTIONS
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE = CELERY_TASK_ACKS_ON_TIMEOUT = True  # the next tick tries again, not the message
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker that gives up on Redis sends no mail when it is back
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": float(seconds), "options": {"expires": seconds}} for task, seconds in TICKS.items()
}

# Mail
# Everything that sends mail writes an outbox row; the worker hands rows to MAIL_TRANSPORT.
EMAIL_BACKEND, EMAIL_TIMEOUT = "community.notifications.outbox.Outbox", 15
EMAIL_URL, ANYMAIL_ESP = env.str("EMAIL_URL", ""), env.str("ANYMAIL_ESP", "")
MAIL_TRANSPORT, mail_config = transport_of(env, PROCESS, timeout=EMAIL_TIMEOUT)
vars().update(mail_config)
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")  # what comes back goes there: community/notifications/return_paths.py
MAIL_DIR = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@steadfold.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["community.accounts.backends.MembersBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    *({"NAME": f"{CHECKS}.{name}Validator"} for name in ("MinimumLength", "CommonPassword")),
    *({"NAME": f"community.accounts.passwords.{name}"} for name in ("NotOurWords", "NotLeaked")),
]
LEAKED_PASSWORDS = env.str("LEAKED_PASSWORDS", "")  # a file on this machine: docs/deploy.md
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SIGN_IN_LASTS_AT_MOST = 90 * 24 * 3600  # however often it is used: docs/security/signing-in.md
SESSION_COOKIE_HTTPONLY = True
vars().update(sign_in_settings(site_name=SITE_NAME, debug=DEBUG))  # allauth: community/signing_in.py
SIGN_IN_CODE_LASTS = 10 * 60  # seconds, for a code in a mail: ASVS 6.5.5 allows no more
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
CONFIRM_AGAIN = True  # before what matters for the whole account; only tests go without
ASK_AGE = True  # whoever joins, for the day of birth; only tests go without
TEAM_SECOND_FACTOR: bool = team_needs_factor(env, debug=DEBUG)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Language and time: moments are stored in UTC and shown in the reader's own zone
LANGUAGES = languages_of(env.list("LANGUAGES", default=[]))  # only what is translated whole: README.md, "Translation"
LANGUAGE_CODE, LOCALE_PATHS = LANGUAGES[0][0], [BASE_DIR / "locale"]
UNREVIEWED_LANGUAGES = unreviewed(SHIPPED)
FORMAT_MODULE_PATH = "community.core.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Files: collected at every start, in one style sheet; LIVE_STATIC serves them as they are edited
LIVE_STATIC = env.bool("LIVE_STATIC", False)
MEDIA_ROOT = VAR_DIR / "pictures"  # never served by itself: a view asks who may see the post
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LIVE_STATIC
        else "community.core.static_files.HashedModules"
    },
}
WHITENOISE_ADD_HEADERS_FUNCTION = only_a_file
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LIVE_STATIC

# The hard shell
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
COOKIE_PREFIX = "__Host-" if HTTPS else ""  # no sub-domain and no plain connection can set such a one
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = f"{COOKIE_PREFIX}language", 365 * 24 * 3600
MESSAGE_STORAGE = "community.core.cookies.Sentences"
SHELL_HEADERS = HEADERS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# docs/deploy.md says how to step back, and when sub-domains have to be left out. Browsers' own lists are asked for.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.bool("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS and env.bool("HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whoever is not in their lists has decided so
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "community.core.views.csrf_failure"

# The web process and its figures speak TLS with these: docs/deploy.md, "Lines inside"
WEB_CERT, WEB_KEY = env.str("WEB_CERT", ""), env.str("WEB_KEY", "")
METRICS_PORT, METRICS_HOST = env.int("METRICS_PORT", 0), env.str("METRICS_HOST", "127.0.0.1")  # 0: none

DEFAULT_EXCEPTION_REPORTER = "community.core.error_reports.Report"

# Logs: what went wrong and where, never what people wrote
LOGGING = logging_of(level=env.str("LOG_LEVEL", "WARNING"), how=env.str("LOG_FORMAT", "text"))
