"""After a restore: what was taken away since the backup was made goes once more (`core.erasures`). Nobody is asked and
nobody is told: whoever did it has done it before."""

from datetime import datetime

from django.db import transaction

from community.conversations.actions.hiding import subject_follows
from community.conversations.models import PrivateMessage


def remove_messages(keys: list[str], *, now: datetime) -> int:
    return PrivateMessage.objects.filter(pk__in=keys, removed_at=None).update(removed_at=now)


@transaction.atomic
def hide_messages(keys: list[str], *, now: datetime) -> int:
    """Also where a phrase was blanked: which one is kept nowhere but in what was lost."""
    shown = list(PrivateMessage.objects.filter(pk__in=keys, hidden_at=None))
    for message in shown:
        PrivateMessage.objects.filter(pk=message.pk).update(hidden_at=now)
        subject_follows(message)
    return len(shown)
