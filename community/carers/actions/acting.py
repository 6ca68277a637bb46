"""What a helper does for a member. `hold` stands at the beginning of each, in the transaction that writes."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.actions import hold_agreed
from community.accounts.consents import NotAgreed
from community.accounts.models import User
from community.carers.actions.telling import tell
from community.carers.helping import Helping
from community.carers.models import Act, Arrangement, OfferedDraft, Scope
from community.carers.permissions import can_help
from community.core.erasures import record_erasure
from community.core.kept import LONGEST
from community.core.phrases import filled
from community.drafts.actions import StaleDraft, TooLong, save_draft, size_of
from community.drafts.models import Fields
from community.groups.models import SupportGroup

MOST_WAITING = 20  # drafts that one member has not looked at yet
TOLD = {
    Act.Kind.DRAFTED: gettext_lazy("%(name)s wrote a draft for you"),
    Act.Kind.STARTED: gettext_lazy("%(name)s started a thread for you"),
    Act.Kind.REPLIED: gettext_lazy("%(name)s posted a reply for you"),
    Act.Kind.REMINDED: gettext_lazy("%(name)s set a reminder for you"),
    Act.Kind.CHANGED: gettext_lazy("%(name)s changed a post that they wrote for you"),
}


class NoLongerHelps(PermissionDenied):
    """Not, no longer, or not with this. The words name no reason: that is between the member and the team."""

    def __init__(self) -> None:
        super().__init__(_("You cannot do this for somebody else now."))


class TooMuch(PermissionDenied):
    """For one member, who has not looked at what waits already, or in a short time."""


def hold(helping: Helping, *, group: SupportGroup | None = None, now: datetime) -> Arrangement:
    """The arrangement as it is now, kept until commit: an end that comes in the same moment waits, and what is asked
    after it is refused."""
    rows = Arrangement.objects.in_force(now).filter(pk=helping.pk, helper=helping.helper)
    if not rows.select_for_update(no_key=True).values_list("pk"):
        raise NoLongerHelps
    found = rows.select_related("member", "helper").first()  # read then: what is joined to a row one waited for is old
    if found is None or not can_help(found, helping.scope, group=group, now=now):
        raise NoLongerHelps
    return found


def hold_member(helping: Helping, *, now: datetime) -> None:
    """Before `hold`, where something is kept of them that only they see: it tells of their health, and taking consent
    back, which erases it, waits for this."""
    try:
        hold_agreed(helping.member, now=now)
    except NotAgreed as refused:
        raise NoLongerHelps from refused


def record_act(
    arrangement: Arrangement, *, kind: Act.Kind, url: str = "", post_pk: int | None = None, now: datetime
) -> Act:
    """Into the member's log, with a notice. The caller holds the arrangement."""
    act = arrangement.acts.create(kind=kind, url=url, post_pk=post_pk, done_at=now)
    words: Promise = filled(TOLD[kind], name=arrangement.helper)
    tell(arrangement.member, words, about=arrangement, actor=arrangement.helper, now=now)
    return act


def is_too_fast(helper: User, *, now: datetime) -> bool:
    """A helper of many is no faster than one member."""
    return Act.objects.lately_by(helper, now=now).count() >= settings.BURST_POSTS


def mind_pace(helper: User, *, now: datetime) -> None:
    if is_too_fast(helper, now=now):
        raise TooMuch(_("You did much for others in a short time. Wait ten minutes, then send it again."))


@transaction.atomic
def offer_draft(
    helping: Helping, *, key: str, fields: Fields, group: SupportGroup | None = None, now: datetime
) -> OfferedDraft:
    """Put a text where only the member finds it. Nothing of it is posted or sent until the member does that."""
    if helping.scope not in (Scope.DRAFT, Scope.MESSAGE):
        raise NoLongerHelps
    hold_member(helping, now=now)
    held = hold(helping, group=group, now=now)
    if size_of(fields) > LONGEST:
        raise TooLong
    mind_pace(helping.helper, now=now)
    if held.drafts.count() >= MOST_WAITING:
        raise TooMuch(_("Many drafts wait there already. Yours is kept among your own drafts."))
    if (same := held.drafts.filter(key=key, fields=fields).first()) is not None:
        return same  # a second press
    record_act(held, kind=Act.Kind.DRAFTED, now=now)
    return held.drafts.create(key=key, fields=fields, created_at=now)


@transaction.atomic
def erase_offered(member: User) -> int:
    """All that waits for them, at once and for good; how many."""
    keys = list(OfferedDraft.objects.visible_to(member).values_list("pk", flat=True))
    OfferedDraft.objects.filter(pk__in=keys).delete()
    record_erasure("carers.draft", *keys)
    return len(keys)


@transaction.atomic
def take_draft(offered: OfferedDraft, *, member: User, now: datetime) -> bool:
    """Make it the member's own draft; False when they had begun a text there themselves: then it is kept beside that
    one, and neither is lost."""
    _must_be_for(member, offered)
    hold_agreed(member, now=now)
    if not OfferedDraft.objects.filter(pk=offered.pk).delete()[0]:
        return True  # taken, or thrown away, in another window: then it does not come back
    try:
        save_draft(owner=member, key=offered.key, fields=offered.fields, version=0, now=now)
        is_alone = True
    except StaleDraft:
        is_alone = False
    return is_alone


@transaction.atomic
def throw_away(offered: OfferedDraft, *, member: User) -> None:
    _must_be_for(member, offered)
    if OfferedDraft.objects.filter(pk=offered.pk).delete()[0]:
        record_erasure("carers.draft", offered.pk)


def throw_away_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    return OfferedDraft.objects.filter(pk__in=keys).delete()[0]


def _must_be_for(member: User, offered: OfferedDraft) -> None:
    if member.pk != offered.arrangement.member_id:
        raise PermissionDenied("A draft is for the one it was written for.")
