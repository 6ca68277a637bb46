"""What a helper posts in the forum, as its pages show it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.carers import actions
from community.carers.models import Act, Arrangement, OfferedDraft, Scope
from community.drafts.models import Draft
from community.forum.actions.writing import publish_held
from community.forum.models import Post, Thread, ThreadRead
from tests.carers.factories import LATER, apart, help_of, reply_for, silence, suspend, thread_for
from tests.drafts.factories import save
from tests.factories import NOON, make_user
from tests.forum.factories import make_board, picture_file

WITH_HELP = "With help from"


@pytest.fixture
def found(wren, dee):
    """In force today."""
    return help_of(dee, wren, scopes=[Scope.POST, Scope.DRAFT], now=timezone.now())


@pytest.fixture
def dees(client, dee):
    client.force_login(dee)
    return client


def page_of(client, thread, reader):
    client.force_login(reader)
    return client.get(thread.get_absolute_url()).content.decode()


def chosen(arrangement, scope):
    return f"{scope.value}-{arrangement.pk}"


def send(client, thread, body="For her.", **fields):
    return client.post(f"/threads/{thread.pk}/", {"body": body, **fields})


@pytest.mark.parametrize(
    ("reader", "words"),
    [("ada", "With help from a helper"), ("wren", "With help from Dee"), ("mo", "With help from Dee")],
)
def test_post_says_that_there_was_help_and_who_may_know_reads_the_name(
    client, wren, dee, thread, reader, words, request
):
    reply_for(help_of(dee, wren), thread)

    page = page_of(client, thread, request.getfixturevalue(reader))

    assert words in page
    assert page.count(WITH_HELP) == 1
    assert ("Dee" in page) == (words != "With help from a helper")


def test_name_is_shown_where_both_want_it_and_gone_from_all_posts_at_once(client, wren, dee, ada, thread):
    found = help_of(dee, wren, shows_name=True, named=True)
    reply_for(found, thread)
    assert "With help from Dee" in page_of(client, thread, ada)

    actions.end(found, by=wren, now=LATER)
    actions.choose_naming(found, by=wren, named=False)

    page = page_of(client, thread, ada)
    assert "With help from a helper" in page
    assert "Dee" not in page


def test_under_another_name_nobody_but_its_author_reads_that_there_was_help(client, wren, dee, ada, mo, thread):
    found = help_of(dee, wren, scopes=[Scope.POST, Scope.ALIAS], shows_name=True, named=True)
    reply_for(found, thread, scope=Scope.ALIAS)

    for reader in (ada, mo):
        page = page_of(client, thread, reader)
        assert "Written for her." in page
        assert WITH_HELP not in page
        assert "Dee" not in page
    assert "With help from Dee" in page_of(client, thread, wren)


def test_helpers_post_counts_as_the_members_and_marks_nothing_as_read(wren, dee, thread):
    ThreadRead.objects.filter(member=wren).delete()
    reply_for(help_of(dee, wren), thread)

    mark = ThreadRead.objects.get(member=wren, thread=thread)
    wren.refresh_from_db()
    assert (mark.number, mark.level_reason) == (0, "wrote")
    assert wren.accepted_posts == 4


def test_choice_stands_in_the_forms_of_those_who_help_and_of_nobody_else(client, found, thread, ada):
    board = thread.board.slug
    for person, times in ((found.helper, 1), (ada, 0)):
        client.force_login(person)
        for address in (thread.get_absolute_url(), f"/threads/{thread.pk}/me/reply/", f"/boards/{board}/new/"):
            assert client.get(address).content.decode().count('name="helping"') == times


@pytest.mark.parametrize("rows", [1, 3])
def test_thread_page_costs_a_helper_one_query_more_for_any_number(
    client, wren, thread, rows, django_assert_num_queries
):
    helper = make_user("Hildegard")
    for number in range(rows):
        member = make_user(f"Member{number}")
        member.memberships.create(group=thread.board.group)
        reply_for(help_of(helper, member, now=timezone.now()), thread, f"Number {number}.", now=timezone.now())
    client.force_login(helper)
    client.get(thread.get_absolute_url())

    with django_assert_num_queries(7):  # session, user, thread, posts, whom they help, draft, notices
        page = client.get(thread.get_absolute_url()).content.decode()

    assert page.count("Post it at once as Member") == rows


def test_reply_for_somebody_is_theirs_and_the_helper_stays_who_they_are(dees, found, thread):
    answer = send(dees, thread, helping=chosen(found, Scope.POST))

    post = Post.objects.get(number=2)
    assert (post.author, post.help, post.body) == (found.member, found, "For her.")
    assert answer.url.endswith(f"#post-{post.pk}")
    assert dees.get("/settings/").context["user"] == found.helper


def test_without_a_choice_it_is_the_helpers_own(dees, found, thread):
    send(dees, thread)

    post = Post.objects.get(number=2)
    assert (post.author, post.help) == (found.helper, None)


def test_thread_for_somebody_is_theirs(dees, found, group):
    board = make_board(group)

    dees.post(f"/boards/{board.slug}/new/", {"title": "T", "body": "B", "helping": chosen(found, Scope.POST)})

    thread = Thread.objects.get()
    assert (thread.author, thread.posts.get().help) == (found.member, found)
    assert Act.objects.get().kind == "started"


@pytest.mark.parametrize("path", ["/threads/{pk}/", "/boards/{board}/new/"])
def test_draft_for_somebody_goes_to_them_and_posts_nothing(dees, found, thread, path):
    save(found.helper, key=f"reply:{thread.pk}")
    before = Post.objects.count()

    address = path.format(pk=thread.pk, board=thread.board.slug)
    answer = dees.post(
        address, {"title": "T", "body": "For her.", "helping": chosen(found, Scope.DRAFT), "write_as": "alias"}
    )

    given = OfferedDraft.objects.get().fields
    assert answer.url == f"/settings/helpers/{found.pk}/"
    assert (given["body"], "write_as" in given, "helping" in given) == ("For her.", False, False)
    assert Post.objects.count() == before
    assert Draft.objects.filter(key=f"reply:{thread.pk}").exists() == ("boards" in path)


def revoked(found):
    actions.end(found, by=found.member, now=timezone.now())


def too_late(found):
    Arrangement.objects.update(accepted_at=NOON - timedelta(days=2), ends_at=NOON)


@pytest.mark.parametrize("scope", [Scope.POST, Scope.DRAFT])
@pytest.mark.parametrize(
    "stop",
    [
        revoked,
        too_late,
        lambda found: apart(found.member, found.helper),
        lambda found: silence(found.member),
        lambda found: suspend(found.member),
    ],
    ids=["revoked", "too late", "blocked", "silenced", "suspended"],
)
def test_page_that_was_open_writes_nothing_after_the_end_and_never_as_the_helper(dees, found, thread, stop, scope):
    for address in (thread.get_absolute_url(), f"/boards/{thread.board.slug}/new/"):
        assert chosen(found, scope) in dees.get(address).content.decode()
    stop(found)
    Post.objects.filter(number=None).delete()
    before = Post.objects.count()

    answer = send(dees, thread, "Typed before the end.", helping=chosen(found, scope))
    started = dees.post(
        f"/boards/{thread.board.slug}/new/", {"title": "T", "body": "B", "helping": chosen(found, scope)}
    )

    assert (answer.status_code, started.status_code) == (422, 422)
    assert "Typed before the end." in answer.content.decode()
    assert "You cannot write for this person now. Your text is safe." in answer.content.decode()
    assert (Post.objects.count(), OfferedDraft.objects.count()) == (before, 0)


@pytest.mark.parametrize("value", ["may_post-0", "may_post-x", "x", "-", "may_post-99999999999999999999", "may_post"])
def test_choice_that_was_made_up_writes_nothing(dees, found, thread, value):
    assert send(dees, thread, helping=value).status_code == 422
    assert Post.objects.count() == 1


def test_scope_that_was_not_ticked_writes_nothing(dees, found, thread):
    assert send(dees, thread, helping=chosen(found, Scope.ALIAS)).status_code == 422
    assert Post.objects.count() == 1


def test_pictures_do_not_go_along(dees, found, thread):
    thread.board.takes_pictures = True
    thread.board.save()
    fields = {"body": "Look.", "helping": chosen(found, Scope.POST), "picture": picture_file(), "picture_alt": "Red."}

    answer = dees.post(f"/threads/{thread.pk}/", fields)

    assert "Pictures cannot go along" in answer.content.decode()
    assert Post.objects.count() == 1


def test_who_is_in_no_group_can_help_where_they_may_read(client, wren, eve, thread):
    found = help_of(eve, wren, now=timezone.now())
    client.force_login(eve)
    assert 'name="helping"' in client.get(thread.get_absolute_url()).content.decode()

    send(client, thread, helping=chosen(found, Scope.POST))

    assert Post.objects.get(number=2).author == wren


def test_a_new_helper_is_paced_like_a_new_member(wren, thread):
    nia = make_user("Nia", date_joined=NOON)
    post = reply_for(help_of(nia, wren), thread, "Look at https://example.org/")

    assert (post.number, post.held_until) == (None, LATER + timedelta(hours=24))


def test_what_waits_does_not_appear_once_the_helper_was_sent_away(wren, thread):
    nia = make_user("Nia", date_joined=NOON)
    found = help_of(nia, wren)
    post, due = reply_for(found, thread, "Look at https://example.org/"), LATER + timedelta(hours=25)
    assert Post.objects.due_to_appear(due).get() == post

    actions.end(found, by=wren, now=LATER)

    assert not Post.objects.due_to_appear(due).exists()
    assert publish_held(post, now=due)  # the team lets it appear


def test_helper_of_many_is_no_faster_than_one_member(wren, dee, bo, thread, settings):
    settings.BURST_POSTS = 2
    hers, his = help_of(dee, wren), help_of(dee, bo)
    numbers = [reply_for(hers, thread, "One.").number, reply_for(his, thread, "Two.").number]

    waits = reply_for(hers, thread, "Three.")

    assert (numbers, waits.number) == ([2, 3], None)


def test_same_form_twice_is_one_post_and_one_line_in_the_log(wren, dee, thread):
    found = help_of(dee, wren)

    assert reply_for(found, thread) == reply_for(found, thread)
    assert thread_for(found, thread.board) == thread_for(found, thread.board)

    assert Act.objects.count() == 2


def test_member_takes_back_what_was_posted_with_one_press(client, wren, dee, thread):
    found = help_of(dee, wren)
    post = reply_for(found, thread)
    client.force_login(wren)
    address = f"/posts/{post.pk}/remove/"
    assert f'action="{address}"' in client.get(f"/settings/helpers/{found.pk}/").content.decode()

    client.post(address)

    assert Post.objects.get(pk=post.pk).removed_at is not None
    page = client.get(f"/settings/helpers/{found.pk}/").content.decode()
    assert address not in page
    assert "No longer to be read" in page
