"""Every setting in one place: what differs between a laptop and a server comes from the environment.

The table of variables is in README.md, "Configuration".
"""

import zoneinfo
from pathlib import Path

import environ

from community.broker import REDIS_OPTIONS, files_in
from community.erased_again import ERASED_AGAIN as ERASED_AGAIN
from community.languages import SHIPPED, languages_of, unreviewed
from community.notice_checks import NOTICE_CHECKS as NOTICE_CHECKS
from community.notifications.providers import transport_of
from community.shell import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from community.shell import HEADERS, cookie_names
from community.shell import PERMISSIONS_POLICY as PERMISSIONS_POLICY
from community.signing_in import EVERYBODYS_PAGES as EVERYBODYS_PAGES
from community.signing_in import TEAM_AREAS as TEAM_AREAS
from community.signing_in import TEAM_PAGES as TEAM_PAGES
from community.signing_in import sign_in_settings, team_needs_factor
from community.ticks import TICKS

# Zone rules come from the pinned tzdata package: the system's copy may be a year older (reminders/README.md).
zoneinfo.reset_tzpath(to=[])

env = environ.Env()

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
SECRET_KEY = env.str("SECRET_KEY", DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
SIGNUPS_PER_HOUR = env.int("SIGNUPS_PER_HOUR", 30)  # more are a wave: joining closes for some hours
ROOM_BURST = env.int("ROOM_BURST", 10)  # chat messages of one member in ten seconds; the next ones are refused
ROOM_REPEATS = env.int("ROOM_REPEATS", 2)  # of the same words in a minute; the next one is refused
BURST_POSTS = env.int("BURST_POSTS", 20)  # of one member in ten minutes; the next ones wait
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
    "community.groups",
    "community.notifications",
    *("community.words", "community.drafts"),
    "community.forum",
    "community.chat",
    "community.conversations",
    "community.resources",
    "community.reminders",
    "community.moderation",
    "community.search",
    *("community.pages", "community.calendars", "community.digests", "community.privacy", "community.backups"),
]
MIDDLEWARE = [
    *("community.core.middleware.WithoutNul", "community.core.middleware.WithoutSwitchedOff"),
    *("django.middleware.security.SecurityMiddleware", "community.core.middleware.Shell"),
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "community.accounts.middleware.Reader",
    "community.accounts.team_factor.TeamFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
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
MAIL_TRANSPORT, mail_config = transport_of(env, timeout=EMAIL_TIMEOUT)
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
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{CHECKS}.{name}Validator"} for name in ("MinimumLength", "CommonPassword")]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
vars().update(sign_in_settings(site_name=SITE_NAME, debug=DEBUG))  # allauth: community/signing_in.py
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
CONFIRM_AGAIN = True  # before what matters for the whole account; only tests go without
TEAM_SECOND_FACTOR: bool = team_needs_factor(env, debug=DEBUG)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Language and time: moments are stored in UTC and shown in the reader's own zone
LANGUAGES = languages_of(env.list("LANGUAGES", default=[]))  # only what is translated whole: README.md, "Translation"
LANGUAGE_CODE, LOCALE_PATHS = LANGUAGES[0][0], [BASE_DIR / "locale"]
UNREVIEWED_LANGUAGES = unreviewed(SHIPPED)
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = "language", 365 * 24 * 3600
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
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LIVE_STATIC

# The hard shell
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = cookie_names(https=HTTPS)
SHELL_HEADERS = HEADERS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# A day at first: raise it once https has proved itself. Sub-domains may belong to others, so they are asked for.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_SUBDOMAINS", False)
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "community.core.views.csrf_failure"

# Logs: what went wrong and where, never what people wrote
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"words": {"()": "community.core.logs.WithoutWords"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["words"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},  # once is enough
        "kombu.connection": {"level": "ERROR"},  # a broker of files has no host, and says so at every start
    },
}
