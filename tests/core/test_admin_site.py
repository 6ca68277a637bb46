"""Where the admin is, and what it may that no other page may."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import make_user

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def operator(db):
    return make_user("Operator", is_staff=True, is_superuser=True)


def test_scripts_of_the_admin_work_and_nothing_else_is_looser(client, operator):
    elsewhere = client.get("/about/").headers["Content-Security-Policy"].split("; ")
    client.force_login(operator)

    rules = client.get("/admin/").headers["Content-Security-Policy"].split("; ")

    lost = [rule.split()[0] for rule in elsewhere if rule not in rules]
    assert sorted(lost) == ["require-trusted-types-for", "trusted-types"]
    assert [rule for rule in rules if rule not in elsewhere] == []


def test_an_operator_can_put_it_elsewhere(tmp_path):
    code = "import django; django.setup(); from django.urls import reverse; print(reverse('admin:index'))"
    environment = {
        "DJANGO_SETTINGS_MODULE": "community.settings",
        "ADMIN_PATH": "/back-room/",
        "STEADFOLD_VAR": str(tmp_path),
        "PATH": "",
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.stdout.strip() == "/back-room/", done.stderr
