"""Reports, cases and decisions, made the way members and moderators make them."""

from community.moderation import actions
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, make_user
from tests.forum.factories import make_replies, make_thread


def make_post(group, author):
    """A reply, so that hiding it leaves the thread's title alone."""
    return make_replies(make_thread(group=group, author=author, title=f"Title {author}"), author, 1)[0]


def make_chat_message(group, author):
    return make_message(make_room(group), author)


def make_private_message(group, author):
    """An answer, so that hiding it leaves the conversation's subject alone. It stands in no group."""
    friend = make_user(f"Friend of {author}".replace(" ", "."))
    return send(make_conversation(friend, author), author)


def report_post(post, reporter, *, reason="harassment", words="", now=NOON):
    return actions.file_report(kind="post", pk=post.pk, reporter=reporter, reason=reason, words=words, now=now)


def decide(case, moderator, *, outcome="hidden", guideline="kindness", words="", now=NOON):
    case.refresh_from_db()
    return actions.decide(
        case, moderator=moderator, version=case.version, outcome=outcome, guideline=guideline, words=words, now=now
    )
