"""A member goes by another name: what was told of them by name says the new one, and leads to their page."""

import re
from collections.abc import Mapping

from django.db.models import Value
from django.db.models.functions import Replace

from community.accounts.models import User
from community.notifications.models import Notification

LONGEST_TEXT = 300
BATCH = 500


def as_a_word(name: str) -> re.Pattern[str]:
    """Not where it is a part of another name."""
    return re.compile(rf"(?<![\w.+-]){re.escape(name)}(?![\w+-])")


def follow_name(member: User, *, old: str, addresses: Mapping[str, str]) -> None:
    """`addresses`: pages that had the old name in them, and where they are now. Only what tells of this member by name
    changes; what was done under another name has no `actor`."""
    word = as_a_word(old)
    batch = []
    told = Notification.objects.filter(actor=member, text__contains=old).only("text")
    for notice in told.iterator(chunk_size=BATCH):
        notice.text = word.sub(lambda _found: member.username, notice.text)[:LONGEST_TEXT]
        batch.append(notice)
    Notification.objects.bulk_update(batch, ["text"], batch_size=BATCH)
    for before, after in addresses.items():
        moved = Notification.objects.filter(url__startswith=before)
        moved.update(url=Replace("url", Value(before), Value(after)))
