"""Reports, cases and decisions, made the way members and moderators make them."""

from dataclasses import replace

from community.forum.actions import add_reply
from community.forum.actions.pictures import add_picture
from community.forum.actions.writing import How
from community.moderation import actions
from community.moderation.unmasking.actions import agree_to_unmask, ask_to_unmask, look_at_name
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, make_user
from tests.forum.factories import make_board, make_replies, make_thread, picture_file


def make_post(group, author):
    """A reply, so that hiding it leaves the thread's title alone."""
    return make_replies(make_thread(group=group, author=author, title=f"Title {author}"), author, 1)[0]


def make_chat_message(group, author):
    return make_message(make_room(group), author)


def make_private_message(group, author):
    """An answer, so that hiding it leaves the conversation's subject alone. It stands in no group."""
    friend = make_user(f"Friend of {author}".replace(" ", "."))
    return send(make_conversation(friend, author), author)


def make_picture(group, author, *, how=None, alt="A cup & saucer."):
    """In a reply. Tests that use it have a folder of their own."""
    board = make_board(group, slug=f"pictures-{author.pk}", takes_pictures=True)
    picture = add_picture(board=board, owner=author, upload=picture_file(), alt=alt, now=NOON)
    how = replace(how or How(), pictures=[picture])
    thread = make_thread(board=board, author=author, title=f"Pictures {author}")
    add_reply(thread=thread, author=author, body="Look.", how=how, now=NOON)
    picture.refresh_from_db()
    return picture


def file_report(kind, subject, reporter, *, reason="harassment", words="", now=NOON):
    return actions.file_report(kind=kind, pk=subject.pk, reporter=reporter, reason=reason, words=words, now=now)


def report_post(post, reporter, *, reason="harassment", words="", now=NOON):
    return actions.file_report(kind="post", pk=post.pk, reporter=reporter, reason=reason, words=words, now=now)


def decide(case, moderator, *, outcome="hidden", guideline="kindness", words="", now=NOON, **ruling):
    """Taken on and decided at once."""
    actions.claim(case, moderator=moderator, now=now)
    case.refresh_from_db()
    chosen = actions.Ruling(outcome=outcome, guideline=guideline, words=words, **ruling)
    return actions.decide(case, moderator=moderator, version=case.version, ruling=chosen, now=now)


def look_up(case, asking, agreeing, *, looked=None, now=NOON):
    """The account behind the other name of this case; both look at it, unless it says who does."""
    asked = ask_to_unmask(case, moderator=asking, reason="The same threats again.", now=now)
    agree_to_unmask(asked, moderator=agreeing, now=now)
    for moderator in (asking, agreeing) if looked is None else looked:
        look_at_name(asked, moderator=moderator, now=now)
    asked.refresh_from_db()
    return asked


def answer(case, moderator, *, upheld, words="", now=NOON):
    actions.claim(case, moderator=moderator, now=now)
    case.refresh_from_db()
    return actions.answer_appeal(case, moderator=moderator, version=case.version, upheld=upheld, words=words, now=now)
