"""A queue after years: 20,000 cases that wait and 200,000 that are decided (a tenth of it on the small community)."""

import itertools
from datetime import timedelta

from django.utils import timezone

from community.accounts.models import User
from community.forum.models import Post
from community.groups.models import Membership
from community.moderation.models import Case, CaseEvent, Decision, Report, Risk
from tests.factories import agreed

OPEN = {"small": 2_000, "large": 20_000}
DECIDED = {"small": 20_000, "large": 200_000}
RISKS = [Risk.OTHER, Risk.OTHER, Risk.OTHER, Risk.UNSAFE_ADVICE, Risk.ILLEGAL, Risk.LIFE]
REASONS = ["spam", "harassment", "privacy", "unsafe_advice", "illegal", "worried"]
BATCH = 2_000


def build_cases(size: str) -> User:
    """About as many posts; the moderator who opens the queue."""
    moderator = User.objects.create_user("Mo", is_moderator=True, **agreed(timezone.now()))
    reporter = User.objects.get(username="Member7")
    rows = Post.objects.exclude(author=reporter).order_by("pk").values_list("pk", "author", "thread__board__group")
    posts = list(rows[: OPEN[size] + DECIDED[size]])
    now = timezone.now()
    cases = [
        Case(
            post_id=post,
            author_id=author,
            group_id=group,
            risk=RISKS[number % 6],
            version=3,
            opened_at=now - timedelta(minutes=number),
            decided_at=now - timedelta(minutes=number - 10) if number >= OPEN[size] else None,
        )
        for number, (post, author, group) in enumerate(
            itertools.islice(itertools.cycle(posts), OPEN[size] + DECIDED[size])
        )
    ]
    Case.objects.bulk_create(cases, batch_size=BATCH)
    _around(cases, moderator, reporter, now=now)
    return moderator


def moderator_of_a_group() -> User:
    """Of the smallest group that has a case."""
    group = Case.objects.open().order_by("group__member_count").values_list("group", flat=True)[0]
    member = User.objects.create_user("Gil", **agreed(timezone.now()))
    Membership.objects.create(group_id=group, member=member, role="moderator", joined_at=timezone.now())
    return member


def _around(cases, moderator, reporter, *, now):
    """A report and its events each, and a decision for those that are decided."""
    Report.objects.bulk_create(
        (
            Report(
                case=case,
                reporter=reporter,
                reason=REASONS[number % 6],
                excerpt="Some words.",
                created_at=case.opened_at,
            )
            for number, case in enumerate(cases)
        ),
        batch_size=BATCH,
    )
    CaseEvent.objects.bulk_create(
        (
            CaseEvent(case=case, number=number, kind=kind, created_at=case.opened_at)
            for case in cases
            for number, kind in ((1, "opened"), (2, "reported"), (3, "noted"))
        ),
        batch_size=BATCH,
    )
    decided = [case for case in cases if case.decided_at]
    decisions = Decision.objects.bulk_create(
        (
            Decision(case=case, moderator=moderator, outcome="no_action", excerpt="Words.", created_at=case.decided_at)
            for case in decided
        ),
        batch_size=BATCH,
    )
    for case, decision in zip(decided, decisions, strict=True):
        case.decision = decision
    Case.objects.bulk_update(decided, ["decision"], batch_size=500)
