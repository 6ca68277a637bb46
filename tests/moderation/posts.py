"""Posts to report: many of one author, and under a name that was chosen for one conversation."""

from community.forum.actions import add_reply
from community.forum.actions.writing import How
from tests.factories import NOON
from tests.forum.factories import make_thread
from tests.moderation.factories import report_post


def reported_posts(group, author, reporter, number, *, now=NOON, reason="harassment"):
    """The cases of so many threads."""
    threads = [make_thread(group=group, author=author, title=f"Thread {count}") for count in range(number)]
    return [report_post(thread.posts.get(), reporter, now=now, reason=reason).case for thread in threads]


def post_under_another_name(group, author, *, title="Where another name writes", body="Something unkind."):
    thread = make_thread(group=group, author=author, title=title)
    return add_reply(thread=thread, author=author, body=body, now=NOON, how=How(as_alias=True))
