"""Leave and stay after all; what happens at once, what waits for seven days, and what is in the way."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.accounts.models import NAMELESS, User
from community.calendars.actions import make_feed
from community.chat.models import Message, RoomEvent
from community.conversations.models import Conversation, PrivateMessage
from community.core.erasures import FOLDER, gone_since
from community.core.turns import Turn
from community.forum.actions import remove_post
from community.forum.models import Alias, Post, Thread
from community.groups.models import Membership, SupportGroup
from community.notifications.actions import notify
from community.notifications.models import Delivery, Notification
from community.privacy.leaving.actions import leaving as actions
from community.privacy.leaving.actions.leaving import GRACE, claim, erase, erase_due, leave, stay
from community.privacy.leaving.duties import open_duties
from community.privacy.models import Leaving
from community.privacy.tasks import follow_quotes
from community.reminders.models import Reminder
from community.reminders.tasks import fire_due_reminders
from tests.chat.factories import make_message, make_room
from tests.chat.meetings.factories import make_meeting
from tests.concurrency import at_once
from tests.conversations.factories import make_conversation
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread
from tests.moderation.duty.factories import make_shift
from tests.moderation.factories import report_post
from tests.reminders.factories import make_reminder

LATER = NOON + timedelta(days=1)
OVER = LATER + GRACE


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def written(group, ada, bo):
    """A thread with an answer, a message, a letter; and a post that Ada had taken back before."""
    thread = make_thread(group=group, author=ada, title="Mornings")
    make_replies(thread, bo, 1)
    [taken_back] = make_replies(thread, ada, 1)
    remove_post(taken_back, author=ada, now=NOON)
    make_message(make_room(group), ada, "Good evening.", now=LATER - timedelta(hours=1))
    make_conversation(ada, bo, subject="Between us")
    return thread


def everything():
    """All that leaving may touch, as it stands once the worker has looked after quotes."""
    follow_quotes()
    words = (Post, Thread, Message, PrivateMessage, Conversation, Alias)
    models = (*words, Membership, SupportGroup, Reminder, Notification, User)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def erased(now=OVER):
    return erase_due(now=now, turn=Turn())


@pytest.mark.parametrize("way", ["take", "leave"])
def test_an_undo_brings_everything_back_exactly(written, ada, way):
    make_reminder(ada)
    before = everything()
    leaving = leave(ada, way=way, now=LATER)
    assert everything() != before

    assert stay(leaving, now=OVER - timedelta(seconds=1)) is True
    assert stay(leaving, now=OVER - timedelta(seconds=1)) is False

    assert everything() == before
    assert not Leaving.objects.exists()


def test_what_is_taken_along_is_out_of_sight_at_once(written, ada, bo):
    leave(ada, way="take", now=LATER)

    assert not Post.objects.shown().filter(author=ada).exists()
    assert not Message.objects.shown().filter(author=ada).exists()
    assert not PrivateMessage.objects.shown().filter(author=ada).exists()
    assert Conversation.objects.get().title_for(bo) == "Ada"
    assert Post.objects.shown().filter(author=bo).count() == 1
    assert RoomEvent.objects.filter(kind="removed").count() == 1, "who has the room open is told"


def test_what_is_left_stays_in_sight_and_loses_its_name_after_the_days(written, ada, bo):
    leave(ada, way="leave", now=LATER)
    assert Post.objects.shown().filter(author=ada).count() == 1

    assert erased() == 1

    assert {str(post.byline) for post in Post.objects.shown().exclude(author=bo)} == {NAMELESS}
    assert Post.objects.shown().exclude(author=bo).get().byline.get_absolute_url() == ""
    assert not User.objects.filter(username="Ada").exists()


def test_two_who_left_cannot_be_told_apart(group, ada, bo):
    make_thread(group=group, author=ada)
    make_thread(group=group, author=bo)
    for member in (ada, bo):
        leave(member, way="leave", now=LATER)

    assert erased() == 2

    assert Post.objects.values("author").distinct().count() == 1


def test_the_account_is_closed_at_once(ada, client):
    make_feed(member=ada, now=NOON)
    client.force_login(ada)
    client.get("/")
    make_reminder(ada, now=NOON - GRACE)

    leave(ada, way="leave", now=LATER)

    assert client.get("/settings/").status_code == 302
    assert not UserSession.objects.filter(user=ada).exists()
    fire_due_reminders()
    notify(recipient=User.objects.get(pk=ada.pk), kind="reply", text="News", url="/", now=LATER)
    [mail] = Delivery.objects.wanted(LATER)
    assert mail.subject.startswith("Your account is being closed")


def test_two_mails_and_no_more(ada):
    leave(ada, way="leave", now=LATER)
    Delivery.objects.update(sent_at=LATER)

    erased()

    [mail] = Delivery.objects.all()
    assert (mail.to_address, mail.notification) == (ada.email, None)
    assert "closed and erased" in mail.text
    Delivery.objects.update(sent_at=OVER)
    assert erased() == 0
    assert not Delivery.objects.exists(), "with the last mail the address goes"


def test_pressed_twice_it_is_once_by_the_first_way(ada):
    first, second = (leave(ada, way=way, now=LATER) for way in ("leave", "take"))

    assert (second.pk, second.way) == (first.pk, "leave")
    assert Delivery.objects.count() == 1


def test_before_the_days_are_over_nothing_is_erased(written, ada):
    leave(ada, way="take", now=LATER)

    assert erased(OVER - timedelta(seconds=1)) == 0
    assert stay(Leaving.objects.get(), now=OVER) is False, "and after them nothing comes back"


def test_it_is_noted_for_a_restore(ada, bo, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        leave(ada, way="take", now=LATER)
        stay(leave(bo, way="leave", now=LATER), now=LATER)
    assert gone_since(NOON - GRACE, [tmp_path / FOLDER]) == {
        "privacy.leaving.take": [str(ada.pk)],
        "privacy.stayed": [str(bo.pk)],
    }

    with django_capture_on_commit_callbacks(execute=True):
        erased()

    gone = gone_since(NOON - GRACE, [tmp_path / FOLDER])
    assert gone == {"privacy.left.take": [str(ada.pk)], "privacy.stayed": [str(bo.pk)]}


def test_a_killed_worker_leaves_the_rest_to_the_next(written, ada, monkeypatch):
    leave(ada, way="take", now=timezone.now() - GRACE)
    first = claim(now=timezone.now())
    monkeypatch.setattr(actions, "STEPS", (*actions.STEPS[:4], killed))
    with pytest.raises(KeyboardInterrupt):
        erase(first, turn=Turn())
    monkeypatch.undo()

    assert claim(now=timezone.now()) is None, "its lease still runs"
    assert erased(timezone.now() + actions.LEASE * 2) == 1
    assert not User.objects.filter(username="Ada").exists()
    assert Leaving.objects.get().erased["groups.Membership"] == 1


def killed(*args):
    raise KeyboardInterrupt


def test_who_lost_the_lease_stops(written, ada):
    leave(ada, way="take", now=LATER)
    slow = claim(now=OVER)
    Leaving.objects.update(leased_until=OVER)
    assert erased(OVER + GRACE) == 1

    assert erase(slow, turn=Turn()) is False
    assert Leaving.objects.get().erased_at is not None


def test_a_turn_that_is_over_goes_on_later(written, ada):
    leave(ada, way="take", now=LATER)

    assert erase(claim(now=OVER), turn=Turn(0)) is False

    assert Leaving.objects.get().lease is None
    assert erased() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_erase_once(written, ada):
    leave(ada, way="take", now=LATER)

    assert sorted(at_once(erased, erased)) == [0, 1]

    assert Delivery.objects.filter(notification=None).count() == 1


def test_groups_count_one_less(group, ada, bo):
    before = SupportGroup.objects.get().member_count
    leave(ada, way="leave", now=LATER)
    assert SupportGroup.objects.get().member_count == before

    erased()

    assert SupportGroup.objects.get().member_count == before - 1


def test_a_private_group_needs_a_moderator_first(ada, bo):
    own = make_group("own", privacy="private")
    join(own, ada, role=Membership.Role.MODERATOR)
    assert open_duties(ada, now=NOON) == [], "alone in it, nobody is left before a closed door"

    join(own, bo)
    with pytest.raises(PermissionDenied, match="only moderator of “Own”"):
        leave(ada, way="leave", now=LATER)
    assert User.objects.get(pk=ada.pk).is_active

    Membership.objects.filter(group=own, member=bo).update(role=Membership.Role.MODERATOR)
    assert open_duties(ada, now=NOON) == []


def test_the_last_superuser_stays(db):
    root = make_user("Root", is_superuser=True)
    [said] = open_duties(root, now=NOON)
    assert "only one who runs this site" in said

    make_user("Other", is_superuser=True)
    assert open_duties(root, now=NOON) == []


def test_shifts_cases_and_meetings_are_handed_over_first(group, ada, bo, mo):
    make_shift(mo)
    case = report_post(make_thread(group=group, author=ada).posts.get(), bo).case
    case.assignee, case.active_at = mo, NOON
    case.save()
    make_meeting(make_room(group), mo)

    said = " ".join(open_duties(mo, now=NOON))

    assert "on the rota" in said
    assert "a case that is not decided" in said
    assert "the host of a meeting" in said


def test_another_name_stays_and_leads_nowhere(group, ada):
    thread = make_thread(group=group, author=ada)
    alias = Alias.objects.create(thread=thread, member=ada, name="Quiet Heron", created_at=NOON)
    Post.objects.update(alias=alias)
    leave(ada, way="leave", now=LATER)

    erased()

    post = Post.objects.get()
    assert str(post.byline) == "Quiet Heron"
    assert (post.alias.member.username, post.author.username) == (NAMELESS, NAMELESS)


def test_a_conversation_that_nobody_is_in_goes(ada, bo):
    make_conversation(ada, bo)
    for member in (ada, bo):
        leave(member, way="leave", now=LATER)

    erased()

    assert not Conversation.objects.exists()
