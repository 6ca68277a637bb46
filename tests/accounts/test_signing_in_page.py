"""docs/security/signing-in.md says what the site does: its numbers, its words, its ways in, and what asks once more."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account import app_settings as allauth
from allauth.mfa import app_settings as mfa
from django.conf import settings as site
from django.urls import reverse
from django.utils import timezone

from community.accounts.passwords import WORDS
from community.accounts.suspended import LASTS
from community.chat.guard import MOST_SOCKETS
from community.limits import SIGNING_IN
from tests.accounts.factors import PASSWORD, signed_in, with_address
from tests.factories import make_group, make_user

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/security/signing-in.md").read_text()
TEXT = " ".join(PAGE.split())
DAY, MINUTE = 24 * 3600, 60
NOT_HERE = ["socialaccount", "idp", "headless"]  # parts of allauth that bring ways in


def rows_under(heading):
    part = PAGE.partition(f"## {heading}")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]


def test_words_that_no_password_is_made_of_are_listed():
    listed = re.search(r"Words of this site: ([^.]+)\.", TEXT).group(1)

    assert listed.split() == WORDS.split()


def test_times_are_those_of_the_settings():
    told = [row[1] for row in rows_under("How long a sign-in lasts")[2:]]
    seconds = [site.ACCOUNT_REAUTHENTICATION_TIMEOUT, allauth.LOGIN_TIMEOUT]

    assert told == [
        f"{site.SESSION_COOKIE_AGE // DAY} days",
        f"{site.SIGN_IN_LASTS_AT_MOST // DAY} days",
        *(f"{each // MINUTE} minutes" for each in seconds),
        f"{LASTS.total_seconds() / 3600:.0f} hours",
    ]
    assert f"unless they showed them in the last {seconds[0] // MINUTE} minutes" in TEXT
    assert f"the link works for {site.PASSWORD_RESET_TIMEOUT // 3600} hours and once" in TEXT
    assert TEXT.count(f"good for {site.SIGN_IN_CODE_LASTS // MINUTE} minutes, 6 tries") == 2
    assert f"{MOST_SOCKETS} sockets of a member in one process" in TEXT


def test_limits_are_those_of_the_settings():
    limits = allauth.RATE_LIMITS
    wanted = {"login_failed": "10/m/ip,5/300s/key", "reset_password": "20/m/ip,5/m/key"}
    wanted |= {"request_login_code": "20/m/ip,3/m/key"}

    assert {name: limits[name] for name in wanted} == wanted
    assert "5 wrong tries in 5 minutes at one name or address, 10 in a minute from one network address" in TEXT
    assert "3 codes a minute to one address" in TEXT
    assert "5 mails a minute to one address" in TEXT
    tries = {site.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS, site.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS}
    assert tries == {6}
    (member,), (address,) = SIGNING_IN.member, SIGNING_IN.address
    assert f"one member {member.most} and one address {address.most} tries in ten minutes" in TEXT


def test_ways_in_are_these_and_no_others():
    ways = [row[0] for row in rows_under("Ways in")[2:]]

    assert ways == ["password", "code by mail", "passkey alone", "forgotten password", "joining"]
    assert site.AUTHENTICATION_BACKENDS == ["community.accounts.backends.MembersBackend"]
    assert (allauth.LOGIN_BY_CODE_ENABLED, mfa.PASSKEY_LOGIN_ENABLED) == (True, True)
    assert (allauth.LOGIN_ON_PASSWORD_RESET, mfa.PASSKEY_SIGNUP_ENABLED) == (False, False)
    assert sorted(site.MFA_SUPPORTED_TYPES) == ["recovery_codes", "totp", "webauthn"]
    assert not mfa._TRUST_STAGE_ENABLED  # no device goes without the second step
    assert [app for app in site.INSTALLED_APPS if any(part in app for part in NOT_HERE)] == []


def signs_somebody_in(path):
    """By Django's or allauth's own function, past the adapter."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith(("django.contrib.auth", "allauth"))
        ):
            yield from (name.name for name in node.names if name.name in ("login", "perform_login", "resume_login"))


def test_no_code_of_ours_signs_anybody_in_by_itself():
    found = {str(path): list(signs_somebody_in(path)) for path in (ROOT / "community").rglob("*.py")}

    assert {path: names for path, names in found.items() if names} == {}


SENT = {"/accounts/email/": {"email": "new@members.example", "action_add": ""}}
ASKS_ITSELF = {"/accounts/password/change/", "/leave/take/"}  # in a field of its own
TEAMS = ("/admin/", "/moderation/", "/groups/")
WANTS_A_FILE = "/my-data/download/"  # tests/privacy/test_export_pages.py makes one and asks for it


@pytest.mark.django_db
def test_what_weighs_most_asks_once_more(settings, time_machine):
    settings.CONFIRM_AGAIN = True
    mo = with_address(make_user("Mo", password=PASSWORD, is_moderator=True, is_staff=True, is_superuser=True))
    of_the_team, ada = signed_in(mo), signed_in(with_address(make_user("Ada", password=PASSWORD)))
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    told = [re.search(r"`(.+?)`", row[1]).group(1) for row in rows_under("What asks once more")[2:]]
    assert len(told) == 14
    make_group("quiet", privacy="private")
    told.remove(WANTS_A_FILE)

    for path in told:
        path = f"{path}{mo.pk}/change/" if path.startswith("/admin/") else path
        client = of_the_team if path.startswith(TEAMS) else ada
        answer = client.post(path, SENT.get(path, {}))
        if path in ASKS_ITSELF:
            assert 'type="password"' in answer.content.decode(), path
        else:
            assert answer.url.startswith(reverse("account_reauthenticate")), path
