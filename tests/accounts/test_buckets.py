"""Limits on signing in: a bucket for each reader behind a proxy, a forged header is worth nothing, and with Redis the
count is one for all processes."""

import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
PROXY = "10.0.0.1"


@pytest.fixture
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip", "login_failed": None}


def tries(times, *, forwarded, remote=PROXY):
    """The proxy writes the last entry; what stands before it is what the reader claims."""
    client = Client(REMOTE_ADDR=remote, headers={"x-forwarded-for": forwarded})
    return [client.post(LOGIN, {"login": "Nobody", "password": "no"}).status_code for _ in range(times)]


@pytest.mark.usefixtures("behind_a_proxy")
def test_two_readers_behind_a_proxy_have_a_bucket_each():
    assert tries(4, forwarded="198.51.100.1") == [200, 200, 200, 429]
    assert tries(3, forwarded="198.51.100.2") == [200, 200, 200]


@pytest.mark.usefixtures("behind_a_proxy")
def test_forged_header_brings_no_new_bucket():
    answers = [tries(1, forwarded=f"203.0.113.{number}, 198.51.100.1")[0] for number in range(4)]

    assert answers == [200, 200, 200, 429]


def test_without_a_proxy_the_header_counts_for_nothing(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip", "login_failed": None}

    answers = [tries(1, forwarded=f"203.0.113.{number}", remote="198.51.100.1")[0] for number in range(4)]

    assert answers == [200, 200, 200, 429]


ELSEWHERE = """
import django; django.setup()
from django.test import RequestFactory
from allauth.core.internal import ratelimit as inside
request = RequestFactory().post("/", REMOTE_ADDR="198.51.100.9")
print(bool(inside.consume(request, app="allauth.account", action="login", config={"login": "3/h/ip"})))
"""


@pytest.mark.services  # one process has one memory; several share Redis
def test_processes_count_together():
    said = [subprocess.check_output([sys.executable, "-c", ELSEWHERE], text=True).split()[-1] for _ in range(4)]

    assert said == ["True", "True", "True", "False"]
