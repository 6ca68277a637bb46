"""What a server runs with. Tests go without some of it (`tests/settings.py`), so `community.settings` is asked itself,
in a process of its own, and what is expected stands here in numbers: a setting compared with itself is always right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KEY = "a long key of an operator, of letters that nobody guessed 4711"
SERVER = {"BASE_URL": "https://community.example", "TRUSTED_PROXY_COUNT": "1", "SECRET_KEY": KEY}
OURS = {"PATH", "LANG", "LC_ALL", "PYTHONPATH"}  # nothing else of whoever runs the tests, no DATABASE_URL and no DEBUG
PRINT = """
import json, sys, django
django.setup()
from allauth.account import app_settings as account
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory

def refused(password):
    try:
        validate_password(password)
    except ValidationError as why:
        return [each.code for each in why.error_list]
    return []

def tries(forwarded):
    # what allauth does before it looks at a password
    for each in forwarded:
        request = RequestFactory().post("/accounts/login/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": each})
        yield bool(ratelimit.consume(request, app="allauth.account", action="login", config={"login": "3/m/ip"}))

OTHERS = [f"192.0.2.1, 198.51.100.{number}" for number in range(4)]
FORGED = [f"203.0.113.{number}, 198.51.100.9" for number in range(4)]
WORDS = "x7Qp2vL", "x7Qp2vLd", "password1", "iloveyou", "a quiet horse at noon"

print(json.dumps({
    **{name: getattr(settings, name) for name in sys.argv[1:]},
    "BY_CODE": account.EMAIL_VERIFICATION_BY_CODE_ENABLED,
    "VERIFICATION": account.EMAIL_VERIFICATION.value,
    "PASSWORDS": {word: refused(word) for word in WORDS},
    "OTHERS": list(tries(OTHERS)),
    "FORGED": list(tries(FORGED)),
}))
"""
NAMES = (
    *("DEBUG", "ASK_AGE", "CONFIRM_AGAIN", "TEAM_SECOND_FACTOR", "ALLAUTH_TRUSTED_PROXY_COUNT", "PASSWORD_HASHERS"),
    *("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS"),
    *("ACCOUNT_PREVENT_ENUMERATION", "ACCOUNT_REAUTHENTICATION_TIMEOUT", "MFA_TOTP_TOLERANCE"),
    *("SECURE_HSTS_SECONDS", "SECURE_REFERRER_POLICY", "PERMISSIONS_POLICY", "SECURE_PROXY_SSL_HEADER"),
    *("ROOM_BURST", "ROOM_REPEATS", "BURST_POSTS", "LIMITS_FACTOR", "READ_PER_HOUR", "READ_PER_DAY"),
    *("SESSION_COOKIE_AGE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"),
)


def as_run(folder, **environment):
    """The settings of a server; None takes a variable away."""
    given = {name: text for name, text in {**SERVER, **environment}.items() if text is not None}
    kept = {name: text for name, text in os.environ.items() if name in OURS}
    folders = {"STEADFOLD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "community.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT, *NAMES],
        cwd=ROOT,
        env={**kept, **folders, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    return as_run(tmp_path_factory.mktemp("server"))


def test_whoever_joins_is_asked_for_their_age(server):
    assert server["ASK_AGE"] is True


def test_what_weighs_most_asks_once_more(server):
    assert server["CONFIRM_AGAIN"] is True
    assert server["ACCOUNT_REAUTHENTICATION_TIMEOUT"] == 15 * 60


def test_team_needs_a_second_step_whose_codes_are_good_for_half_a_minute(server):
    assert server["DEBUG"] is False
    assert server["TEAM_SECOND_FACTOR"] is True
    assert server["MFA_TOTP_TOLERANCE"] == 0


def test_address_is_confirmed_by_a_code_and_nothing_tells_who_has_an_account(server):
    assert server["ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED"] is True
    assert (server["BY_CODE"], server["VERIFICATION"]) == (True, "mandatory")
    assert server["ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS"] == 6
    assert server["ACCOUNT_PREVENT_ENUMERATION"] is True


def test_passwords_have_eight_characters_and_are_no_common_ones(server):
    assert server["PASSWORDS"] == {
        "x7Qp2vL": ["password_too_short"],
        "x7Qp2vLd": [],
        "password1": ["password_too_common", "password_of_our_words"],
        "iloveyou": ["password_too_common"],
        "a quiet horse at noon": [],
    }
    assert server["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_behind_a_proxy_each_reader_has_tries_of_their_own_and_a_forged_header_brings_none(server, tmp_path):
    """allauth counts them by our own number of proxies, which tests/accounts/test_buckets.py sets itself."""
    assert server["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert (server["OTHERS"], server["FORGED"]) == ([True] * 4, [True, True, True, False])
    assert server["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]

    two, none = (as_run(tmp_path, TRUSTED_PROXY_COUNT=count) for count in ("2", None))

    assert two["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2
    assert (two["OTHERS"], two["FORGED"]) == ([True, True, True, False], [True] * 4)
    assert (none["ALLAUTH_TRUSTED_PROXY_COUNT"], none["OTHERS"]) == (0, [True, True, True, False])
    assert none["SECURE_PROXY_SSL_HEADER"] is None


def test_browsers_keep_to_https_for_a_year_and_tell_and_allow_others_nothing(server):
    assert server["SECURE_HSTS_SECONDS"] == 31_536_000
    assert server["SECURE_REFERRER_POLICY"] == "same-origin"
    denied = ("camera", "microphone", "geolocation", "display-capture", "payment", "usb")
    assert server["PERMISSIONS_POLICY"] == {name: [] for name in denied}


def test_sign_in_is_for_https_and_no_script_and_fourteen_days(server):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    assert [server[name] for name in names] == [True, True, True]
    assert server["SESSION_COOKIE_AGE"] == 14 * 24 * 3600


def test_limits_that_tests_go_without_hold(server):
    names = ("ROOM_BURST", "ROOM_REPEATS", "BURST_POSTS", "LIMITS_FACTOR", "READ_PER_HOUR", "READ_PER_DAY")

    assert [server[name] for name in names] == [10, 2, 20, 1.0, 600, 3_000]


def test_what_tests_set_otherwise_is_asked_for_here(server):
    """A new line in tests/settings.py takes something away from every test: it is asked for above, or named here."""
    lines = (ROOT / "tests/settings.py").read_text().splitlines()
    changed = {
        name for line in lines if line[:1].isupper() for name in line.split(" = ")[:-1] for name in [name.strip()]
    }
    elsewhere = {"STORAGES", "INSTALLED_APPS", "MFA_RATE_LIMITS", "MAIL_TRANSPORT"}

    assert changed - elsewhere <= set(NAMES)
