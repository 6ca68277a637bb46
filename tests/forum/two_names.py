"""A thread in which one account writes under another name and under its own, and pages as text."""

import re

from community.forum import actions
from community.forum.actions.writing import How
from tests.factories import NOON, join, make_user
from tests.forum.factories import announce, make_thread

FOLD = "Written by somebody you blocked."
TOKEN = re.compile(r'name="(csrfmiddlewaretoken|submit_id)" value="[\w-]+"')


def make_needle(group):
    member = make_user("Needle")
    join(group, member)
    return member


def make_thread_of_two_names(group, *, starter, needle):
    """Post 2 is under another name, post 3 under the own."""
    thread = make_thread(group=group, author=starter)
    say(thread, needle, "Under another name.", as_alias=True)
    say(thread, needle, "Under my own name.")
    return thread


def say(thread, author, body, **how):
    return actions.add_reply(thread=thread, author=author, body=body, how=How(**how), now=NOON)


def html(client, address):
    return TOKEN.sub("", client.get(address).content.decode())


def articles(client, thread):
    """The posts on the page of the thread, by their keys."""
    page = html(client, thread.get_absolute_url())
    found = re.findall(r'<article class="post[^>]*id="post-(\d+)"(.*?)</article>', page, re.DOTALL)
    return {int(pk): words for pk, words in found}


def folded(client, thread):
    return {pk for pk, words in articles(client, thread).items() if FOLD in words}


def told(member):
    announce()
    return member.notifications.count()
