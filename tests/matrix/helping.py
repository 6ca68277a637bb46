"""What stands in the addresses about helpers: Cy helps Ada and wrote a draft for her; Bo was asked, and has not
answered; a link of hers waits for whoever has it."""

from django.utils import timezone

from community.carers.actions import Wishes, invite_by_link
from community.carers.models import Scope
from tests.carers.factories import ask, draft_for, help_of


def helpers(world):
    now = timezone.now()
    found = help_of(world.cy, world.ada, scopes=[Scope.DRAFT], now=now)
    draft = draft_for(found, group=world.group, now=now)
    asked = ask(world.ada, world.bo, now=now)
    _made, token = invite_by_link(member=world.ada, wishes=Wishes([Scope.POST], 7), now=now)
    return {
        **{f"carers:{name}": {"pk": found.pk} for name in ("arrangement", "end", "renew", "name")},
        **{f"carers:{name}": {"pk": draft.pk} for name in ("take", "throw_away")},
        "carers:answer": {"pk": asked.pk},
        "carers:by_link": {"token": token},
    }
