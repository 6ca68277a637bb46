"""Between a post and the mail about it: what changed meanwhile is asked for just before the mail goes."""

import pytest
from django.core import mail
from django.utils import timezone

from community.accounts.content_notes import ContentNote
from community.forum import actions
from community.forum.actions.levels import set_place_level, set_thread_level
from community.forum.models import Level
from community.groups.actions import leave_group
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON, join, make_group
from tests.forum.factories import announce, make_thread


@pytest.fixture
def thread(group, ada):
    thread = make_thread(group=group, author=ada)
    announce()
    return thread


@pytest.fixture
def post(thread, bo):
    """Ada, who started the thread, is to get a mail about it."""
    return reply(thread, bo)


def reply(thread, author, body="A reply."):
    post = actions.add_reply(thread=thread, author=author, body=body, now=NOON)
    announce()
    return post


def sent():
    send_due_deliveries()
    return len(mail.outbox)


def test_mail_about_a_post_goes_while_nothing_changed(post):
    assert sent() == 1


def leave(ada, post):
    leave_group(member=ada, group=post.thread.board.group, now=NOON)


def mute_thread(ada, post):
    set_thread_level(thread=post.thread, member=ada, level=Level.MUTE)


def mute_all(ada, post):
    set_thread_level(thread=post.thread, member=ada, level=None)
    set_place_level(place=post.thread.board.group, member=ada, level=Level.MUTE)


def only_follow(ada, post):
    set_thread_level(thread=post.thread, member=ada, level=Level.FOLLOW)


def removal(_ada, post):
    actions.remove_post(post, author=post.author, now=NOON)


def hiding(_ada, post):
    type(post).objects.filter(pk=post.pk).update(hidden_at=NOON)


def leaving_out(ada, post):
    type(ada).objects.filter(pk=ada.pk).update(notes_left_out=ContentNote.SURGERY)
    type(post).objects.filter(pk=post.pk).update(content_notes=ContentNote.SURGERY)


@pytest.mark.parametrize("change", [leave, mute_thread, mute_all, only_follow, removal, hiding, leaving_out])
def test_mail_about_what_is_no_longer_wanted_stays(ada, post, change):
    change(ada, post)

    assert sent() == 0
    assert Delivery.objects.get().why == Delivery.Why.UNWANTED


def test_one_mail_stands_for_several_posts_and_goes_as_long_as_one_of_them_is_there(thread, post, bo):
    reply(thread, bo, body="Another one.")
    removal(None, post)

    assert sent() == 1


def test_a_mention_is_mailed_without_watching_but_not_when_the_thread_is_muted(group, thread, bo, mo):
    reply(thread, bo, body="@Mo?")
    Delivery.objects.exclude(to_address=mo.email).delete()

    set_thread_level(thread=thread, member=mo, level=Level.MUTE)
    assert sent() == 0


def kinds_sent():
    send_due_deliveries()
    return sorted(Delivery.objects.exclude(sent_at=None).values_list("notification__kind", flat=True))


def test_a_mail_about_replies_does_not_go_for_the_sake_of_a_mention(ada, thread, post, bo):
    """The mention has a mail of its own."""
    reply(thread, bo, body="@Ada?")
    assert Delivery.objects.filter(to_address=ada.email).count() == 2
    only_follow(ada, post)

    assert kinds_sent() == ["mention"]


def test_a_mail_about_a_mention_does_not_go_for_the_sake_of_replies(ada, thread, post, bo):
    removal(ada, reply(thread, bo, body="@Ada?"))

    assert kinds_sent() == ["reply"]


@pytest.mark.parametrize("still_inside", [True, False])
def test_who_was_called_in_a_private_group_and_left_it_gets_no_mail(ada, bo, still_inside):
    group = make_group(slug="inner", privacy="private")
    for member in (ada, bo):
        join(group, member)
    thread = make_thread(group=group, author=bo, body="@Ada?")
    announce()
    if not still_inside:
        leave_group(member=ada, group=group, now=timezone.now())

    assert sent() == still_inside
    assert thread.title not in str([letter.message() for letter in mail.outbox])
