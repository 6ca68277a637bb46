"""What somebody could point at: the texts, pictures and people that are shown to them."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from community.accounts.models import User
from community.chat.models import REPORTABLE_AFTER_REMOVAL as REPORTABLE_IN_ROOMS
from community.chat.models import Message, Place
from community.conversations.models import REPORTABLE_AFTER_REMOVAL, Participant, PrivateMessage
from community.forum.models import Picture, Post

Reporter = User | AnonymousUser


def shown_posts(person: Reporter) -> QuerySet[Post]:
    return Post.objects.visible_to(person).shown().select_related("author", "alias", "thread__board__group")


def shown_pictures(person: Reporter) -> QuerySet[Picture]:
    posted = Picture.objects.visible_to(person).filter(post__number__isnull=False)
    return posted.select_related("post__author", "post__alias", "post__thread__board__group")


def shown_messages(person: Reporter) -> QuerySet[Message]:
    return Message.objects.visible_to(person).select_related("author", "room__group")


def reportable_messages(person: Reporter, now: datetime) -> QuerySet[Message]:
    """Also what its author took back within the last day, for those who had read the room so far by then."""
    places = Place.objects.filter(member=person.pk, room=OuterRef("room"))
    was_read = Exists(places.filter(read_seq__gte=OuterRef("seq")))
    lately = Q(was_read, ~Q(author=person.pk), removed_at__gt=now - REPORTABLE_IN_ROOMS)
    there = Message.objects.said().placed_for(person).filter(Q(removed_at=None) | lately, hidden_at=None)
    return there.filter(erased_at=None).select_related("author", "room__group")


def shown_private_messages(person: Reporter) -> QuerySet[PrivateMessage]:
    return PrivateMessage.objects.visible_to(person).shown().select_related("author", "conversation")


def reportable_private_messages(person: Reporter, now: datetime) -> QuerySet[PrivateMessage]:
    """Also what its author took back within the last day, for those who had read it by then."""
    places = Participant.objects.filter(member=person.pk, conversation=OuterRef("conversation"))
    was_read = Exists(places.filter(read_number__gte=OuterRef("number")))
    lately = Q(was_read, ~Q(author=person.pk), removed_at__gt=now - REPORTABLE_AFTER_REMOVAL)
    visible = PrivateMessage.objects.visible_to(person).filter(Q(removed_at=None) | lately, hidden_at=None)
    return visible.select_related("author", "conversation")


def shown_members(person: Reporter) -> QuerySet[User]:
    return User.objects.visible_to(person)
