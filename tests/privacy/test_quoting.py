"""A post is taken back: its words go from the quotes of it that somebody wrote by hand, wherever they stand."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from community.chat.models import Message, RoomEvent
from community.conversations.models import PrivateMessage
from community.core.text.quoting import quotes_in
from community.core.text.traces import Trace, is_from, marks_after, spans_in
from community.core.turns import Turn
from community.forum import actions
from community.forum.actions.editing import Words
from community.forum.actions.removing import remove_post, undo_removal
from community.forum.actions.writing import How
from community.forum.models import Post
from community.forum.quotes import readable
from community.forum.views.quoting import quote_from
from community.privacy.export.actions import ask_for_export
from community.privacy.leaving.actions import GRACE, erase_due
from community.privacy.leaving.actions.leaving import leave, stay
from community.privacy.tasks import follow_quotes, make_exports
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import announce, make_board, make_thread

SAID = (
    "Plumbago quillwort mullein saxifrage tormentil, betony hyssop **lovage** sorrel tansy. "
    "Yarrow campion fleabane gentian larkspur? Milkwort pennywort speedwell stitchwort toadflax!"
)
COPIED = SAID.replace("*", "")  # from the page
FIRST = "Plumbago quillwort mullein saxifrage tormentil, betony hyssop lovage sorrel tansy."
NAMES = [word.strip(",.?!").casefold() for word in COPIED.split()]
GONE = "These words were taken back by their author."
AFTER = NOON + timedelta(minutes=1)


@pytest.fixture
def said(group, ada):
    thread = make_thread(group=group, author=ada)
    return actions.add_reply(thread=thread, author=ada, body=SAID, now=NOON)


@pytest.fixture
def elsewhere(group, bo):
    return make_thread(group=group, author=bo, title="Another thread", now=AFTER)


def by_hand(words=COPIED):
    lines = "\n".join(f"> {line}" for line in words.split(". "))
    return f"{lines}\n\nWell put."


def quoted_everywhere(said, elsewhere, ada, bo):
    """As posts, in three ways, in a room and in a private message."""
    here = {"author": bo, "now": AFTER}
    actions.add_reply(thread=said.thread, body=by_hand(), **here)
    actions.add_reply(thread=elsewhere, body=by_hand(FIRST), **here)
    actions.add_reply(thread=elsewhere, body=f"{quote_from(said)}By the button.", **here)
    actions.add_reply(thread=elsewhere, body=f"> As she wrote: {FIRST}\n\nYes.", how=How(as_alias=True), **here)
    room, talk = make_room(said.thread.board.group), make_conversation(ada, bo, now=AFTER)
    make_message(room, bo, by_hand(), now=AFTER)
    send(talk, bo, by_hand(FIRST), now=AFTER)


def shown():
    """All rendered words but those of the post itself."""
    texts = [Post.objects.exclude(body=SAID), Message.objects.all(), PrivateMessage.objects.all()]
    return "\n".join(html for rows in texts for html in rows.order_by("pk").values_list("body_html", flat=True))


def standing_in(text):
    return [name for name in NAMES if name in text.casefold()]


def test_words_go_from_every_quote_and_come_back(said, elsewhere, ada, bo):
    quoted_everywhere(said, elsewhere, ada, bo)
    before = shown()
    assert standing_in(before) == NAMES

    remove_post(said, author=ada, now=AFTER)
    assert follow_quotes() == 1
    assert standing_in(shown()) == []
    assert shown().count(GONE) == 6
    assert shown().count("Well put.") == 4
    assert follow_quotes() == 0

    undo_removal(Post.objects.get(pk=said.pk), author=ada, now=AFTER)
    assert follow_quotes() == 1
    assert shown() == before


def test_pages_and_search_show_them_to_nobody(client, said, elsewhere, ada, bo):
    quoted_everywhere(said, elsewhere, ada, bo)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()
    client.force_login(bo)
    talk = PrivateMessage.objects.latest("pk").conversation
    for page in (said.thread, elsewhere, Message.objects.latest("pk").room, talk):
        text = client.get(page.get_absolute_url()).content.decode()
        assert GONE in text
        assert standing_in(text) == []
    for name in NAMES[:2]:
        found = client.get(f"/search/?q={name}").content.decode().split("<main")[1].split("</main>")[0]
        assert "/posts/" not in found
        assert "quiet-corner" not in found
        assert talk.get_absolute_url() not in found


def test_whoever_has_the_room_open_sees_it_go(said, group, ada, bo):
    message = make_message(make_room(group), bo, by_hand(), now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()

    assert message.room.events.latest("seq").kind == RoomEvent.Kind.CHANGED


def test_who_leaves_with_their_words_takes_them_out_of_all_quotes(said, elsewhere, ada, bo):
    quoted_everywhere(said, elsewhere, ada, bo)
    before = shown()
    leaving = leave(ada, way="take", now=AFTER)
    follow_quotes()
    assert standing_in(shown()) == []

    stay(leaving, now=AFTER)
    follow_quotes()
    assert shown() == before


def test_quote_stays_away_when_somebody_it_calls_leaves(group, elsewhere, ada, bo, settings, tmp_path):
    settings.MEDIA_ROOT = settings.VAR_DIR = tmp_path
    cal = make_user("Cal", date_joined=NOON)
    join(group, cal)
    words = f"{COPIED} @Cal knows."
    said = actions.add_reply(thread=make_thread(group=group, author=ada), author=ada, body=words, now=NOON)
    quoting = actions.add_reply(thread=elsewhere, author=bo, body=by_hand(words), now=AFTER)
    actions.edit_post(quoting, editor=bo, words=Words(f"{by_hand(words)} Indeed."), version=0, now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()

    leave(cal, way="leave", now=AFTER)
    assert erase_due(now=AFTER + GRACE, turn=Turn()) == 1

    quoting.refresh_from_db()
    assert standing_in(quoting.body_html) == []
    for state in (quoting, *quoting.revisions.all()):
        assert "Cal" not in state.body
        assert standing_in(readable(state.body, quoting.taken_back)) == []


def test_what_is_sent_later_out_of_a_draft_goes_too(said, elsewhere, ada, bo, time_machine):
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()

    time_machine.move_to(AFTER + timedelta(hours=3))
    actions.add_reply(thread=elsewhere, author=bo, body=by_hand(FIRST), now=timezone.now())
    make_message(make_room(said.thread.board.group), bo, by_hand(), now=timezone.now())
    send(make_conversation(ada, bo, now=timezone.now()), bo, by_hand(FIRST), now=timezone.now())
    time_machine.shift(15)
    follow_quotes()

    assert standing_in(shown()) == []
    assert shown().count("Well put.") == 3


def test_where_nobody_quotes_the_clock_asks_little(said, ada, django_assert_num_queries):
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()

    with django_assert_num_queries(4):  # posts, messages and private messages that quote; posts that are due
        follow_quotes()


def test_sources_and_earlier_versions_are_read_without_them(client, said, elsewhere, ada, bo):
    post = actions.add_reply(thread=elsewhere, author=bo, body=by_hand(), now=AFTER)
    actions.edit_post(post, editor=bo, words=Words("Nothing of it now."), version=0, now=AFTER)
    button = actions.add_reply(thread=elsewhere, author=bo, body=f"{quote_from(said)}True.", now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()
    client.force_login(bo)
    pages = [f"/posts/{post.pk}/history/", f"/posts/{post.pk}/edit/?from=0", f"/posts/{button.pk}/edit/"]

    for page in pages:
        text = client.get(page).content.decode()
        assert standing_in(text) == []
        assert GONE in text


def test_edit_that_began_before_brings_nothing_back(said, elsewhere, ada, bo):
    post = actions.add_reply(thread=elsewhere, author=bo, body=by_hand(), now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()
    actions.edit_post(post, editor=bo, words=Words(f"{by_hand()} Indeed."), version=0, now=AFTER)

    after = Post.objects.get(pk=post.pk).body_html
    assert standing_in(after) == []
    assert "Indeed." in after


def test_file_of_ones_own_data_has_none_of_them(said, elsewhere, ada, bo, settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    quoted_everywhere(said, elsewhere, ada, bo)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()
    ask_for_export(bo, now=AFTER)
    make_exports()

    with ZipFile(next((tmp_path / "exports").glob("*.zip"))) as file:
        data = file.read("data.json").decode()
    assert "Well put." in data
    assert standing_in(json.dumps(json.loads(data)["tables"])) == []


def test_who_could_not_read_it_learns_nothing(said, group, ada, eve):
    """Their words may be the same by chance, or a guess: they stay."""
    type(group).objects.filter(pk=group.pk).update(privacy="private")
    other = make_group(slug="others")
    join(other, eve)
    thread = make_thread(board=make_board(other), author=eve, now=AFTER)
    post = actions.add_reply(thread=thread, author=eve, body=by_hand(), now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()

    assert Post.objects.get(pk=post.pk).taken_back is None


def test_what_its_author_said_twice_stays_quoted(said, ada, bo):
    again = actions.add_reply(thread=said.thread, author=ada, body=f"{SAID} (once more)", now=AFTER)
    post = actions.add_reply(thread=said.thread, author=bo, body=by_hand(), now=AFTER)
    remove_post(said, author=ada, now=AFTER)
    follow_quotes()
    assert Post.objects.get(pk=post.pk).taken_back is None

    remove_post(again, author=ada, now=AFTER)
    follow_quotes()
    assert standing_in(Post.objects.get(pk=post.pk).body_html) == []


def test_notices_never_had_the_title(said, group, ada, bo):
    thread = make_thread(group=group, author=ada, title=FIRST, body=f"@Bo {SAID}", now=AFTER)
    actions.add_reply(thread=thread, author=bo, body="An answer.", now=AFTER)
    announce(now=AFTER)

    told = [*bo.notifications.all(), *ada.notifications.all()]
    assert told
    assert all(standing_in(f"{notice.text} {notice.url}") == [] for notice in told)


OTHER = {
    "> Thank you.": False,
    "> I see it so too, and have for years.": False,
    f"> {FIRST}": True,
    "> mullein saxifrage tormentil betony hyssop": True,  # the shortest: five words
    "> mullein saxifrage tormentil betony": False,
    "> She has plumbago quillwort mullein saxifrage tormentil and more": False,
    f"> She wrote: {FIRST} I agree.": True,
    f"> [Bo wrote](/posts/99/):\n> {FIRST}": False,  # it says whose words these are
    "> [Ada wrote](/posts/7/): yes": True,
    f"- > {FIRST}": True,
    f"> > {FIRST}\n>\n> Bo answered her": True,
    FIRST: False,
}


@pytest.mark.parametrize(("body", "is_found"), OTHER.items())
def test_quote_is_known_by_its_words(body, is_found):
    trace = Trace(7, "/posts/7/", spans_in([SAID]), gone=True)

    assert any(is_from(quote, trace) for quote in quotes_in(body.split("\n"))) is is_found
    assert (marks_after(body, None, [trace]) is not None) is is_found
