"""Which meetings a person may see, and who among those who answered is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q

from community.accounts.models import User
from community.core.features import is_off
from community.groups.models import Membership
from community.groups.querysets import seen_by
from community.notifications.models import Delivery
from community.notifications.reach import members_mailed, members_reached

if TYPE_CHECKING:
    from community.chat.models import Attendance, Hand, Meeting, MeetingPlan, Pause  # noqa: F401

AHEAD = timedelta(weeks=8)  # so far the meetings of a plan are made


class MeetingPlanQuerySet(models.QuerySet["MeetingPlan"]):
    def visible_to(self, user: User | AnonymousUser) -> MeetingPlanQuerySet:
        return self.none() if is_off("chat") else self.filter(seen_by(user, path="room__group"))

    def going_on(self) -> MeetingPlanQuerySet:
        """Those that bring further meetings."""
        return self.filter(ended_at=None, every_weeks__gt=0)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> MeetingQuerySet:
        """Who may see the room may see when it meets."""
        return self.none() if is_off("chat") else self.filter(seen_by(user, path="plan__room__group"))

    def standing(self) -> MeetingQuerySet:
        """Neither cancelled nor over."""
        return self.filter(cancelled_at=None, closed_at=None)

    def coming(self, now: datetime) -> MeetingQuerySet:
        """Not begun by the clock yet, and nobody has opened it: what can still be moved or called off."""
        return self.standing().filter(starts_at__gt=now, opened_at=None)

    def not_over(self, now: datetime) -> MeetingQuerySet:
        """Still to come or going on, the soonest first."""
        running = Q(opened_at__isnull=False)
        return self.standing().filter(running | Q(ends_at__gt=now)).order_by("starts_at", "pk")

    def of_interest_to(self, member: User) -> MeetingQuerySet:
        """In their groups, or one to which they said they would come; not those to which they cannot."""
        return self.with_own_answer(member).filter(
            Q(plan__room__group__in=member.memberships.values("group"), own_answer=None)
            | Q(own_answer__in=["attending", "waiting"])
        )

    def joined_by(self, member: User) -> MeetingQuerySet:
        """Those to which they said they would come, in groups they are still in: whoever left takes no place."""
        inside = Q() if member.is_moderator else Q(plan__room__group__in=member.memberships.values("group"))
        return self.filter(inside, attendances__member=member, attendances__answer="attending")

    def with_own_answer(self, user: User | AnonymousUser) -> MeetingQuerySet:
        """Adds `own_answer`; None without one."""
        own = FilteredRelation("attendances", condition=Q(attendances__member=user.pk or 0))
        return self.annotate(own=own, own_answer=F("own__answer"))

    def for_page(self) -> MeetingQuerySet:
        return self.select_related("plan__room__group", "plan__host")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: User | AnonymousUser) -> AttendanceQuerySet:
        """One's own. Hosts see who comes on their console."""
        return self.filter(member=user.pk)

    def still_inside(self, group: int) -> AttendanceQuerySet:
        """Of those who may still listen in the group: whoever left it takes no place and gets no mail."""
        inside = Membership.objects.filter(group=group).values("member")
        return self.filter(Q(member__in=inside) | Q(member__is_moderator=True), member__is_active=True)

    def with_calendar(self, now: datetime) -> AttendanceQuerySet:
        """Adds what holds for the calendar of its member: `belongs_in_calendar` says that the meeting takes place, and
        that they come, may be there and want mails about it; `is_reached` that a mail would reach them now."""
        inside = Membership.objects.filter(group=OuterRef("meeting__plan__room__group"), member=OuterRef("member"))
        comes = Q(answer="attending", meeting__cancelled_at=None) & (Q(member__is_moderator=True) | Exists(inside))
        wants = Q(Exists(members_mailed("meeting").filter(pk=OuterRef("member"))))
        return self.select_related("member", "calendar_entry").annotate(
            belongs_in_calendar=ExpressionWrapper(comes & wants, output_field=BooleanField()),
            is_reached=Exists(members_reached(now).filter(pk=OuterRef("member"))),
        )

    def out_of_step(self, now: datetime) -> AttendanceQuerySet:
        """Of those whom a mail reaches: a meeting to come stands in their calendar though it does not belong there, or
        at another time, or was taken out of it and belongs there again, or the mail that told it last was lost. Whoever
        took it out themselves, by saying that they cannot come, has answered since, and asks for it anew."""
        if is_off("chat"):
            return self.none()
        entry, meeting = "calendar_entry__", "meeting__"
        as_told = Q(**{f"{entry}{field}": F(f"{meeting}{field}") for field in ("starts_at", "ends_at")})
        stands = Q(calendar_entry__cancelled_at=None)
        is_wrong = stands & (Q(belongs_in_calendar=False) | ~as_told)
        is_back = ~stands & Q(belongs_in_calendar=True, answered_at__lt=F("calendar_entry__cancelled_at"))
        is_lost = Q(Exists(Delivery.objects.lost().filter(pk=OuterRef("calendar_entry__told_by"))))
        to_come = self.filter(calendar_entry__isnull=False, meeting__starts_at__gt=now, meeting__closed_at=None)
        return to_come.with_calendar(now).filter(is_wrong | is_back | is_lost, Q(is_reached=True))

    def attending(self) -> AttendanceQuerySet:
        return self.filter(answer="attending")

    def in_line(self) -> AttendanceQuerySet:
        """For a free place, first come, first served."""
        return self.filter(answer="waiting").order_by("answered_at", "pk")


class HandQuerySet(models.QuerySet["Hand"]):
    def visible_to(self, user: User | AnonymousUser) -> HandQuerySet:
        return self.filter(seen_by(user, path="meeting__plan__room__group"))

    def up(self) -> HandQuerySet:
        """Not had their turn, or having it: a check-in round first, then in the order in which they were raised."""
        return self.filter(lowered_at=None).select_related("member").order_by("-in_round", "raised_at", "pk")

    def of_speakers(self, pauses: models.QuerySet[Pause], *, now: datetime) -> HandQuerySet:
        """Of those who may still write there, as `permissions.could_speak`. `pauses`: those in force."""
        pauses = pauses.filter(room=OuterRef("meeting__plan__room"), member=OuterRef("member"))
        inside = Membership.objects.filter(group=OuterRef("meeting__plan__room__group"), member=OuterRef("member"))
        may = Q(member__is_moderator=True) | Exists(inside.team()) | (Exists(inside) & ~Exists(pauses))
        able = self.exclude(member__silenced_until__gt=now).exclude(member__suspended_until__gt=now)
        return able.filter(may, member__is_active=True)
