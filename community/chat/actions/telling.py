"""Tell those who watch a room and are away that there is something new: one notice, one mail, until they read it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext_lazy

from community.chat.models import Place
from community.chat.telling import address_of, key_of, may_be_told, new_in
from community.core.phrases import filled
from community.notifications.actions import notify, say_anew
from community.notifications.models import Notification


@transaction.atomic
def tell_of_room(place: Place, *, now: datetime) -> bool:
    """False when another worker told of it, when they read or muted it meanwhile, or when there is nothing for them."""
    upto = place.room.last_seq
    as_it_was = {"level": place.level, "read_seq": place.read_seq, "told_seq": place.told_seq, "seen_at": place.seen_at}
    if not Place.objects.filter(pk=place.pk, **as_it_was).update(told_seq=upto):
        return False
    new = new_in(place)
    if not may_be_told(place) or not new.filter(seq__gt=place.told_seq).exists():
        return False
    _tell(place, number=new.count(), now=now)
    return True


def _tell(place: Place, *, number: int, now: datetime) -> None:
    """The room is named in the app, never in the mail. Whom a mail has asked into it before, perhaps because they were
    called, gets no second one until they have looked."""
    words = ngettext_lazy("%(number)s new message in %(room)s", "%(number)s new messages in %(room)s", number)
    text = filled(words, number=number, room=place.room)
    kind, key, url = Notification.Kind.ROOM, key_of(place.room), address_of(place.room)
    if not say_anew(recipient=place.member, kind=kind, key=key, text=text, now=now):
        asked = place.member.notifications.unread().told_by_mail().filter(key=key).exists()
        notify(recipient=place.member, kind=kind, key=key, text=text, url=url, mail=not asked, now=now)
