"""What a block comes to, clause by clause and in both directions. Every row is walked without the block too, where the
same act is heard of: otherwise its silence would show nothing.

`hears`: what the blocker is told of what the blocked does: nothing. `goes_on`: what the blocked is told of what the
blocker does, and gets for what they do themselves: as always, so that nothing gives the block away.
"""

import re

import pytest
from django.core import mail as mail_box

from community.accounts.actions import block
from community.chat.actions.signing import set_signs
from community.conversations.actions import Refused
from community.forum.actions import add_reply
from community.forum.actions.reacting import set_reaction
from community.forum.actions.writing import How
from community.forum.models import Level, PlaceLevel
from community.groups.actions import invite, remove_member
from community.groups.models import Membership
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from community.profiles.actions import Said, save_details
from community.profiles.models import Detail
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send, write_to
from tests.factories import NOON, join, make_group
from tests.forum.factories import announce, make_thread

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|name="(submit|client)_id" value="[\w-]+"|[\w-]{36}')


def answer_a_post(member, other, group):
    thread = make_thread(group=group, author=other)
    add_reply(thread=thread, author=member, body="Zebra.", how=How(in_reply_to=thread.posts.get()), now=NOON)


def mention_in_a_thread(member, other, group):
    make_thread(group=group, author=member, body=f"Zebra, @{other}?")


def write_where_the_other_watches(member, other, group):
    PlaceLevel.objects.create(member=other, group=group, level=Level.WATCH)
    make_thread(group=group, author=member, body="Zebra.")


def thank_for_a_post(member, other, group):
    set_reaction(post=make_thread(group=group, author=other).posts.get(), member=member, kinds=1, now=NOON)


def call_in_a_room(member, other, group):
    make_message(make_room(group), member, f"Zebra, @{other}?")


def answer_in_a_room(member, other, group):
    room = make_room(group)
    make_message(room, member, "Zebra.", in_reply_to=make_message(room, other))


def thank_in_a_room(member, other, group):
    set_signs(make_message(make_room(group), other), member=member, kinds=1, now=NOON)


def call_everyone_in_a_room(member, other, group):
    Membership.objects.filter(member=member).update(role=Membership.Role.HOST)
    make_message(make_room(group), member, "Zebra, @everyone.")


def invite_to_a_group(member, other, group):
    theirs = make_group("zebra")
    join(theirs, member, role=Membership.Role.HOST)
    invite(group=theirs, member=other, inviter=member, now=NOON)


def begin_a_conversation(member, other, group):
    write_to(member, other, body="Zebra.")


HEARD = [
    answer_a_post,
    mention_in_a_thread,
    write_where_the_other_watches,
    thank_for_a_post,
    call_in_a_room,
    answer_in_a_room,
    thank_in_a_room,
    call_everyone_in_a_room,
    invite_to_a_group,
]
each_way_to_be_heard = pytest.mark.parametrize("act", [*HEARD, begin_a_conversation], ids=lambda act: act.__name__)


def told(member):
    """Notices, and mails that are written or wait."""
    announce()
    mails = Delivery.objects.filter(notification__recipient=member)
    return list(member.notifications.values_list("kind", "text")), mails.count()


@each_way_to_be_heard
def test_blocker_hears_nothing_of_what_the_blocked_does(ada, bo, group, act):
    block(bo, blocker=ada, now=NOON)
    ada.refresh_from_db()

    act(bo, ada, group)

    assert told(ada) == ([], 0)


@each_way_to_be_heard
def test_without_a_block_each_of_it_is_heard(ada, bo, group, act):
    act(bo, ada, group)

    assert len(told(ada)[0]) == 1


@pytest.mark.parametrize("act", HEARD, ids=lambda act: act.__name__)
def test_blocked_hears_of_what_the_blocker_does_as_always(ada, bo, group, act):
    block(bo, blocker=ada, now=NOON)
    ada.refresh_from_db()

    act(ada, bo, group)

    assert len(told(bo)[0]) == 1


def test_blocker_has_to_undo_before_writing_first(ada, bo, group):
    block(bo, blocker=ada, now=NOON)
    ada.refresh_from_db()

    with pytest.raises(Refused):
        begin_a_conversation(ada, bo, group)
    assert told(bo) == ([], 0)


