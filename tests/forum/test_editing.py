"""Edits as acts: what is kept, who is told, who may."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions import team
from community.forum.actions.editing import EarlyLinks, StaleEdit, Words
from community.forum.actions.writing import How
from community.forum.models import Post, Revision, Thread
from community.forum.permissions import can_edit
from tests.concurrency import at_once
from tests.factories import NOON, make_user
from tests.forum.factories import make_replies, make_thread

LATER = NOON + timedelta(hours=1)


def edit(post, editor, body, *, now=LATER, **more):
    post.refresh_from_db()
    return actions.edit_post(
        post,
        editor=editor,
        words=Words(body, more.pop("title", "")),
        version=more.pop("version", post.edit_count),
        now=now,
        **more,
    )


def revisions(post):
    return [(row.number, row.editor.username, row.title, row.body, row.reason) for row in post.revisions.all()]


def texts(member):
    return [(notice.kind, notice.text) for notice in member.notifications.order_by("pk")]


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def reply(thread, bo):
    return make_replies(thread, bo, 1)[0]


def test_first_edit_keeps_what_was_written_and_what_it_became(reply, bo):
    assert edit(reply, bo, "Reply **one**.", reason="Spelling") is True

    reply.refresh_from_db()
    assert (reply.body, reply.body_html.strip()) == ("Reply **one**.", "<p>Reply <strong>one</strong>.</p>")
    assert (reply.edit_count, reply.edited_at) == (1, LATER)
    assert revisions(reply) == [(0, "Bo", "", "Reply 1.", ""), (1, "Bo", "", "Reply **one**.", "Spelling")]
    assert list(reply.revisions.values_list("created_at", flat=True)) == [NOON, LATER]


def test_every_further_edit_is_one_revision(reply, bo):
    for body in ("One.", "Two.", "Three."):
        edit(reply, bo, body)

    assert [row[3] for row in revisions(reply)] == ["Reply 1.", "One.", "Two.", "Three."]


def test_same_words_are_no_revision(reply, bo):
    assert edit(reply, bo, "Reply 1.") is False
    assert edit(reply, bo, "Reply 1.", version=7) is False

    assert (Revision.objects.count(), Post.objects.get(pk=reply.pk).edited_at) == (0, None)


def test_title_changes_with_the_opening_post_and_not_with_a_reply(thread, reply, ada, bo):
    edit(thread.posts.get(number=1), ada, "The first hour was calm.", title="A calm morning")
    edit(reply, bo, "Other words.", title="Mine now")

    assert Thread.objects.get().title == "A calm morning"
    assert [row[2] for row in revisions(thread.posts.get(number=1))] == ["A quiet morning", "A calm morning"]
    assert [row[2] for row in revisions(reply)] == ["", ""]


def test_second_editor_is_told_and_overwrites_nothing(reply, bo, mo):
    edit(reply, mo, "Mo's words.", reason="A name was in it", version=0)

    with pytest.raises(StaleEdit) as refusal:
        edit(reply, bo, "Bo's words.", version=0)

    assert refusal.value.post.body == "Mo's words."
    assert Post.objects.get(pk=reply.pk).body == "Mo's words."


@pytest.mark.django_db(transaction=True)
def test_two_edits_at_once_are_one_edit_and_one_refusal(reply, bo):
    acts = [lambda body=body: edit(Post.objects.get(pk=reply.pk), bo, body, version=0) for body in ("One.", "Two.")]

    results = at_once(*acts)

    assert sorted(type(result).__name__ for result in results) == ["StaleEdit", "bool"]
    assert reply.revisions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_double_click_on_save_is_one_edit(reply, bo):
    results = at_once(*[lambda: edit(Post.objects.get(pk=reply.pk), bo, "One.", version=0)] * 3)

    assert sorted(map(str, results)) == ["False", "False", "True"]
    assert reply.revisions.count() == 2


def test_author_is_told_what_the_team_did_and_nobody_of_an_own_edit(reply, bo, mo):
    edit(reply, bo, "Own change.")
    assert texts(bo) == []

    edit(reply, mo, "Without the number.", reason="A telephone number")

    assert texts(bo) == [("moderation", "The team changed a post of yours. Here you see what, and why.")]
    assert bo.notifications.get().url == f"/posts/{reply.pk}/history/"


def test_team_gives_a_reason(reply, mo):
    with pytest.raises(ValueError, match="says why"):
        edit(reply, mo, "Without the number.")


def test_team_that_changes_a_title_is_seen_in_the_thread(thread, mo):
    edit(thread.posts.get(number=1), mo, "The first hour was calm.", title="Mornings", reason="Clearer")

    assert [event.kind for event in thread.events.all()] == ["retitled"]


def test_who_may_edit(thread, reply, ada, bo, mo, eve):
    assert [can_edit(member, reply, now=LATER) for member in (ada, bo, mo, eve)] == [False, True, True, False]

    with pytest.raises(PermissionDenied):
        edit(reply, ada, "Ada's words in Bo's mouth.")
    Thread.objects.update(locked_at=NOON)
    reply.refresh_from_db()
    reply.thread.refresh_from_db()
    assert [can_edit(member, reply, now=LATER) for member in (bo, mo)] == [False, True]


@pytest.mark.parametrize("state", [{"hidden_at": NOON}, {"removed_at": NOON}])
def test_what_is_out_of_sight_or_a_form_is_not_edited(reply, bo, mo, state):
    Post.objects.filter(pk=reply.pk).update(**state)

    for editor in (bo, mo):
        with pytest.raises(PermissionDenied):
            edit(reply, editor, "Other words.", reason="Tidy")


def test_held_post_changes_without_a_trace(thread, group):
    new = make_user("Nia", date_joined=NOON)
    group.memberships.create(member=new, joined_at=NOON)
    held = actions.add_reply(thread=thread, author=new, body="See https://example.org", now=NOON)

    edit(held, new, "See https://example.org and rest.")

    held.refresh_from_db()
    assert (held.number, held.edit_count, held.edited_at, held.revisions.count()) == (None, 1, None, 0)
    actions.publish_held(held, now=LATER)
    edit(held, new, "Rest.")
    assert [row[3] for row in revisions(held)] == ["See https://example.org and rest.", "Rest."]


def test_link_of_a_new_member_does_not_slip_in_by_an_edit(thread, group):
    new = make_user("Nia", date_joined=NOON)
    group.memberships.create(member=new, joined_at=NOON)
    post = actions.add_reply(thread=thread, author=new, body="Rest helps.", now=NOON)

    with pytest.raises(EarlyLinks):
        edit(post, new, "Rest helps: https://example.org")

    Thread.objects.update(slow_seconds=600)
    held = actions.add_reply(thread=thread, author=new, body="Rest helps, too.", now=NOON)
    edit(held, new, "Rest helps: https://example.org")
    held.refresh_from_db()
    assert held.held_until == LATER + timedelta(hours=24)


def test_those_newly_called_are_told_and_only_they(thread, reply, group, ada, bo, mo, eve):
    actions.announce_post(reply, now=NOON)
    before = {member: member.notifications.count() for member in (ada, mo, eve)}

    edit(reply, bo, "Thank you @Mo and @Eve.")
    edit(reply, bo, "Thank you, @mo and @Ada.")
    edit(reply, bo, "Thank you.")
    edit(reply, bo, "Thank you, @Mo.")

    told = {member.username: member.notifications.count() - before[member] for member in before}
    assert told == {"Ada": 1, "Mo": 1, "Eve": 1}
    assert texts(mo) == [("mention", "Bo mentioned you in a thread")]


def test_edit_before_the_announcement_tells_once(reply, bo, mo):
    edit(reply, bo, "Thank you, @Mo.")
    actions.announce_post(reply, now=LATER)

    assert texts(mo) == [("mention", "Bo mentioned you in a thread")]


def test_call_by_an_edit_names_the_alias_only(thread, bo, mo):
    post = actions.add_reply(thread=thread, author=bo, body="Hello.", how=How(as_alias=True), now=NOON)
    actions.announce_post(post, now=NOON)

    edit(post, bo, "Hello @Mo.")

    assert texts(mo) == [("mention", f"{post.alias} mentioned you in a thread")]


def test_hiding_a_revision_is_for_the_author_and_the_team(reply, ada, bo, mo):
    edit(reply, bo, "Two.")
    edit(reply, bo, "Three.")
    first, second, current = reply.revisions.all()

    with pytest.raises(PermissionDenied):
        actions.hide_revision(first, member=ada, now=LATER)
    assert [actions.hide_revision(first, member=bo, now=LATER) for _click in range(2)] == [True, False]
    assert texts(bo) == []
    actions.hide_revision(second, member=mo, now=LATER)
    assert texts(bo) == [("moderation", "The team hid an earlier version of a post of yours.")]
    for member in (bo, mo):
        with pytest.raises(PermissionDenied):
            actions.hide_revision(current, member=member, now=LATER)
    with pytest.raises(PermissionDenied):
        actions.show_revision(first, moderator=bo)
    assert [actions.show_revision(first, moderator=mo) for _click in range(2)] == [True, False]


def test_edit_begun_before_the_team_changed_the_title_does_not_bring_it_back(thread, ada, mo):
    opening = thread.posts.get()
    team.retitle(thread, title="A kinder title", moderator=mo, now=NOON)

    with pytest.raises(StaleEdit):
        edit(opening, ada, "Other words.", title=thread.title, version=0)
    assert edit(opening, ada, "Other words.", title="A kinder title", version=1) is True
    assert Thread.objects.get().title == "A kinder title"
