"""What is hidden is gone everywhere at once, and what is undone is back."""

import pytest

from community.chat.models import RoomEvent
from community.moderation import actions
from community.moderation.removals.actions import remove_recent
from community.notifications.models import Delivery, Notification
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group
from tests.forum.factories import announce, make_replies, make_thread
from tests.moderation.factories import decide, make_chat_message, report_post


@pytest.fixture
def public(ada, bo, mo):
    group = make_group("open-air", privacy="public")
    join(group, ada, bo)
    return group


@pytest.fixture
def said(public, ada, bo):
    """Bo answers Ada with a word that nothing else here has."""
    thread = make_thread(group=public, author=ada)
    post = make_replies(thread, bo, 1)[0]
    post.body = post.body_html = "A xylophone in the morning."
    post.save()
    announce()
    return post


def places(client, post):
    """Where the word can be read: the page, the post's own address, search, the feed, the member's activity."""
    thread = post.thread
    feed = f"/groups/{thread.board.group.slug}/feed.atom"
    addresses = [thread.get_absolute_url(), post.get_absolute_url(), "/search/?q=xylophone", feed, "/members/Bo/"]
    return [b"xylophone in" in client.get(address, follow=True).content for address in addresses]


def test_hidden_text_is_gone_from_every_page_and_comes_back(client, said, ada, mo):
    client.force_login(ada)
    before = places(client, said)
    decision = decide(report_post(said, ada).case, mo)
    during = places(client, said)
    actions.undo(decision, moderator=mo, now=NOON)

    assert any(before)
    assert not any(during)
    assert places(client, said) == before


def test_unsent_mail_about_it_stays_unsent(said, ada, mo):
    mail = Delivery.objects.get(notification__recipient=ada)
    decision = decide(report_post(said, ada).case, mo)

    assert mail not in Delivery.objects.due(NOON).wanted(NOON)
    actions.undo(decision, moderator=mo, now=NOON)
    assert Notification.objects.unread().filter(recipient=ada, kind="reply").count() == 1


@pytest.mark.parametrize("recent", [False, True])
def test_unsent_mail_about_a_chat_message_stays_unsent_and_comes_back(group, ada, bo, mo, recent):
    """Alone, or with all that its author said lately."""
    message = make_message(make_room(group), ada, "Dear @Bo, buy this.")
    called = Notification.objects.filter(recipient=bo, kind="mention")
    mail = Delivery.objects.get(notification__in=called)
    if recent:
        how = {"member": ada, "host": mo, "hours": 1, "guideline": "advertising"}
        (decision,) = remove_recent(room=message.room, now=NOON, **how)
    else:
        decision = decide(actions.open_own_look(message, kind="message", moderator=mo, now=NOON), mo)
    during = (mail in Delivery.objects.due(NOON).wanted(NOON), called.unread().count())
    actions.undo(decision, moderator=mo, now=NOON)

    assert during == (False, 0)
    assert called.unread().count() == 1


def test_rooms_tell_of_it_as_of_everything_else(group, ada, bo, mo):
    """Open rooms hear of every event within moments (tests/chat/test_hub.py)."""
    message = make_chat_message(group, ada)
    case = actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="spam", now=NOON).case
    decision = decide(case, mo)
    actions.undo(decision, moderator=mo, now=NOON)

    kinds = RoomEvent.objects.filter(message=message).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["sent", "hidden", "restored"]
