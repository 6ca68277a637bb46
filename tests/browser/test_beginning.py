"""What one test of the browser writes is not there in the next, on either database."""

import json

import pytest

pytestmark = pytest.mark.browser
WRITE = """
from django.utils import timezone
from community.accounts.models import User
from community.forum.models import Board
from community.groups.models import Membership
from tests.forum.factories import make_thread
kestrel = User.objects.get(username="Kestrel")
make_thread(board=Board.objects.get(slug="injections"), author=kestrel, title="Passing", now=timezone.now())
Membership.objects.all().delete()
User.objects.filter(pk=kestrel.pk).update(theme="dark")
print(User.objects.create_user("Passing").pk)
"""
READ = """
import json
from community.accounts.models import User
from community.groups.models import Membership
from community.search.indexes import POSTS
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(f"SELECT COUNT(*) FROM {POSTS.name}")
    [(found,)] = cursor.fetchall()
there = [Membership.objects.count(), found, User.objects.get(username="Kestrel").theme]
print(json.dumps([*there, User.objects.filter(username="Passing").exists()]))
"""


def test_the_site_begins_again(site):
    before = json.loads(site.shell(READ))
    first = int(site.shell(WRITE))
    mail = site.mails / "20260101-000000-000000-a.eml"
    mail.write_text("Of another test.")
    assert json.loads(site.shell(READ)) != before

    site.begin_again()

    assert json.loads(site.shell(READ)) == before
    assert min(before[:2]) > 0
    assert not mail.exists()
    assert int(site.shell(WRITE)) > first  # a number is not given twice


def test_the_next_one_too(site):
    """Whichever comes first."""
    assert json.loads(site.shell(READ))[-1] is False
    site.shell(WRITE)
