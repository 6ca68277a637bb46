from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from community.conversations import actions
from community.conversations.models import Conversation
from tests.conversations.factories import answer, fresh, make_conversation, place_of, send, write_to
from tests.factories import NOON, make_user

FORM = {"names": "Bo", "subject": "Saturday", "body": "Warm **tea** helps me.", "submit_id": "", "csrf": "x"}


def html(response):
    return response.content.decode()


def test_beginning_leads_to_the_conversation(as_member, ada, bo, eve):
    response = as_member(ada).post("/messages/new/", {**FORM, "names": "bo, EVE"}, follow=True)

    conversation = Conversation.objects.get()
    assert response.redirect_chain == [(conversation.get_absolute_url(), 302)]
    assert "Warm <strong>tea</strong> helps me." in html(response)
    assert [str(place.member) for place in conversation.participants.all()] == ["Ada", "Bo", "Eve"]


def test_member_page_leads_to_a_message_to_them(as_member, ada, bo):
    client = as_member(ada)

    assert 'href="/messages/new/?to=Bo"' in html(client.get("/members/Bo/"))
    assert 'value="Bo"' in html(client.get("/messages/new/?to=Bo"))
    assert "/messages/new/" not in html(client.get("/members/Ada/"))
    actions.choose_who_may_write(bo, nobody=True)
    assert "Bo takes no private messages." in html(client.get("/members/Bo/"))


