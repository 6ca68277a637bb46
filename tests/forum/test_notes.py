"""What a text touches on: said by its author or the team; folded, shown or left out as each reader chose."""

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.content_notes import ContentNote
from community.forum import actions
from community.forum.actions.notes import note_for_team, note_own
from community.forum.actions.writing import How
from community.forum.models import Post, Thread, ThreadRead
from community.notifications.actions import drop_unwanted
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_thread

NEEDLES, MOOD, OTHER = ContentNote.NEEDLES, ContentNote.LOW_MOOD, ContentNote.OTHER
FOLD = '<details class="post__fold"><summary>Content note: Needles. Open to read</summary>'


def html(response):
    return response.content.decode()


def reply(thread, author, body="A needle.", notes=NEEDLES):
    return actions.add_reply(thread=thread, author=author, body=body, now=NOON, how=How(content_notes=notes))


def choose(member, **chosen):
    type(member).objects.filter(pk=member.pk).update(**chosen)
    member.refresh_from_db()


@pytest.fixture
def thread(group, ada):
    """Of two posts, the second with a note."""
    thread = make_thread(group=group, author=ada, title="A walk")
    reply(thread, ada)
    thread.refresh_from_db()
    return thread


@pytest.fixture
def noted(group, ada):
    """A thread with a note on all of it."""
    how = How(content_notes=NEEDLES)
    return actions.start_thread(
        board=make_board(group), author=ada, title="Injections", body="It hurts.", now=NOON, how=how
    )


def test_note_of_the_opening_post_is_that_of_the_thread(noted):
    assert (noted.content_notes, noted.posts.get().content_notes) == (NEEDLES, NEEDLES)


@pytest.mark.parametrize(
    ("chosen", "folded", "shown"),
    [({}, 1, 1), ({"notes_shown": NEEDLES}, 0, 1), ({"notes_left_out": NEEDLES}, 0, 0), ({"notes_shown": MOOD}, 1, 1)],
)
def test_reader_meets_a_noted_post_as_they_chose(client, thread, bo, chosen, folded, shown):
    choose(bo, **chosen)
    client.force_login(bo)

    page = html(client.get(thread.get_absolute_url()))

    assert (page.count(FOLD), page.count("A needle.")) == (folded, shown)
    assert ("1 post is left out by your settings." in page) is (not shown)
    assert ThreadRead.objects.get(member=bo).number == 2


def test_visitor_finds_it_folded_and_its_author_open(client, ada):
    group = make_group("public", privacy="public")
    join(group, ada)
    thread = make_thread(group=group, author=ada)
    reply(thread, ada)

    assert FOLD in html(client.get(thread.get_absolute_url()))
    choose(ada, notes_left_out=NEEDLES)
    client.force_login(ada)
    page = html(client.get(thread.get_absolute_url()))
    assert FOLD not in page
    assert "A needle." in page


def test_what_is_left_out_can_be_opened_for_once_and_is_folded_then(client, thread, bo):
    choose(bo, notes_left_out=NEEDLES)
    client.force_login(bo)

    assert "?anyway" in html(client.get(thread.get_absolute_url()))
    assert FOLD in html(client.get(f"{thread.get_absolute_url()}?anyway"))


def test_preview_and_a_form_that_comes_back_still_leave_it_out(client, thread, bo):
    choose(bo, notes_left_out=NEEDLES)
    client.force_login(bo)

    for typed in ({"body": "Hello.", "preview": "1"}, {"body": ""}):
        assert "A needle." not in html(client.post(f"/threads/{thread.pk}/", typed))


def test_thread_left_out_is_in_no_list_and_says_why_at_its_address(client, group, noted, bo):
    client.force_login(bo)
    lists = ["/", noted.board.get_absolute_url(), "/search/?q=Injections", "/unread/"]
    assert all("Injections" in html(client.get(address)) for address in lists)
    choose(bo, notes_left_out=NEEDLES)

    for address in lists:
        assert "Injections</" not in html(client.get(address)), address
    page = html(client.get(noted.get_absolute_url()))
    assert "<h1>Left out by your settings</h1>" in page
    assert "<li>Needles</li>" in page
    assert "It hurts." not in page
    assert not ThreadRead.objects.filter(member=bo).exists()
    assert FOLD in html(client.get(f"{noted.get_absolute_url()}?anyway="))


def test_notice_and_mail_stay_away(noted, thread, bo, mo):
    for place in (noted, thread):
        actions.add_reply(thread=place, author=bo, body="I read along.", now=NOON)
    choose(bo, notes_left_out=NEEDLES)
    for post in (reply(noted, mo, body="@Bo", notes=0), reply(thread, mo, body="@Bo")):
        actions.announce_post(post, now=NOON)
    assert not Notification.objects.filter(recipient=bo).exists()
    assert not Delivery.objects.filter(notification__recipient=bo).exists()

    actions.announce_post(reply(thread, mo, body="@Bo again", notes=MOOD), now=NOON)
    assert Notification.objects.filter(recipient=bo).count() == 1


