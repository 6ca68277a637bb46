"""Somebody who helps somebody."""

from datetime import timedelta

from community.accounts.actions import block, sanction
from community.accounts.models import Sanction
from community.carers import actions
from community.carers.helping import Helping
from community.carers.models import Arrangement, Scope
from community.forum.actions import add_reply, start_thread
from community.forum.actions.writing import How
from tests.factories import NOON

EVERYTHING = list(Scope)
LATER = NOON + timedelta(hours=1)


def ask(member, helper, *, scopes=(Scope.POST,), days=30, now=NOON, **wishes):
    wanted = actions.Wishes(scopes, days, **wishes)
    return actions.invite(member=member, helper=helper, wishes=wanted, now=now)


def help_of(helper, member, *, scopes=(Scope.POST,), named=False, now=NOON, **wishes):
    """Asked for and agreed to."""
    made = ask(member, helper, scopes=scopes, now=now, **wishes)
    assert actions.accept(made, helper=helper, may_be_named=named, now=now)
    return Arrangement.objects.select_related("member", "helper").get(pk=made.pk)


def helping(arrangement, scope=Scope.POST, *, helper=None):
    return Helping(arrangement.pk, helper or arrangement.helper, scope, arrangement.member)


def reply_for(arrangement, thread, body="Written for her.", *, scope=Scope.POST, helper=None, now=LATER):
    how = How(help=helping(arrangement, scope, helper=helper), as_alias=scope == Scope.ALIAS)
    return add_reply(thread=thread, author=arrangement.member, body=body, how=how, now=now)


def thread_for(arrangement, board, body="Her first thread.", *, scope=Scope.POST, now=LATER):
    how = How(help=helping(arrangement, scope), as_alias=scope == Scope.ALIAS)
    return start_thread(board=board, author=arrangement.member, title="For her", body=body, how=how, now=now)


def draft_for(arrangement, body="Half a thought", *, scope=Scope.DRAFT, key="reply:1000000", group=None, now=LATER):
    chosen = helping(arrangement, scope)
    return actions.offer_draft(chosen, key=key, fields={"body": body}, group=group, now=now)


def silence(member):
    sanction(member, kind=Sanction.Kind.SILENCE, until=None, now=NOON)


def suspend(member):
    sanction(member, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)


def apart(blocker, blocked):
    block(blocked, blocker=blocker, now=NOON)
