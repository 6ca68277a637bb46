"""Just before a mail about a conversation goes out: is its reader still in it, and is there still something to read?"""

from community.conversations.models import Participant, PrivateMessage
from community.notifications.models import Notification


def still_wanted(notice: Notification) -> bool:
    """Whoever is asked in is told as long as they have not answered, others as long as there is something new."""
    reader, conversation = notice.recipient, int(notice.key.removeprefix("conversation-"))
    place = Participant.objects.of(reader).filter(conversation=conversation).first()
    if place is None or place.muted_at is not None:
        return False
    new = PrivateMessage.objects.visible_to(reader).shown().filter(conversation=conversation)
    return place.is_asked or new.filter(number__gt=place.read_number).exclude(author=reader).exists()
