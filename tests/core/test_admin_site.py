"""Where the admin is, and what it may that no other page may."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib import admin

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.core.admin import OnlyChanged
from tests.factories import NOON, make_user

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


def test_a_form_of_the_admin_takes_no_silence_back_that_was_given_meanwhile(rf, ada):
    """It was read before and is written after."""
    as_it_was = User.objects.get(pk=ada.pk)
    sanction(ada, kind=Sanction.Kind.SILENCE, until=None, now=NOON)
    as_it_was.is_editor, form = True, SimpleNamespace(changed_data=["is_editor"])

    admin.site.get_model_admin(User).save_model(rf.post("/"), as_it_was, form, change=True)

    ada.refresh_from_db()
    assert (ada.is_editor, ada.is_silenced) == (True, True)


def test_every_page_of_the_admin_writes_only_what_was_changed():
    ours = [kind for kind in admin.site._registry.values() if type(kind).__module__.startswith("community.")]

    assert ours
    assert [kind for kind in ours if not isinstance(kind, OnlyChanged)] == []
