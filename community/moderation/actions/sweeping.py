"""Make cases of what nobody reported: posts that wait, first posts of new members, words that a rule points out.

Swept by a task every few seconds; running it twice at once, or again after a crash, makes no case twice.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.actions import brake_in_a_wave
from community.accounts.models import User
from community.forum.limits import FOR_THE_TEAM
from community.forum.models import Post
from community.forum.permissions import NEW_POSTS
from community.moderation.actions.cases import Kind, follow_groups, open_case, record, release_idle
from community.moderation.models import Case, Risk
from community.moderation.subjects import SUBJECTS
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.words.actions import take
from community.words.models import Hit

BATCH = 100
CALL = _("words of distress in a private message or in the profile, which nobody of the team has read")
LOOK_BACK = timedelta(days=1)  # so long may the sweep stand still and find every first post


def sweep(*, now: datetime) -> int:
    """Everything that is due; how many cases were opened."""
    release_idle(now=now)
    follow_groups()
    close_settled(now=now)
    _mind_waves(now=now)
    return open_for_hits(now=now) + open_for_held(now=now) + open_for_newcomers(now=now)


def _mind_waves(*, now: datetime) -> None:
    """The moderators of the site are told, and can let people in again with one press."""
    if brake_in_a_wave(now=now) is None:
        return
    text, url = _("Many accounts were made in an hour, and joining is closed for now."), reverse("moderation:brake")
    for moderator in User.objects.filter(is_moderator=True, is_active=True):
        notify(recipient=moderator, kind=Notification.Kind.MODERATION, text=text, url=url, key=url, now=now)


def open_for_hits(*, now: datetime) -> int:
    return sum(_open_for_hit(hit, now=now) for hit in Hit.objects.waiting().select_related("rule")[:BATCH])


@transaction.atomic
def _open_for_hit(hit: Hit, *, now: datetime) -> bool:
    """Words of distress are looked at before everything else."""
    subject = _locked(hit.kind, hit.object_pk)
    if not take(hit, now=now) or subject is None:
        return False
    urgent = hit.rule.effect == hit.rule.Effect.URGENT
    if not SUBJECTS[hit.kind].in_group:
        return urgent and _call_for(SUBJECTS[hit.kind].author_of(subject), now=now)
    origin, risk = (Case.Origin.CRISIS, Risk.LIFE) if urgent else (Case.Origin.WORDS, Risk.OTHER)
    open_case(subject, kind=hit.kind, origin=origin, risk=risk, actor=None, now=now)
    return True


def _call_for(member_pk: int, *, now: datetime) -> bool:
    """A private message stays private, and a profile may be for nobody: the case is about who wrote it, and from here
    on nothing leads to the words, their conversation or the rule. Several make one, and its history does not count
    them; False when it is there."""
    member = _locked("profile", member_pk)
    before = Case.objects.open().filter(profile=member, decision=None).first()
    if before is not None and before.is_call_for_help:
        return False
    case = open_case(member, kind="profile", origin=Case.Origin.CRISIS, risk=Risk.LIFE, actor=None, now=now)
    if not case.is_call_for_help:  # it was reported before
        record(case, Kind.RAISED, actor=None, words=str(CALL), now=now, origin=Case.Origin.CRISIS)
    return True


def open_for_held(*, now: datetime) -> int:
    """Posts that wait for the team. What only waits for its turn appears by itself soon."""
    for_the_team = Post.objects.held().filter(held_until__gte=F("created_at") + FOR_THE_TEAM)
    held = for_the_team.filter(thread__slow_seconds=0)
    return sum(_open(post, Case.Origin.HELD, now=now) for post in held.exclude(_has_case())[:BATCH])


def open_for_newcomers(*, now: datetime) -> int:
    """The first three posts of each new member are read by somebody: whoever has three accepted posts at most has no
    others. What new members wrote before the last day has been looked at."""
    lately = Post.objects.shown().filter(published_at__gt=now - LOOK_BACK)
    new = lately.filter(author__accepted_posts__lte=NEW_POSTS, author__is_moderator=False)
    return sum(_open(post, Case.Origin.NEWCOMER, now=now) for post in new.exclude(_has_case())[:BATCH])


def _has_case() -> Exists:
    return Exists(Case.objects.filter(post=OuterRef("pk")))


@transaction.atomic
def _open(post: Post, origin: str, *, now: datetime) -> bool:
    subject = _locked("post", post.pk)
    if subject is None or Case.objects.filter(post=subject).exists():
        return False
    open_case(subject, kind="post", origin=origin, risk=Risk.OTHER, actor=None, now=now)
    return True


def _locked(kind: str, pk: Any) -> Any:
    rows = SUBJECTS[kind].model.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(pk=pk).first()


def close_settled(*, now: datetime) -> int:
    """A post that waited and has appeared, or was taken back by its author, needs nobody any more; how many cases."""
    settled = Case.objects.open().filter(origin=Case.Origin.HELD, reports=None, assignee=None, decision=None)
    return sum(_close(case, now=now) for case in settled.exclude(post__in=Post.objects.held())[:BATCH])


@transaction.atomic
def _close(case: Case, *, now: datetime) -> bool:
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if not case.is_open or case.assignee_id is not None or case.reports.exists():
        return False
    record(case, Kind.CLOSED, actor=None, now=now, decided_at=now)
    return True
