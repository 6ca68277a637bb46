"""Nowhere does the account behind another name show: no page, address, drawing, notice, mail, feed or answer."""

import re

import pytest

from community.accounts.actions import choose_drawing
from community.accounts.drawings import COUNT, drawing
from community.accounts.models import User
from community.forum import actions
from community.forum.actions.blocking import block_writer
from community.forum.actions.editing import Words
from community.forum.actions.writing import How
from community.moderation.actions import appeal
from community.moderation.models import Case, Report
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, agreed, join, make_group, make_user
from tests.forum.addresses import Place, address, names_with_ids
from tests.forum.factories import announce, make_board
from tests.moderation.factories import decide, report_post

KEY = 987_654_321
AS_ALIAS = How(as_alias=True)
ADDRESSES = ["/", "/unread/", "/bookmarks/", "/search/?q=Zebra", "/notifications/", "/groups/zebra/", "/moderation/"]
ADDRESSES += ["/settings/blocked/", "/settings/", "/messages/"]


@pytest.fixture
def gil(group):
    return make_user("Gil")


@pytest.fixture
def cast(gil, ada, bo, mo, eve):
    """A public group. The needle starts a thread and answers in it, both under another name; the post is edited,
    answered, quoted, reported, and the name blocked by Bo; another one is hidden by the team and appealed."""
    group = make_group("zebra", name="Zebra", privacy="public")
    join(group, ada, bo, mo)
    join(group, gil, role="moderator")
    needle = User.objects.create_user(
        "Needle77",
        email="needle@members.example",
        pk=KEY,
        **agreed(NOON),
        date_joined=NOON.replace(year=2025),
        accepted_posts=3,
    )
    join(group, needle)
    return {"group": group, "needle": needle}


@pytest.fixture
def place(cast, ada, bo, gil):
    group, needle = cast["group"], cast["needle"]
    board = make_board(group)
    thread = actions.start_thread(
        board=board, author=needle, title="Zebra question", body="Zebra body @Bo", now=NOON, how=AS_ALIAS
    )
    opening = thread.posts.get()
    actions.edit_post(
        opening, editor=needle, words=Words("Zebra edited", "Zebra title"), reason="Typo", version=0, now=NOON
    )
    answer = actions.add_reply(thread=thread, author=bo, body="Zebra answer", now=NOON, how=How(in_reply_to=opening))
    announce()  # before the needle goes on, who has read it by that
    own = actions.add_reply(
        thread=thread, author=needle, body="Zebra thanks @Ada", now=NOON, how=How(as_alias=True, in_reply_to=answer)
    )
    rude = actions.add_reply(thread=thread, author=needle, body="Zebra rude", now=NOON, how=AS_ALIAS)
    announce()
    report_post(own, bo)
    decision = decide(report_post(rude, bo).case, gil)
    appeal(decision, author=needle, words="Please look again.", now=NOON)
    block_writer(own, blocker=bo, now=NOON)
    redraw(needle, thread)
    thread.refresh_from_db()
    opening.refresh_from_db()
    return Place(group=group, board=board, thread=thread, post=opening)


def redraw(needle, thread):
    """Give the account a drawing of whose parts and colour nobody else has one."""
    User.objects.exclude(pk=needle.pk).update(drawing=0)
    taken = parts_of(drawing(0)).union(*(parts_of(alias.avatar) for alias in thread.aliases.all()))
    free = next(number for number in range(COUNT) if not parts_of(drawing(number)) & taken)
    choose_drawing(needle, drawing=free)


def parts_of(one):
    return {f"avatar--{one.colour}", f'{one.place_url}"', f'{one.thing_url}"'}


def leaks(text, needle):
    signs = [needle.username, needle.email, str(KEY), needle.get_absolute_url(), *parts_of(needle.avatar)]
    return [sign for sign in signs if sign.lower() in text.lower()]


