from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from community.accounts.models import User
from community.chat.models import Attendance, MeetingPlan
from community.conversations.models import Conversation, Participant
from community.conversations.permissions import can_begin
from community.forum.actions.recounting import Repairs, recount
from community.forum.models import Post, Thread
from community.forum.permissions import is_new
from community.moderation.models import Case
from community.notifications.models import Delivery
from community.pages.demo.actions import PASSWORD


@pytest.fixture
def demo(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.DEMO_MARK = tmp_path / "demo-community"
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=out)
    return out.getvalue()


def test_demo_says_what_it_makes_and_marks_the_site(demo, client):
    assert "threads" in demo
    assert "made-up" in client.get("/").content.decode()


def test_demo_members_are_flagged_and_hold_no_real_address(demo):
    assert set(User.objects.values_list("is_demo", flat=True)) == {True}
    assert all(member.email.endswith(".example") for member in User.objects.all())


def test_demo_has_threads_a_hidden_post_and_an_open_case(demo):
    assert Thread.objects.count() >= 14
    assert Post.objects.exclude(hidden_at=None).exclude(hidden_reason="").count() == 1
    assert Case.objects.count() == 1


def test_demo_has_a_conversation_and_a_first_contact_that_waits(demo):
    kestrel = User.objects.get(username="Kestrel")

    assert Conversation.objects.visible_to(kestrel).count() == 2
    assert Participant.objects.asked().get().member == kestrel


def test_demo_holds_nothing_and_every_member_has_shown_who_they_are(demo):
    everybody = User.objects.all()

    assert not Post.objects.held().exists()
    assert [member for member in everybody if is_new(member) or not can_begin(member, now=timezone.now())] == []
    assert recount() == Repairs(threads=0, boards=0, members=0)


def test_demo_has_a_weekly_meeting_and_one_that_is_once(demo):
    assert sorted(MeetingPlan.objects.values_list("every_weeks", flat=True)) == [0, 1]
    assert Attendance.objects.attending().count() == 4
    assert MeetingPlan.objects.get(every_weeks=1).meetings.count() == 8


def test_demo_sends_no_mail(demo):
    assert not Delivery.objects.waiting().exists()


def test_demo_never_touches_a_site_with_members(db):
    User.objects.create_user("Kestrel")

    with pytest.raises(CommandError, match="empty database"):
        call_command("demo")

    assert User.objects.count() == 1


def test_demo_is_never_made_on_a_real_site(db, settings):
    settings.HTTPS, settings.DEBUG = True, False

    with pytest.raises(CommandError, match="a real site"):
        call_command("demo", size="large")

    assert not User.objects.exists()


@pytest.mark.parametrize(("debug", "signed_in"), [(True, True), (False, False)])
def test_demo_sign_ins_work_only_while_debug_is_on(demo, client, settings, debug, signed_in):
    settings.DEBUG = debug

    client.post("/accounts/login/", {"login": "Kestrel", "password": PASSWORD})

    assert ("_auth_user_id" in client.session) is signed_in
