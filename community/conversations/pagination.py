"""Pages of a conversation, cut by number: page 250 costs what page 1 costs, because no row is skipped over."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from community.conversations.models import Conversation, Participant, PrivateMessage

MESSAGES_PER_PAGE = 20


def page_with(number: int, place: Participant) -> int:
    """The page on which this participant finds the message with this number; the first begins where they do."""
    return max(number - place.joined_number, 0) // MESSAGES_PER_PAGE + 1


class MessagePages(Paginator):
    """`messages` are those of the conversation that the participant may see."""

    def __init__(self, messages: "QuerySet[PrivateMessage]", conversation: Conversation, place: Participant) -> None:
        self.messages, self.conversation, self.place = messages, conversation, place
        super().__init__(messages, MESSAGES_PER_PAGE)

    @cached_property
    def count(self) -> int:
        if not self.place.is_inside:
            return int(self.place.joined_number == 1)
        return self.conversation.message_count - self.place.joined_number + 1

    @property
    def last_number(self) -> int:
        return self.place.joined_number - 1 + self.count

    def page_at_first_unread(self) -> "Page[PrivateMessage]":
        return self.get_page(page_with(min(self.place.read_number + 1, self.last_number), self.place))

    def page(self, number: Any) -> "Page[PrivateMessage]":
        number = self.validate_number(number)
        before = self.place.joined_number - 1 + (number - 1) * self.per_page
        return Page(list(self.messages.filter(number__gt=before, number__lte=before + self.per_page)), number, self)