def test_message_in_a_conversation_that_is_there_is_not_told_either_way_round(ada, bo):
    conversation = make_conversation(ada, bo)
    before = {member: told(member) for member in (ada, bo)}
    block(bo, blocker=ada, now=NOON)

    send(conversation, bo, body="Zebra.")

    assert told(ada) == before[ada]


@each_way_to_be_heard
def test_mail_that_waits_when_the_block_comes_does_not_go(ada, bo, group, act):
    act(bo, ada, group)
    announce()

    block(bo, blocker=ada, now=NOON)
    send_due_deliveries()

    assert [mail for mail in mail_box.outbox if mail.to == [ada.email]] == []


@pytest.mark.parametrize("is_blocked", [False, True])
def test_second_host_who_invites_is_heard_once(ada, bo, eve, group, is_blocked):
    theirs = make_group("zebra")
    join(theirs, bo, eve, role=Membership.Role.HOST)
    if is_blocked:
        block(bo, blocker=ada, now=NOON)
        ada.refresh_from_db()

    invitations = {invite(group=theirs, member=ada, inviter=inviter, now=NOON) for inviter in (bo, eve, eve)}

    assert len(invitations) == 1
    assert len(told(ada)[0]) == 1


def test_moderators_decisions_arrive_whoever_they_are(ada, bo, group):
    """A role, being taken out: acts of the team, not of a person."""
    Membership.objects.filter(member=bo, group=group).update(role=Membership.Role.MODERATOR)
    block(bo, blocker=ada, now=NOON)
    ada.refresh_from_db()

    remove_member(membership=group.memberships.get(member=ada), moderator=bo, now=NOON)

    assert len(told(ada)[0]) == 1


@pytest.fixture
def places(ada, bo, group):
    """Where both have written, with words of both."""
    thread, room = make_thread(group=group, author=ada, body="Quagga of Ada."), make_room(group)
    add_reply(thread=thread, author=bo, body="Zebra of Bo.", now=NOON)
    for member, words in ((ada, "Quagga of Ada."), (bo, "Zebra of Bo.")):
        make_message(room, member, words)
        save_details(member, said={"about": Said(words)}, now=NOON)
    conversation = make_conversation(ada, bo, body="Quagga of Ada.")
    send(conversation, bo, body="Zebra of Bo.")
    return {"thread": thread, "room": room, "conversation": conversation}


def pages_for(client, reader, places):
    client.force_login(reader)
    found = [place.get_absolute_url() for place in places.values()]
    listed = ["/", "/messages/", "/notifications/", "/settings/", "/settings/blocked/", "/bookmarks/", "/unread/"]
    others = ["/search/?q=Quagga", "/members/Ada/", "/members/Ada/posts/", "/groups/hemifacial-spasm/members/"]
    pages = {}
    for address in [*found, *listed, *others]:
        client.get(address)  # the first look remembers how far one has read
        pages[address] = TOKEN.sub("", client.get(address).content.decode())
    return pages


def test_no_page_of_the_blocked_differs(client, ada, bo, places):
    announce()
    before = pages_for(client, bo, places)
    assert sum("Quagga of Ada." in page for page in before.values()) >= 4

    block(bo, blocker=ada, now=NOON)

    after = pages_for(client, bo, places)
    assert [address for address, page in after.items() if page != before[address]] == []


def test_words_of_the_blocked_are_folded_wherever_the_blocker_meets_them(client, ada, bo, places):
    save_details(bo, said={"about": Said("Zebra of Bo.", Detail.ShownTo.MEMBERS)}, now=NOON)
    client.force_login(ada)
    addresses = [place.get_absolute_url() for place in places.values()]
    addresses += ["/members/Bo/", "/members/Bo/posts/", "/search/?q=Zebra", "/rooms/quiet-corner/search/?q=Zebra"]
    before = {address: client.get(address).content.decode() for address in addresses}
    with_words = {address for address, page in before.items() if "Zebra of Bo." in plain(page)}
    assert len(with_words) >= 5

    block(bo, blocker=ada, now=NOON)

    open_to_read = {address for address in with_words if "Zebra of Bo." in plain(unfolded(client, address))}
    assert open_to_read == set()


def unfolded(client, address):
    """The page without what is folded away."""
    page = client.get(address).content.decode()
    return re.sub(r"<details[^>]*><summary[^>]*>[^<]*blocked.*?</details>", "", page, flags=re.DOTALL)


def plain(page):
    return re.sub(r"</?mark>", "", page)