def texts_for(client, place):
    """Everything this person can fetch, by address: the answer with its headers."""
    forum = [address(name, place) for name in names_with_ids()]
    rude = place.thread.posts.get(body="Zebra rude")
    forum += [f"/posts/{post.pk}/{part}" for post in place.thread.posts.all() for part in ("", "more/", "history/")]
    forum += [
        place.thread.get_absolute_url(),
        f"{place.thread.get_absolute_url()}?unread",
        f"/report/post/{rude.pk}/",
        f"/report/post/{place.post.pk}/",
    ]
    forum += [row.get_absolute_url() for kind in (Case, Report) for row in kind.objects.all()]
    forum += ["/members/Bo/", "/members/Bo/posts/", "/groups/zebra/threads/"]
    for target in forum + ADDRESSES:
        response = client.get(target)
        if response.status_code < 500:
            yield target, f"{response.content.decode()} {dict(response.headers)}"


@pytest.mark.parametrize("name", ["bo", "ada", "eve", "gil", "mo", None])
def test_account_is_nowhere_for_anybody_else(client, place, cast, name, request):
    if name:
        client.force_login(request.getfixturevalue(name))

    fetched = dict(texts_for(client, place))

    found = {target: leaks(text, cast["needle"]) for target, text in fetched.items()}
    assert {target: signs for target, signs in found.items() if signs} == {}
    assert str(place.thread.alias) in fetched[place.thread.get_absolute_url()]
    if name in ("gil", "mo"):
        assert sum(str(place.thread.alias) in text for target, text in fetched.items() if "/moderation/" in target) >= 2


def test_notices_and_mails_to_others_name_only_the_other_name(place, cast):
    needle = cast["needle"]
    notices = Notification.objects.exclude(recipient=needle)
    mails = Delivery.objects.exclude(to_address=needle.email)

    assert notices.filter(text__contains=str(place.thread.alias)).count() >= 2
    assert not [leaks(f"{one.text} {one.url}", needle) for one in notices if leaks(f"{one.text} {one.url}", needle)]
    assert not [mail.pk for mail in mails if leaks(f"{mail.subject} {mail.text} {mail.html}", needle)]


def test_own_pages_of_the_account_do_not_lead_to_what_it_wrote_under_another_name(client, place, cast, bo):
    needle = cast["needle"]
    client.force_login(bo)
    before = {}
    for target in (needle.get_absolute_url(), f"/members/{needle.username}/posts/"):
        before[target] = client.get(target).content.decode()
        assert "Zebra t" not in before[target]
        assert str(place.thread.alias) not in before[target]

    actions.add_reply(thread=place.thread, author=needle, body="Zebra later", now=NOON, how=AS_ALIAS)

    tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    for target, words in before.items():
        assert tokens.sub("", client.get(target).content.decode()) == tokens.sub("", words)


def test_names_to_call_do_not_put_the_writer_first(client, place, cast, bo):
    needle = cast["needle"]
    make_user("Needle-other")
    client.force_login(bo)

    in_thread = client.get(f"/threads/{place.thread.pk}/me/names/?q=Need").json()
    on_board = client.get(f"/boards/{place.board.slug}/names/?q=Need").json()

    assert in_thread == on_board
    assert needle.username in str(in_thread)


def test_author_sees_who_they_are_here_and_can_edit(client, place, cast):
    client.force_login(cast["needle"])

    page = client.get(place.thread.get_absolute_url()).content.decode()

    assert page.count(f"You, as {place.thread.alias}") >= 2
    assert client.get(f"/posts/{place.post.pk}/edit/").status_code == 200
    history = client.get(f"/posts/{place.post.pk}/history/").content.decode()
    assert str(place.thread.alias) in history


def test_notices_to_the_author_are_nobody_elses(place, cast, bo):
    mine = Notification.objects.filter(recipient=cast["needle"])

    assert {one.text for one in mine if one.kind == "mention"} == {"Bo answered you"}
