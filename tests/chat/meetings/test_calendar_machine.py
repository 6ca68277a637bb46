"""Whatever a host and a member do in whatever order, and whenever mails go out: the last message that reached a
calendar has the highest number, and says how things stand for its member."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions import planning
from community.chat.actions.calendars import put_right
from community.chat.actions.inviting import NoMails, send_to_calendar
from community.chat.models import Attendance
from community.groups.actions import join_group, leave_group
from community.groups.models import Membership
from community.notifications.actions import (
    choose_ways,
    claim_due,
    drop_unwanted,
    mark_all_read,
    record_bounce,
    record_sent,
    renew_lease,
    trust_address,
)
from community.notifications.bounces import Bounce
from community.notifications.models import Delivery
from tests.calendar_reader import read
from tests.chat.factories import make_room
from tests.chat.meetings.calendars import mails_come_back
from tests.chat.meetings.factories import attend, cancel, decline, fresh, make_meeting, move
from tests.factories import NOON, join, make_group, make_user

ACTS = ["attend", "decline", "invite", "invite", "move", "lengthen", "read", "mails go out"]
ACTS += ["leave", "come back", "mails off", "mails on", "mails come back", "mails arrive", "tick", "tick"]
ACTS += ["last mail bounces", "suspend"]
STEPS = st.lists(st.sampled_from(ACTS), max_size=14)


class World:
    def __init__(self):
        group = make_group()
        self.ada, self.mo = make_user("Ada"), make_user("Mo")
        join(group, self.ada)
        join(group, self.mo, role=Membership.Role.MODERATOR)
        self.group, self.meeting = group, make_meeting(make_room(group), self.mo)
        self.reached, self.carried, self.now = [], [], NOON

    def do(self, act):
        self.now += timedelta(seconds=1)
        with suppress(PermissionDenied, NoMails, planning.NotAhead):
            getattr(self, act.replace(" ", "_"))()

    def attend(self):
        attend(self.meeting, self.ada, now=self.now)

    def decline(self):
        decline(self.meeting, self.ada, now=self.now)

    def invite(self):
        send_to_calendar(meeting=self.meeting, member=self.ada, now=self.now)

    def move(self):
        self.retime(hours=3)

    def lengthen(self):
        self.retime(minutes=5)

    def retime(self, *, hours=0, minutes=0):
        current = fresh(self.meeting)
        local = localtime(current.starts_at + timedelta(hours=hours), current.plan.zone)
        length = (current.ends_at - current.starts_at) // timedelta(minutes=1) + minutes
        moment = {"starts_on": local.date(), "local_time": local.time(), "minutes": length}
        move(current, self.mo, now=self.now, **moment)

    def cancel(self):
        cancel(fresh(self.meeting), self.mo, now=self.now)

    def read(self):
        mark_all_read(self.ada, now=self.now)

    def leave(self):
        leave_group(group=self.group, member=self.ada)

    def come_back(self):
        join_group(group=self.group, member=self.ada, now=self.now)

    def mails_off(self):
        choose_ways(self.ada, ways={"meeting": "app"})

    def mails_on(self):
        choose_ways(self.ada, ways={"meeting": "now"})

    def mails_come_back(self):
        mails_come_back(self.ada)
        self.ada.refresh_from_db()

    def mails_arrive(self):
        trust_address(self.ada, now=self.now)
        self.ada.refresh_from_db()

    def last_mail_bounces(self):
        """The newest that left never arrived, and the address gets no more."""
        delivery = Delivery.objects.exclude(sent_at=None).order_by("pk").last()
        if delivery is None:
            return
        record_bounce(delivery, bounce=Bounce.HARD, now=self.now)
        self.ada.refresh_from_db()
        if delivery.pk in self.carried:
            self.reached.pop(self.carried.index(delivery.pk))
            self.carried.remove(delivery.pk)

    def suspend(self):
        sanction(self.ada, kind=Sanction.Kind.SUSPENSION, until=self.now + timedelta(seconds=4), now=self.now)
        self.ada.refresh_from_db()

    def wait(self):
        """One second."""

    def tick(self):
        put_right(self.meeting, now=self.now)

    def mails_go_out(self):
        drop_unwanted(now=self.now)
        while batch := claim_due(now=self.now):
            for delivery in sorted(batch, key=lambda delivery: delivery.pk):
                assert renew_lease(delivery, now=self.now)
                assert record_sent(delivery, now=self.now)
                if delivery.calendar:
                    self.reached.append(read(delivery.calendar))
                    self.carried.append(delivery.pk)

    def is_right(self):
        numbers = [event["SEQUENCE"] for _calendar, [event] in self.reached]
        assert numbers == sorted(set(numbers))
        assert len({event["UID"] for _calendar, [event] in self.reached}) <= 1
        meeting, own = fresh(self.meeting), Attendance.objects.filter(member=self.ada).first()
        asked = own is not None and hasattr(own, "calendar_entry")
        assert asked or not self.reached
        if not asked:
            return
        inside = self.group.memberships.filter(member=self.ada).exists()
        wants = not self.ada.choices.exclude(way="now").exists()
        comes = own.answer == "attending" and inside and wants and not meeting.cancelled_at
        comes = comes and own.calendar_entry.cancelled_at is None
        if not self.reached:
            assert not comes
            return
        calendar, [event] = self.reached[-1]
        assert event["SEQUENCE"] == own.calendar_entry.sequence
        assert (calendar["METHOD"], event["STATUS"]) == (("REQUEST", "CONFIRMED") if comes else ("CANCEL", "CANCELLED"))
        assert (event["DTSTART"], event["DTEND"]) == tuple(
            f"{moment:%Y%m%dT%H%M%SZ}" for moment in (meeting.starts_at, meeting.ends_at)
        ) or not comes


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@example(arrived=True, before=["mails off", "move"], called_off=True, after=[])  # what took it out is not taken back
@example(
    arrived=False,
    before=[
        *("read", "mails off", "mails off", "mails come back", "invite", "mails come back", "invite", "come back"),
        *("tick", "attend", "invite", "mails off", "attend", "mails on"),
    ],
    called_off=False,
    after=[],
)
@example(arrived=False, before=["mails off", "mails go out", "mails on"], called_off=False, after=[])
@given(arrived=st.booleans(), before=STEPS, called_off=st.booleans(), after=STEPS)
def test_the_last_message_to_a_calendar_has_the_highest_number_and_is_true(arrived, before, called_off, after):
    with transaction.atomic():
        world = World()
        begin = ["attend", "invite", *(["mails go out"] if arrived else [])]
        for act in [
            *begin,
            *before,
            *(["cancel"] if called_off else []),
            *after,
            "mails arrive",
            *(["wait"] * 4),
            "tick",
            "mails go out",
        ]:
            world.do(act)

        world.is_right()
        transaction.set_rollback(True)
