"""A silenced member reads, reports, keeps places and takes back own words, and writes nowhere. Every address of the
forum that takes something stands in one of the lists below."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import NO_END, Sanction
from community.accounts.permissions import can_write
from community.drafts.models import Draft
from community.forum.models import Board, Bookmark, Picture, Poll, Post, Reaction, Revision, Thread, Vote
from community.forum.urls import urlpatterns
from community.groups.models import SupportGroup
from tests.factories import NOON, join, make_group, make_moderator
from tests.forum.addresses import ABOUT_MEMBERS, Place, address, with_revision
from tests.forum.factories import choose, make_board, make_poll, make_replies, make_thread, picture_file
from tests.forum.test_second_ids import EVERYTHING

SENTENCE = "You can read here. Writing is paused for you"
WRITES = {  # what a member may otherwise send there
    "new_thread": {"title": "Morning", "body": "Typed with care"},
    "reply": {"body": "Typed with care"},
    "edit": {"body": "Typed with care", "title": "Morning", "edit_count": "0", "reason": ""},
    "notes": {"notes": "1"},
    "poll": {"question": "Tea?", "options": "Yes\nNo"},
    "vote": {"option": ""},
    "close_poll": {},
    "remove_poll": {},
    "react": {"kinds": "1"},
}
FOR_ONESELF = {  # settings, places one keeps, and own words taken back
    *("board_level", "group_level", "thread_level", "read_board", "read_everything"),
    *("bookmark", "remove_bookmark", "remove", "undo_remove", "hide_revision", "block", "unblock", "blocked"),
}
FOR_THE_TEAM = {  # of which a silenced moderator is not for the time being
    *("lock", "unlock", "pin", "unpin", "pace", "retitle", "move_thread", "split", "merge", "notice", "helpful"),
    *("release", "withhold", "show_revision", "boards", "move_board", "board_settings", "add_reading"),
    *("move_reading", "remove_reading", "new_field", "field", "move_field", "remove_field", "tools", "held"),
}
LISTS = {"unread", "unanswered", "bookmarks"}  # without anything to send
MODELS = [Board, Bookmark, Picture, Poll, Post, Reaction, Revision, Thread, Vote, SupportGroup]


def silence(member, until=None):
    sanction(member, kind=Sanction.Kind.SILENCE, until=until, now=timezone.now())


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def place(group, ada, bo):
    """A thread that Ada began and Bo answered, with a poll."""
    thread = make_thread(group=group, author=ada)
    make_poll(thread, ada)
    make_replies(thread, bo, 1)
    thread.refresh_from_db()
    return Place(group=group, board=make_board(group), thread=thread, post=with_revision(thread.posts.get(number=1)))


def test_every_address_that_takes_something_is_in_a_list(client, place, ada, mo):
    """405 says that nothing is ever sent there."""
    client.force_login(mo)
    known = {*WRITES, *FOR_ONESELF, *FOR_THE_TEAM}

    others = {pattern.name for pattern in urlpatterns} - known - ABOUT_MEMBERS - LISTS
    taking = {name for name in others if client.post(address(name, place), {}).status_code != 405}

    assert taking == {"quote"}  # text to put into the box, for a script that asks


@pytest.mark.parametrize("name", WRITES)
def test_what_a_silenced_member_sends_changes_nothing_and_is_answered_in_words(client, place, ada, bo, name):
    if name == "react":
        place.post = place.thread.posts.get(number=2)
    fields = WRITES[name] | ({"option": str(place.thread.poll.options.first().pk)} if name == "vote" else {})
    if name == "poll":
        place.thread.poll.delete()
    silence(ada)
    client.force_login(ada)
    before = everything()

    response = client.post(address(name, place), fields)

    assert (response.status_code, name) == (403, name)
    assert SENTENCE in text_of(response)
    assert everything() == before
    for typed in {"Typed with care", "Tea?"} & set(fields.values()):
        assert typed in response.content.decode()


@pytest.mark.parametrize(("name", "key"), [("new_thread", "thread:"), ("reply", "reply:"), ("edit", "edit:")])
def test_what_was_typed_is_kept_among_the_drafts(client, place, ada, name, key):
    silence(ada)
    client.force_login(ada)

    client.post(address(name, place), WRITES[name])

    draft = Draft.objects.get(owner=ada)
    assert draft.key.startswith(key)
    assert draft.fields["body"] == "Typed with care"


def test_nobody_keeps_drafts_of_what_others_wrote(client, place, bo):
    client.force_login(bo)

    assert client.post(address("edit", place), WRITES["edit"]).status_code == 403
    assert not Draft.objects.exists()


def test_a_picture_is_not_taken_and_the_words_are_given_back(client, place, ada):
    Board.objects.update(takes_pictures=True)
    silence(ada)
    client.force_login(ada)

    response = client.post(
        address("reply", place), {"body": "Typed with care", "picture": picture_file(), "picture_alt": "A cup"}
    )

    assert not Picture.objects.exists()
    assert "Typed with care" in response.content.decode()


def test_drafts_are_saved_as_always(client, place, ada):
    silence(ada)
    client.force_login(ada)

    response = client.post(address("reply", place), {"body": "For later", "save_draft": "1"})

    assert response.status_code == 200
    assert Draft.objects.get(owner=ada).fields["body"] == "For later"
    assert client.post(f"/drafts/reply:{place.thread.pk}/", {"body": "By a script"}).status_code in (200, 409)


@pytest.mark.parametrize("name", ["thread", "new_thread", "write_reply", "more"])
def test_where_a_form_would_stand_one_sentence_says_until_when(client, place, ada, name, time_machine):
    silence(ada, until=NOON.replace(month=12))
    client.force_login(ada)

    page = text_of(client.get(address(name, place), follow=True))

    assert page.count("Writing is paused for you until 22 December 2026, 13:00.") == 1
    assert "Why, and what you can do" in page
    assert 'name="body"' not in page


def test_reading_costs_no_query_more(client, place, ada):
    client.force_login(ada)
    target = place.thread.get_absolute_url()
    client.get(target)
    with CaptureQueriesContext(connection) as writing:
        client.get(target)
    silence(ada)

    with CaptureQueriesContext(connection) as reading:
        client.get(target)

    assert len(reading) <= len(writing)


def test_own_words_can_be_removed_and_brought_back(client, place, ada):
    silence(ada)
    client.force_login(ada)

    client.post(address("remove", place))
    assert Post.objects.get(pk=place.post.pk).removed_at is not None
    client.post(address("undo_remove", place))
    assert Post.objects.get(pk=place.post.pk).removed_at is None


def test_places_can_be_kept_and_posts_reported(client, place, ada):
    other = place.thread.posts.get(number=2)
    silence(ada)
    client.force_login(ada)

    client.post(reverse("forum:bookmark", args=[other.pk]), {"note": ""})

    assert Bookmark.objects.filter(member=ada, post=other).exists()
    assert client.get(reverse("moderation:report", args=["post", other.pk])).status_code == 200


@pytest.mark.parametrize("name", sorted(FOR_THE_TEAM - {"release", "withhold"}))
def test_a_silenced_moderator_does_not_moderate(client, place, name):
    moderator = make_moderator(place.group)
    silence(moderator)
    client.force_login(moderator)
    target, before = address(name, place), everything()

    response = client.post(target, EVERYTHING)

    assert response.status_code in (403, 404, 405)
    assert everything() == before


def test_votes_stand_and_the_end_brings_everything_back(client, place, ada, time_machine):
    choose(place.thread.poll, ada, "Tea")
    silence(ada, until=timezone.now() + timedelta(hours=1))
    client.force_login(ada)
    assert client.post(address("reply", place), WRITES["reply"]).status_code == 403

    time_machine.move_to(timezone.now() + timedelta(hours=1))

    assert client.post(address("reply", place), WRITES["reply"]).status_code == 302
    assert Vote.objects.filter(member=ada).exists()


def test_a_suspended_member_reads_what_visitors_read(client, place, ada):
    quiet = make_group("quiet", privacy="private")
    join(quiet, ada)
    inside = make_thread(group=quiet, author=ada)
    client.force_login(ada)
    assert client.get(inside.get_absolute_url()).status_code == 200

    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=None, now=timezone.now())

    assert client.get(inside.get_absolute_url()).status_code == 404
    assert client.post(address("reply", place), WRITES["reply"])["Location"] == "/paused/"
    assert place.thread.posts.count() == 2


def test_a_suspension_also_ends_writing_from_elsewhere(ada):
    """Whatever has the member in hand already: a task, or a request that began before."""
    ada.suspended_until = NO_END

    assert not can_write(ada, now=NOON)


@pytest.mark.parametrize("kind", [Sanction.Kind.SILENCE, Sanction.Kind.SUSPENSION])
def test_a_held_post_does_not_appear_by_itself_meanwhile(place, ada, kind):
    Thread.objects.update(slow_seconds=60)
    place.thread.refresh_from_db()
    held = make_replies(place.thread, ada, 2, now=timezone.now())[-1]
    assert held.number is None
    later = timezone.now() + timedelta(hours=2)
    given = sanction(ada, kind=kind, until=None, now=timezone.now())
    assert not Post.objects.due_to_appear(later).exists()

    lift_sanction(given, now=timezone.now())

    assert held in Post.objects.due_to_appear(later)


def test_a_held_post_that_waits_on_promises_no_time(client, place, ada, time_machine):
    Thread.objects.update(slow_seconds=60)
    place.thread.refresh_from_db()
    held = make_replies(place.thread, ada, 2, now=timezone.now())[-1]
    moderator, waiting = make_moderator(place.group), reverse("forum:held", args=[place.group.slug])
    sanction(ada, kind=Sanction.Kind.SILENCE, until=None, now=timezone.now())
    client.force_login(ada)
    assert "It appears at" in text_of(client.get(place.thread.get_absolute_url()))

    time_machine.move_to(held.held_until + timedelta(minutes=2), tick=False)

    page = text_of(client.get(place.thread.get_absolute_url()))
    assert "It appears once you may write here again, or the team has looked." in page
    assert "It appears at" not in page
    client.force_login(moderator)
    assert "by Ada, could not appear at" in text_of(client.get(waiting))