def test_note_that_comes_after_the_notice_stops_the_mail(thread, ada, bo, mo):
    actions.add_reply(thread=thread, author=bo, body="I read along.", now=NOON)
    choose(bo, notes_left_out=OTHER)
    post = reply(thread, mo, body="@Bo @Ada", notes=0)
    actions.announce_post(post, now=NOON)
    assert Delivery.objects.waiting().wanted(NOON).count() == 2

    note_own(post, author=mo, notes=OTHER, now=NOON)

    assert drop_unwanted(now=NOON) == 1
    assert [mail.to_address for mail in Delivery.objects.waiting()] == [ada.email]
    assert not Notification.objects.unread().filter(recipient=bo).exists()


def test_author_changes_own_notes_and_cannot_take_the_teams(client, thread, ada, mo):
    post = thread.posts.get(number=2)
    note_for_team(post, moderator=mo, notes=NEEDLES | OTHER, now=NOON)
    client.force_login(ada)

    response = client.post(f"/posts/{post.pk}/notes/", {"notes": [MOOD.value]})

    post.refresh_from_db()
    assert response.url == f"/posts/{post.pk}/more/"
    assert (post.content_notes, post.team_notes) == (MOOD | OTHER, OTHER)


def test_team_adds_and_takes_notes_and_the_author_is_told(client, thread, ada, mo):
    post = thread.posts.get(number=2)
    client.force_login(mo)
    assert "Content notes, for the team" in html(client.get(f"/posts/{post.pk}/more/"))

    client.post(f"/posts/{post.pk}/notes/", {"notes": [OTHER.value]})

    post.refresh_from_db()
    assert (post.content_notes, post.team_notes) == (OTHER, OTHER)
    notice = Notification.objects.get(recipient=ada)
    assert (notice.kind, notice.url) == ("moderation", f"/posts/{post.pk}/")
    assert "Mo" not in notice.text
    client.post(f"/posts/{post.pk}/notes/", {"notes": [OTHER.value]})
    assert Notification.objects.count() == 1


def test_team_notes_on_the_opening_post_are_the_threads(thread, ada, mo):
    note_for_team(thread.posts.get(number=1), moderator=mo, notes=NEEDLES, now=NOON)

    thread.refresh_from_db()
    assert (thread.content_notes, thread.team_notes) == (NEEDLES, NEEDLES)
    note_own(thread.posts.get(number=1), author=ada, notes=0, now=NOON)
    assert Thread.objects.get().content_notes == NEEDLES


def test_notes_of_a_held_opening_post_are_the_threads_already(group, ada):
    newcomer = make_user("Newcomer", date_joined=NOON)
    join(group, newcomer)
    thread = make_thread(group=group, author=newcomer, body="See https://example.org/")
    assert thread.posts.get().number is None

    note_own(thread.posts.get(), author=newcomer, notes=MOOD, now=NOON)

    assert Thread.objects.get().content_notes == MOOD


def test_only_author_and_team_change_notes(client, thread, bo, eve):
    post = thread.posts.get(number=2)
    for member in (bo, eve):
        client.force_login(member)
        assert client.post(f"/posts/{post.pk}/notes/", {"notes": []}).status_code == 403
        assert "Content notes" not in html(client.get(f"/posts/{post.pk}/more/"))
        with pytest.raises(PermissionDenied):
            note_own(post, author=member, notes=0, now=NOON)
    assert Post.objects.get(pk=post.pk).content_notes == NEEDLES


@pytest.mark.parametrize("sent", ["128", "3", "x"])
def test_note_that_does_not_exist_is_sent_back(client, thread, ada, sent):
    client.force_login(ada)

    response = client.post(f"/posts/{thread.posts.get(number=2).pk}/notes/", {"notes": [sent]})

    assert response.status_code == 422


def test_composer_takes_notes_and_keeps_them_in_a_preview(client, group, ada):
    client.force_login(ada)
    address = f"/boards/{make_board(group).slug}/new/"
    typed = {"title": "T", "body": "B", "content_notes": ["2", "4"]}

    page = html(client.post(address, {**typed, "preview": "1"}))
    assert page.count(" checked") >= 2
    assert '<details class="composer__more" open>' in page
    assert '<details class="composer__more">' in html(client.get(address))
    client.post(address, typed)
    assert Thread.objects.get().content_notes == NEEDLES | MOOD
    assert client.post(address, {**typed, "content_notes": ["128"]}).status_code == 422


def test_search_lays_nothing_open_that_is_folded(client, thread, bo):
    client.force_login(bo)
    page = html(client.get("/search/?q=needle"))
    assert "Content note: Needles" in page
    assert "A <mark>needle</mark>" not in page

    choose(bo, notes_shown=NEEDLES)

    assert "A <mark>needle</mark>" in html(client.get("/search/?q=needle"))


def test_list_says_what_a_thread_touches_on(client, noted, bo):
    client.force_login(bo)

    assert "Content note: Needles" in html(client.get(noted.board.get_absolute_url()))
