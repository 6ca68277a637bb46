"""The edit page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.drafts.actions import save_draft
from community.drafts.models import Draft
from community.forum import actions
from community.forum.actions.editing import Words
from community.forum.actions.writing import How
from community.forum.models import Post
from tests.factories import NOON, make_group, make_user
from tests.forum.factories import make_replies, make_thread


def html(response):
    return response.content.decode()


def edit_url(post):
    return reverse("forum:edit", args=[post.pk])


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def reply(thread, bo):
    return make_replies(thread, bo, 1)[0]


def test_author_finds_their_words_and_saves_other_ones(client, reply, bo):
    client.force_login(bo)

    page = html(client.get(edit_url(reply)))
    assert "Reply 1.</textarea>" in page
    assert 'name="title"' not in page
    assert '<input type="hidden" name="edit_count" value="0"' in page

    response = client.post(edit_url(reply), {"body": "One.", "reason": "Shorter", "edit_count": 0}, follow=True)
    assert response.redirect_chain == [(f"{reply.thread.get_absolute_url()}#post-{reply.pk}", 302)]
    assert f'href="/posts/{reply.pk}/history/"' in html(response)


def test_post_that_was_never_edited_has_no_mark(client, reply, bo):
    client.force_login(bo)

    assert "/history/" not in html(client.get(reply.thread.get_absolute_url()))


def test_title_of_the_opening_post_is_changed_with_it(client, thread, ada):
    client.force_login(ada)
    post = thread.posts.get()

    assert 'value="A quiet morning"' in html(client.get(edit_url(post)))
    client.post(edit_url(post), {"title": "A calm morning", "body": "Calm.", "edit_count": 0})

    thread.refresh_from_db()
    assert (thread.title, thread.posts.get().body) == ("A calm morning", "Calm.")


@pytest.mark.parametrize("body", ["", " \u200b ", "ab " * 7_000])
def test_what_cannot_stand_comes_back_with_everything_typed(client, reply, bo, body):
    client.force_login(bo)

    response = client.post(edit_url(reply), {"body": body, "reason": "Because", "edit_count": 0})

    assert response.status_code == 422
    assert "<title>Error: " in html(response)
    assert 'value="Because"' in html(response)
    assert body.strip() in html(response)


def test_preview_shows_the_text_and_saves_nothing(client, reply, bo):
    client.force_login(bo)

    page = html(client.post(edit_url(reply), {"body": "Warm **tea**.", "edit_count": 0, "preview": 1}))

    assert "<strong>tea</strong>" in page
    assert Post.objects.get(pk=reply.pk).body == "Reply 1."


def test_second_editor_sees_both_versions_and_may_save_over_it(client, reply, bo, mo):
    actions.edit_post(reply, editor=mo, words=Words("Mo's words."), reason="A name", version=0, now=NOON)
    client.force_login(bo)

    response = client.post(edit_url(reply), {"body": "Bo's words.", "edit_count": 0})

    assert response.status_code == 409
    assert "Mo&#x27;s words.</textarea>" in html(response)
    assert "Bo&#x27;s words.</textarea>" in html(response)
    assert 'name="edit_count" value="1"' in html(response)
    assert Post.objects.get(pk=reply.pk).body == "Mo's words."

    assert client.post(edit_url(reply), {"body": "Bo's words.", "edit_count": 1}).status_code == 302
    assert [row.body for row in reply.revisions.all()] == ["Reply 1.", "Mo's words.", "Bo's words."]


def test_both_titles_are_there_to_copy(client, thread, ada, mo):
    post = thread.posts.get()
    actions.edit_post(post, editor=mo, words=Words("Calm.", "Mo's title"), reason="A name", version=0, now=NOON)
    client.force_login(ada)

    page = html(client.post(edit_url(post), {"title": "Ada's title", "body": "Calm.", "edit_count": 0}))

    assert 'value="Mo&#x27;s title"' in page
    assert 'value="Ada&#x27;s title"' in page


def test_team_is_asked_why(client, reply, mo):
    client.force_login(mo)

    response = client.post(edit_url(reply), {"body": "Other.", "edit_count": 0})
    assert response.status_code == 422
    assert "its author is told" in html(response)

    client.post(edit_url(reply), {"body": "Other.", "reason": "A name", "edit_count": 0})
    assert Post.objects.get(pk=reply.pk).body == "Other."


def test_team_sees_the_alias_and_not_the_member(client, thread, bo, mo):
    post = actions.add_reply(thread=thread, author=bo, body="Hello.", how=How(as_alias=True), now=NOON)
    client.force_login(mo)

    page = html(client.get(edit_url(post)))

    assert str(post.alias) in page
    assert not re.search(r"\bBo\b", page)


def test_strangers_words_are_not_edited_and_the_typed_ones_not_lost(client, reply, ada, eve):
    for member in (ada, eve):
        client.force_login(member)
        assert client.get(edit_url(reply)).status_code == 403
        response = client.post(edit_url(reply), {"body": "My long text.", "edit_count": 0})
        assert response.status_code == 403
        assert "My long text." in html(response)
    assert Post.objects.get(pk=reply.pk).body == "Reply 1."


def test_invisible_posts_are_not_there(client, ada, bo, eve):
    private = make_group("quiet", privacy="private")
    private.memberships.create(member=ada, joined_at=NOON)
    post = make_thread(group=private, author=ada).posts.get()
    held = Post.objects.get(pk=post.pk)
    Post.objects.filter(pk=post.pk).update(number=None, published_at=None, held_until=NOON)
    for member in (bo, eve):
        client.force_login(member)
        for name in ("edit", "history", "remove", "undo_remove", "quote"):
            url = reverse(f"forum:{name}", args=[held.pk])
            assert client.post(url, {"body": "x", "edit_count": 0}).status_code in (404, 405)
            assert client.get(url).status_code in (404, 405)


def test_new_members_link_is_explained_and_stays_typed(client, thread, group):
    new = make_user("Nia", date_joined=timezone.now())
    group.memberships.create(member=new, joined_at=NOON)
    post = actions.add_reply(thread=thread, author=new, body="Rest helps.", now=timezone.now())
    client.force_login(new)

    response = client.post(edit_url(post), {"body": "See https://example.org", "edit_count": 0})

    assert response.status_code == 422
    assert "held for a day" in html(response)
    assert "See https://example.org</textarea>" in html(response)


def test_draft_of_an_edit_is_gone_on_with_and_goes_when_it_is_saved(client, reply, bo):
    fields = {"body": "Half a th", "reason": "", "edit_count": "0"}
    save_draft(owner=bo, key=f"edit:{reply.pk}", fields=fields, version=0, now=timezone.now() - timedelta(days=2))
    client.force_login(bo)

    assert "Half a th</textarea>" in html(client.get(edit_url(reply)))
    client.post(edit_url(reply), {"body": "Half a thought.", "edit_count": 0})

    assert Draft.objects.count() == 0


def test_draft_from_before_another_edit_shows_both(client, reply, bo, mo):
    fields = {"body": "Half a thought", "edit_count": "0"}
    save_draft(owner=bo, key=f"edit:{reply.pk}", fields=fields, version=0, now=NOON)
    actions.edit_post(reply, editor=mo, words=Words("Mo's words."), reason="A name", version=0, now=NOON)
    client.force_login(bo)

    page = html(client.get(edit_url(reply)))
    assert 'name="edit_count" value="0"' in page
    assert client.post(edit_url(reply), {"body": "Half a thought", "edit_count": 0}).status_code == 409
    assert Draft.objects.count() == 1


def test_draft_button_saves_the_draft_and_not_the_post(client, reply, bo):
    client.force_login(bo)

    page = html(client.post(edit_url(reply), {"body": "Half", "edit_count": 0, "save_draft": 1, "draft_version": 0}))

    assert "Half</textarea>" in page
    assert (Draft.objects.get().fields["body"], Post.objects.get(pk=reply.pk).body) == ("Half", "Reply 1.")


def test_edit_page_costs_the_same_whatever_was_edited_before(client, reply, bo, django_assert_num_queries):
    for body in ("One.", "Two.", "Three."):
        reply.refresh_from_db()
        actions.edit_post(reply, editor=bo, words=Words(body), version=reply.edit_count, now=NOON)
    client.force_login(bo)

    with django_assert_num_queries(7):  # session, user, post, thread, role, draft, notices
        client.get(edit_url(reply))
