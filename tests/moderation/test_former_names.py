"""Moderators of the site know what a member was called before."""

from datetime import timedelta

from django.urls import reverse

from community.accounts.models import FormerName
from community.pages.actions import rename_member
from tests.factories import NOON
from tests.moderation.factories import report_post
from tests.moderation.posts import post_under_another_name

PAGE = "/settings/name/"
DAY = timedelta(days=1)


def html(response):
    return response.content.decode()


def test_moderators_of_the_site_read_former_names_and_nobody_else(as_member, case, ada, bo, gil, mo):
    rename_member(ada, name="Adele", now=NOON)
    record, of_case = reverse("moderation:member", args=["Adele"]), case.get_absolute_url()

    for address in (record, of_case):
        page = html(as_member(mo).get(address))
        assert "Called before:" in page
        assert "until 22 November 2026" in page
        assert "Called before:" not in html(as_member(gil).get(address))
    assert "Called before:" not in html(as_member(bo).get("/members/Adele/"))
    for member in (ada, bo, gil):
        assert not FormerName.objects.visible_to(member).exists()


def test_a_case_about_another_name_tells_no_former_one(as_member, group, ada, bo, mo):
    case = report_post(post_under_another_name(group, ada), bo).case
    rename_member(ada, name="Adele", now=NOON)

    page = html(as_member(mo).get(case.get_absolute_url()))

    assert "Called before:" not in page
    assert "Adele" not in page
