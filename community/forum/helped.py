"""What a helper posts for a member: the rules of both hold, and it never counts as more than a member's word."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.carers.actions import NoLongerHelps, hold, hold_member, is_too_fast, mind_pace
from community.carers.helping import Helping
from community.carers.models import Act, Arrangement, Scope
from community.carers.permissions import can_help
from community.forum.limits import WrittenAs
from community.forum.models import Board, Post, Thread
from community.forum.permissions import held_until, may_edit
from community.groups.permissions import can_see, moderates, role_in
from community.words.matching import Verdict

TOO_FAST = timedelta(minutes=10)


def held_arrangement(
    helping: Helping | None, *, author: User, board: Board, role: str | None, as_alias: bool, now: datetime
) -> Arrangement | None:
    """Kept until commit; None where nobody helps. A helper reads the place themself, and never writes where the member
    has the word of a moderator."""
    if helping is None:
        return None
    if helping.scope != (Scope.ALIAS if as_alias else Scope.POST):
        raise NoLongerHelps
    found = hold(helping, group=board.group, now=now)
    is_theirs = found.member_id == author.pk and not moderates(author, role)
    if not is_theirs or found.helper is None or not can_see(found.helper, board.group):
        raise NoLongerHelps
    return found


def when_it_appears(
    author: User,
    thread: Thread,
    *,
    helper: User | None,
    body: str,
    role: str | None,
    now: datetime,
    verdict: Verdict,
    written_as: WrittenAs,
) -> datetime | None:
    """The later of two moments, where two people have to wait for theirs; a call for help waits for nobody."""
    until = held_until(author, thread, body=body, role=role, now=now, verdict=verdict, written_as=written_as)
    if helper is None or verdict.crisis:
        return until
    own = held_until(helper, thread, body=body, role=None, now=now, verdict=verdict)
    fast = now + TOO_FAST if is_too_fast(helper, now=now) else None
    return max((moment for moment in (until, own, fast) if moment), default=None)


def held_for_change(helping: Helping, post: Post, *, now: datetime) -> Arrangement:
    """Kept until commit. The caller holds `post`; its author's row comes before the arrangement's, as everywhere."""
    hold_member(helping, now=now)
    found = hold(helping, group=post.thread.board.group, now=now)
    if helping.scope != scope_of(post) or not may_change(found, post, now=now):
        raise NoLongerHelps
    mind_pace(helping.helper, now=now)
    return found


def scope_of(post: Post) -> Scope:
    """The tick under which it was written."""
    return Scope.POST if post.alias_id is None else Scope.ALIAS


def may_change(found: Arrangement, post: Post, *, now: datetime) -> bool:
    """A helper changes what they wrote for this member themselves, while the member could, and only for as long as
    nobody else has changed it: after that the words are not theirs alone. What waits they do not see."""
    author, group = found.member, post.thread.board.group
    if found.helper is None or post.help_id != found.pk or post.author_id != author.pk or post.number is None:
        return False
    role = role_in(author, group)
    may = may_edit(author, post, role=role, now=now) and not moderates(author, role) and can_see(found.helper, group)
    return may and found.acts.filter(kind=Act.Kind.CHANGED, post_pk=post.pk).count() == post.edit_count


def help_to_change(post: Post, user: User | AnonymousUser, *, now: datetime) -> Helping | None:
    """For the pages: what a helper wrote for somebody, and may change now. It is asked again when it is written."""
    if post.help_id is None or not isinstance(user, User):
        return None
    mine = Arrangement.objects.by(user).usable(now).select_related("member", "helper")
    found, scope = mine.filter(pk=post.help_id).first(), scope_of(post)
    if found is None or not can_help(found, scope, group=post.thread.board.group, now=now):
        return None
    return Helping(found.pk, user, scope, found.member) if may_change(found, post, now=now) else None
