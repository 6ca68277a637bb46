"""What a moderator knows about a name: what stands in the cases that they may see and that were written under it."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from community.accounts.models import FormerName, User
from community.moderation.models import Case, Decision, Report, Unmasking, UnmaskingView
from community.moderation.querysets import CaseQuerySet
from community.moderation.records.suggesting import suggested_next

MOST = 50  # rows of each kind


def cases_of(member: User, viewer: User) -> CaseQuerySet:
    """Under the own name alone."""
    return Case.objects.visible_to(viewer).filter(author=member).under_own_name()


def cases_by_same_name(case: Case, viewer: User) -> CaseQuerySet:
    byline = case.byline
    if isinstance(byline, User):
        return cases_of(byline, viewer)
    return Case.objects.visible_to(viewer).under_alias(byline)


def decisions_in(cases: CaseQuerySet) -> "QuerySet[Decision]":
    joins = ("case__group", "sanction", "moderator", "undoing", "appeal__answer")
    return Decision.objects.filter(case__in=cases.values("pk")).select_related(*joins).order_by("-created_at", "-pk")


def known_about(member: User, viewer: User, *, now: datetime) -> dict[str, Any]:
    cases = cases_of(member, viewer)
    decisions = decisions_in(cases)
    reports = Report.objects.filter(case__in=cases.values("pk")).select_related("case__decision")
    in_force = decisions.filter(case__decision=F("pk"), sanction__isnull=False)
    return {
        "decisions": decisions[:MOST],
        "reports": reports.order_by("-created_at", "-pk")[:MOST],
        "limits": [one for one in in_force if one.sanction is not None and one.sanction.is_in_force_at(now)],
        "unmaskings": names_looked_up(member, viewer)[:MOST],
        "former_names": former_names(member, viewer),
    }


def former_names(member: User, viewer: User) -> "QuerySet[FormerName]":
    return FormerName.objects.visible_to(viewer).filter(member=member)


def names_looked_up(member: User, viewer: User) -> "QuerySet[Unmasking]":
    """Only those that this viewer has looked at already: whoever agreed and did not look learns nothing here."""
    looks = UnmaskingView.objects.filter(unmasking=OuterRef("pk"), viewer=viewer)
    found = Unmasking.objects.visible_to(viewer).filter(Exists(looks), case__author=member)
    return found.select_related("asked_by", "agreed_by").order_by("-agreed_at")


def case_record_context(case: Case, viewer: User, *, now: datetime) -> dict[str, Any]:
    """For the case page: the way to the record of a named author, and what a moderator might do next."""
    byline = case.byline
    context: dict[str, Any] = {"record_of": None}
    if isinstance(byline, User):
        context = {"record_of": byline, "former_names": former_names(byline, viewer)}
    if case.is_open and case.decision is None and not case.is_call_for_help:
        decisions = list(decisions_in(cases_by_same_name(case, viewer))[:MOST])
        context["suggestion"] = suggested_next(case, decisions, now=now)
    return context
