"""A small community that can be recognised: a thread with a picture, a room, a reminder, a sign-in, a mail."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from community.calendars.actions import make_feed
from community.forum.actions import add_reply
from community.forum.actions.pictures import add_picture, attach
from community.forum.models import Post
from community.groups.models import Membership
from community.notifications.actions import notify
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation
from tests.drafts.factories import save
from tests.factories import join, make_group, make_user
from tests.forum.factories import make_board, make_thread, picture_file
from tests.reminders.factories import make_reminder


def seed():
    now = timezone.now()
    group = make_group()
    ada, bo, mo = make_user("Ada"), make_user("Bo"), make_user("Mo", is_moderator=True)
    join(group, ada, bo)
    join(group, mo, role=Membership.Role.MODERATOR)
    board = make_board(group, takes_pictures=True)
    thread = make_thread(board=board, author=ada, title="A kingfisher", body="It sat by the water.", now=now)
    add_reply(thread=thread, author=bo, body="Mine was a heron.", now=now)
    for posted in (True, False):
        picture = add_picture(board=board, owner=ada, upload=picture_file(), alt="A bird.", now=now)
        if posted:
            attach([picture], Post.objects.get(number=1))
    make_message(make_room(group), bo, "Good evening.", now=now)
    make_conversation(ada, bo, now=now)
    save(ada)
    make_reminder(ada, now=now - timedelta(days=3))
    make_feed(member=ada, now=now)
    notify(recipient=bo, kind="reply", text="Ada replied", url="/groups/", now=now)
    SessionStore().save()
