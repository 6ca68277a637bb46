"""Where a draft came from. Drafts know no forum: a key names a page, and a page that is not there gives no link."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    label: Promise
    url_name: str


PLACES = {  # a whole key, or what stands before its first colon; the rest are the arguments of the address
    "thread": Place(_("New thread"), "forum:new_thread"),
    "reply": Place(_("Reply"), "forum:write_reply"),
    "edit": Place(_("Change of a post"), "forum:edit"),
    "conversation:new": Place(_("New conversation"), "conversations:new"),
    "message": Place(_("Private message"), "conversations:conversation"),
    "room": Place(_("Message in a room"), "chat:by_number"),
}
ELSEWHERE = Place(_("Draft"), "")


def place_of(key: str) -> Place:
    return PLACES.get(key) or PLACES.get(key.partition(":")[0], ELSEWHERE)


def address_of(key: str) -> str:
    """The page on which this text can be gone on with, or nothing. Whether it may still be opened shows there."""
    arguments = [] if key in PLACES else key.split(":")[1:]
    try:
        return reverse(place_of(key).url_name, args=arguments)
    except NoReverseMatch:
        return ""
