"""The small box under a thread, and the full page behind it."""

from django.urls import reverse

from community.drafts.actions import save_draft
from community.drafts.models import Draft
from community.forum.actions.merging import merge_threads
from community.forum.models import Post
from tests.factories import NOON
from tests.forum.factories import make_thread


def html(response):
    return response.content.decode()


def test_first_post_has_one_field_and_one_button_to_post(client, group, ada, bo):
    thread = make_thread(group=group, author=ada)
    client.force_login(bo)

    form = html(client.get(thread.get_absolute_url())).split('id="reply"')[1].split("<template")[0]

    assert form.count("<textarea") == 1
    assert [kind for kind in ('type="checkbox"', 'type="radio"', "<select") if kind in form] == []
    assert form.count('<button class="button" type="submit">') == 1


def test_box_begins_with_the_draft_and_posting_ends_it(client, group, ada, bo):
    thread = make_thread(group=group, author=ada)
    save_draft(owner=bo, key=f"reply:{thread.pk}", fields={"body": "Half a thought"}, version=0, now=NOON)
    client.force_login(bo)
    assert "Half a thought</textarea>" in html(client.get(thread.get_absolute_url()))
    assert "Half a thought</textarea>" in html(client.get(reverse("forum:write_reply", args=[thread.pk])))

    client.post(reverse("forum:reply", args=[thread.pk]), {"body": "A whole thought"})

    assert Draft.objects.filter(owner=bo).live().count() == 0
    assert "Half a thought" not in html(client.get(thread.get_absolute_url()))


def test_more_takes_along_what_was_typed_and_calls_nothing_a_mistake(client, group, ada, bo):
    thread = make_thread(group=group, author=ada)
    client.force_login(bo)

    page = client.post(reverse("forum:reply", args=[thread.pk]), {"body": "", "more": "1"})

    assert page.status_code == 200
    assert "Error:" not in html(page)
    typed = client.post(reverse("forum:reply", args=[thread.pk]), {"body": "So far", "more": "1"})
    assert "So far</textarea>" in html(typed)
    assert Post.objects.count() == 1


def test_draft_of_a_thread_without_a_title_is_no_mistake(client, group, ada):
    board = make_thread(group=group, author=ada).board
    client.force_login(ada)

    fields = {"body": "Only words", "save_draft": "1", "draft_version": "0"}
    page = client.post(reverse("forum:new_thread", args=[board.slug]), fields)

    assert page.status_code == 200
    assert "Only words</textarea>" in html(page)
    assert Draft.objects.get(owner=ada).fields["body"] == "Only words"


def test_reply_to_a_thread_that_was_merged_meanwhile_stands_where_it_led(client, group, ada, bo, mo):
    source, target = (make_thread(group=group, author=ada, title=title) for title in ("One", "Two"))
    merge_threads(source, target=target, moderator=mo, now=NOON)
    client.force_login(bo)

    answer = client.post(reverse("forum:reply", args=[source.pk]), {"body": "Written before the merge."})

    post = Post.objects.get(author=bo)
    assert (answer.status_code, post.thread) == (302, target)
