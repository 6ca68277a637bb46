"""Whatever hosts and members do in whatever order, and however late the workers come: no mail goes out of a moment that
is not true, to somebody who does not come, or twice a day or an hour before the same moment."""

import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community.chat.actions import planning
from community.chat.actions.attending import give_free_places, remind
from community.chat.models import Attendance, Meeting
from community.groups.actions import join_group, leave_group
from community.groups.models import Membership
from community.groups.permissions import is_member
from community.notifications.actions import claim_due, drop_unwanted, record_sent, renew_lease
from community.notifications.models import Delivery
from tests.chat.factories import make_room
from tests.chat.meetings.factories import about, attend, cancel, decline, fresh, make_meeting, move
from tests.factories import NOON, join, make_group, make_user

WHO, WHICH = st.integers(0, 2), st.integers(0, 1)
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # making a failing run shorter would take minutes
STEPS = [timedelta(minutes=20), timedelta(hours=6), timedelta(days=3)]
BEGINS = re.compile(r"It begins at (\d\d:\d\d) on (\w+, \d+ \w+ \d{4}), time in UTC")


class HostsAndMembers(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.now, self.group, self.reminded = NOON, make_group(), Counter()
        self.somebody_moved = False
        self.room, self.mo = make_room(self.group), make_user("Mo")
        join(self.group, self.mo, role=Membership.Role.MODERATOR)
        self.members = [make_user(name) for name in ("Ada", "Bo", "Cy")]
        join(self.group, *self.members)

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def attempt(self, act, *args, **kwargs):
        with suppress(PermissionDenied, planning.NotAhead):
            act(*args, now=self.now, **kwargs)

    def meeting(self, which):
        coming = list(Meeting.objects.for_page().filter(starts_at__gt=self.now - timedelta(hours=2))[:10])
        return coming[which % len(coming)] if coming else None

    @initialize(weeks=st.integers(0, 2), capacity=st.sampled_from([None, 1, 2]))
    def plan(self, weeks, capacity):
        meeting = make_meeting(self.room, self.mo, weeks=weeks, capacity=capacity)
        attend(meeting, *self.members)

    @rule(which=WHICH, who=WHO)
    def member_attends(self, which, who):
        if meeting := self.meeting(which):
            self.attempt(attend, meeting, self.members[who])

    @rule(which=WHICH, who=WHO)
    def member_declines(self, which, who):
        if meeting := self.meeting(which):
            self.attempt(decline, meeting, self.members[who])

    @rule(who=WHO)
    def member_leaves_or_comes_back(self, who):
        act = leave_group if is_member(self.members[who], self.group) else join_group
        act(group=self.group, member=self.members[who], now=self.now)
        self.somebody_moved = True

    @rule(which=WHICH, hours=st.sampled_from([-30, -23, -1, 1, 20, 50]), following=st.booleans())
    def host_moves(self, which, hours, following):
        if meeting := self.meeting(which):
            local = localtime(meeting.starts_at + timedelta(hours=hours), meeting.plan.zone)
            moment = {"starts_on": local.date(), "local_time": local.time()}
            self.attempt(move, meeting, self.mo, following=following, **moment)

    @rule(which=WHICH, following=st.booleans())
    def host_calls_off(self, which, following):
        if meeting := self.meeting(which):
            self.attempt(cancel, meeting, self.mo, following=following)

    @rule(which=WHICH, capacity=st.sampled_from([None, 1, 3]))
    def host_changes_places(self, which, capacity):
        if meeting := self.meeting(which):
            words = about(capacity=capacity)
            planning.change_about(plan=meeting.plan, planner=self.mo, host=self.mo, about=words, now=self.now)

    @rule(step=st.sampled_from(STEPS))
    def time_passes(self, step):
        self.now += step

    @precondition(lambda self: Meeting.objects.filter(starts_at__gt=self.now).exists())
    @rule(before=st.sampled_from([timedelta(hours=24), timedelta(hours=23), timedelta(hours=1), timedelta(minutes=5)]))
    def reminder_falls_due(self, before):
        coming = Meeting.objects.filter(starts_at__gt=self.now).earliest("starts_at")
        self.now = max(self.now, coming.starts_at - before)
        self.worker_looks()

    @rule()
    def worker_looks(self):
        planning.make_all_ahead(now=self.now)
        give_free_places(now=self.now)
        self.somebody_moved = False
        for meeting in Meeting.objects.standing():
            remind(meeting, now=self.now)

    @rule()
    def mails_go_out(self):
        drop_unwanted(now=self.now)
        while batch := claim_due(now=self.now):
            for mail in batch:
                assert renew_lease(mail, now=self.now)
                assert record_sent(mail, now=self.now)
                self.count(mail.notification)

    def count(self, notice):
        meeting = meeting_of(notice)
        if notice.key != meeting.news_key:
            self.reminded[notice.recipient_id, notice.key, meeting.starts_at] += 1

    @invariant()
    def every_mail_that_waits_is_true(self):
        """It could go out at any moment."""
        for mail in Delivery.objects.due(self.now).wanted(self.now).select_related("notification__recipient"):
            self.check(mail)

    def check(self, mail):
        notice = mail.notification
        meeting = meeting_of(notice)
        own = Attendance.objects.get(meeting=meeting, member=notice.recipient)
        if meeting.cancelled_at:
            assert "Something about it has changed." in mail.text
            return
        time, day = BEGINS.search(mail.text).groups()
        told = datetime.strptime(f"{day} {time}", "%A, %d %B %Y %H:%M").replace(tzinfo=UTC)
        assert told == meeting.starts_at > self.now
        assert own.answer != Attendance.Answer.CANNOT
        if notice.key != meeting.news_key:
            self.check_reminder(notice, meeting, own)

    def check_reminder(self, notice, meeting, own):
        assert own.answer == Attendance.Answer.ATTENDING
        hours = 24 if meeting.starts_at - self.now > timedelta(hours=1) else 1
        assert meeting.starts_at - self.now <= timedelta(hours=hours)
        assert notice.key == f"meeting-{meeting.pk}-{hours}"
        assert self.reminded[notice.recipient_id, notice.key, meeting.starts_at] == 0

    @invariant()
    def nobody_is_reminded_twice_of_a_moment(self):
        assert set(self.reminded.values()) <= {1}

    @invariant()
    def no_free_place_while_somebody_waits(self):
        """Where somebody left the group, or came back, the worker looks to it."""
        for meeting in Meeting.objects.coming(self.now).for_page().filter(attendances__answer="waiting").distinct():
            inside = meeting.attendances.still_inside(self.group.pk)
            if inside.in_line().exists() and not self.somebody_moved:
                assert inside.attending().count() >= meeting.plan.capacity


def meeting_of(notice):
    return fresh(Meeting(pk=int(notice.url.strip("/").split("/")[1])))


@pytest.mark.django_db
def test_no_mail_goes_out_of_a_moment_that_is_not_true():
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    often = {"max_examples": 15, "stateful_step_count": 20, "deadline": None}
    chosen = settings(**often, suppress_health_check=checks, phases=PHASES)
    run_state_machine_as_test(HostsAndMembers, settings=chosen)