@pytest.mark.parametrize("name", ["Nobody99", "Una"])
def test_unknown_and_suspended_members_are_nobody_here(as_member, ada, bo, name):
    make_user("Una", is_active=False)

    response = as_member(ada).post("/messages/new/", {**FORM, "names": f"Bo {name}"})

    page = html(response)
    assert response.status_code == 422
    assert f"Nobody here is called “{name}”." in page
    assert "Warm **tea** helps me." in page
    assert "<title>Error: " in page
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"names": ""}, "Write at least one name."),
        ({"names": "Ada"}, "This is your own name. Write the name of somebody else."),
        ({"names": " ".join(f"n{number}" for number in range(11))}, "These are 11 names. You can write to 10 members"),
        ({"body": " "}, "Write your message first."),
        ({"body": "\u200b\u202e"}, "Write at least one letter, number or sign that people can see."),
        ({"body": "a" * 20_001}, "Your text has 20001 characters, and 20000 fit"),
        ({"subject": "a" * 101}, "The subject has 101 characters, and 100 fit"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_nothing_is_lost(as_member, ada, bo, fields, words):
    response = as_member(ada).post("/messages/new/", {**FORM, **fields})

    page = html(response)
    assert response.status_code == 422
    assert words in page
    assert all(str(text) in page for text in {**FORM, **fields}.values() if text not in {" ", "\u200b\u202e", "x"})


def test_refusal_comes_back_at_the_name_with_the_text(as_member, ada, bo):
    bo.takes_messages = False
    bo.save()

    response = as_member(ada).post("/messages/new/", FORM)

    assert response.status_code == 422
    assert "Bo takes no private messages." in html(response)
    assert "Warm **tea** helps me." in html(response)


def test_after_a_no_the_page_says_so_and_keeps_the_text(as_member, ada, bo):
    answer(write_to(ada, bo), bo, accepts=False)
    client = as_member(ada)
    Conversation.objects.get().participants.filter(member=bo).update(declined_at="2999-01-01T00:00Z")

    response = client.post("/messages/new/", FORM)

    assert response.status_code == 422
    assert "Bo takes no messages from you now." in html(response)
    assert "has not joined" in html(client.get(f"/messages/{Conversation.objects.get().pk}/"))


def test_new_member_reads_when_it_opens_and_keeps_the_text(as_member, bo):
    newest = make_user("Nia", accepted_posts=1, date_joined=timezone.now())
    client = as_member(newest)

    page, refused = client.get("/messages/new/"), client.post("/messages/new/", FORM)

    assert "Your account is three days old on " in html(page)
    assert "2 more posts of yours have to appear." in html(page)
    assert "<textarea" not in html(page)
    assert refused.status_code == 403
    assert "Warm **tea** helps me." in html(refused)


@pytest.mark.parametrize(("days", "posts", "says"), [(400, 2, "1 more post of yours"), (1, 3, "three days old on")])
def test_r23_page_says_only_what_is_missing(db, as_member, days, posts, says):
    member = make_user("Nia", accepted_posts=posts, date_joined=timezone.now() - timedelta(days=days))

    page = html(as_member(member).get("/messages/new/"))

    said = [words for words in ("more post of yours", "more posts of yours", "three days old on") if words in page]
    assert len(said) == 1
    assert says in page


def test_subject_is_one_line_without_invisible_turns(as_member, ada, bo):
    as_member(ada).post("/messages/new/", {**FORM, "subject": "  Satur\u202eday \n noon "})

    assert Conversation.objects.get().subject == "Saturday noon"


def test_preview_sends_nothing(as_member, ada, bo):
    conversation, client = make_conversation(ada, bo), as_member(ada)

    pages = [client.post(url, {**FORM, "preview": "1"}) for url in ("/messages/new/", conversation.get_absolute_url())]

    assert all("Warm <strong>tea</strong> helps me." in html(page) for page in pages)
    assert Conversation.objects.count() == fresh(conversation).message_count == 1


def test_sending_leads_to_the_message(as_member, ada, bo):
    conversation = make_conversation(ada, bo)

    response = as_member(bo).post(conversation.get_absolute_url(), FORM)

    assert response.url == f"/messages/{conversation.pk}/?page=1#message-2"


def test_reload_and_double_click_make_one_message(as_member, ada, bo):
    conversation = make_conversation(ada, bo)
    form = {**FORM, "submit_id": str(uuid4())}

    for _ in range(3):
        as_member(bo).post(conversation.get_absolute_url(), form)

    assert fresh(conversation).message_count == 2


def test_every_form_carries_a_new_id(as_member, ada, bo):
    address, client = make_conversation(ada, bo).get_absolute_url(), as_member(ada)

    ids = {html(client.get(page)).split('name="submit_id" value="')[1][:36] for page in [address, address]}

    assert len(ids) == 2


def test_page_opens_at_the_first_unread(as_member, ada, bo):
    conversation = make_conversation(ada, bo)
    for _ in range(44):
        send(conversation, ada)
    actions.mark_read(conversation=conversation, member=bo, number=25, now=NOON)
    client = as_member(bo)

    page = html(client.get(conversation.get_absolute_url()))

    assert 'id="message-21"' in page
    assert 'id="message-20"' not in page
    assert page.count(">New<") == 15
    assert place_of(conversation, bo).read_number == 40
    assert 'id="message-45"' in html(client.get(conversation.get_absolute_url()))
    assert 'id="message-1"' in html(client.get(f"{conversation.get_absolute_url()}?page=1"))


def test_pages_of_an_added_member_begin_where_they_do(as_member, ada, bo, eve):
    conversation = make_conversation(ada, bo)
    for _ in range(30):
        send(conversation, ada)
    actions.add_member(conversation=conversation, member=eve, added_by=ada, now=NOON)
    answer(conversation, eve)
    for _ in range(25):
        send(conversation, bo)
    client = as_member(eve)

    first, second = (html(client.get(f"{conversation.get_absolute_url()}?page={page}")) for page in (1, 2))

    assert "You read what was written since then." in first
    assert first.count("<article") == 20
    assert 'id="message-32"' in first
    assert second.count("<article") == 5
    assert client.get(f"/messages/{conversation.pk}/52/").url == f"/messages/{conversation.pk}/?page=2#message-52"


def test_own_message_is_removed_and_put_back(as_member, ada, bo):
    conversation = make_conversation(ada, bo, body="Too much said.")
    client = as_member(ada)

    removed = html(client.post(f"/messages/{conversation.pk}/1/remove/", follow=True))
    seen_by_bo = html(as_member(bo).get(conversation.get_absolute_url()))
    back = html(as_member(ada).post(f"/messages/{conversation.pk}/1/put-back/", follow=True))

    assert "Put it back" in removed
    assert "Ada has removed this message." in seen_by_bo
    assert not any("Too much said." in page for page in (removed, seen_by_bo))
    assert "Too much said." in back


def test_a_removal_cannot_be_undone_later(as_member, ada, bo):
    conversation, client = make_conversation(ada, bo), as_member(ada)
    conversation.messages.update(removed_at=NOON)

    page = client.get(conversation.get_absolute_url())
    late = client.post(f"/messages/{conversation.pk}/1/put-back/", follow=True)

    assert "Put it back" not in html(page)
    assert "The ten minutes are over." in html(late)


def test_list_says_what_waits(as_member, ada, bo, eve):
    asks, unread = write_to(eve, ada), make_conversation(ada, bo, subject="Saturday")
    send(unread, bo)
    send(unread, bo)

    page = html(as_member(ada).get("/messages/"))

    assert "Asks you to join" in page
    assert "2 not read" in page
    assert f'href="{unread.get_absolute_url()}#message-2"' in page
    assert f'href="{asks.get_absolute_url()}"' in page
    assert "with Bo" in page


def test_empty_list_says_so(as_member, ada):
    assert "Nobody has written to you yet." in html(as_member(ada).get("/messages/"))


def test_opening_marks_notices_as_read(as_member, ada, bo):
    conversation = write_to(ada, bo)

    as_member(bo).get(conversation.get_absolute_url())

    assert not bo.notifications.unread().exists()
