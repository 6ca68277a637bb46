"""Answering first contact, adding, leaving, muting: the pages."""

import pytest

from community.conversations import actions
from tests.conversations.factories import answer, make_conversation, place_of, write_to
from tests.factories import NOON


def html(response):
    return response.content.decode()


def test_first_contact_is_answered_on_its_page(as_member, ada, bo):
    conversation = write_to(ada, bo, body="May I ask something?")
    address = conversation.get_absolute_url()
    client = as_member(bo)

    page = html(client.get(address))
    refused = client.post(address, {"body": "Typed too early."})
    joined = client.post(f"{address}answer/", {"accept": "1"}, follow=True)

    assert "May I ask something?" in page
    assert "Ada asks you to join" in page
    assert "/report/private_message/" in page
    assert refused.status_code == 403
    assert "Typed too early." in html(refused)
    assert 'name="body"' in html(joined)


def test_declining_leads_to_the_list_with_an_undo(as_member, ada, bo):
    conversation = write_to(ada, bo)
    address = conversation.get_absolute_url()
    client = as_member(bo)

    page = html(client.post(f"{address}answer/", {"decline": "1"}, follow=True))
    gone = client.get(address).status_code
    client.post(f"{address}return/")

    assert "You have not joined: Ada." in page
    assert gone == 404
    assert place_of(conversation, bo).is_asked


def test_an_answer_without_a_choice_changes_nothing(as_member, ada, bo):
    conversation = write_to(ada, bo)

    as_member(bo).post(f"{conversation.get_absolute_url()}answer/")

    assert place_of(conversation, bo).is_asked


def test_starter_reads_that_nobody_has_joined(as_member, ada, bo):
    conversation = write_to(ada, bo)
    client = as_member(ada)

    page, refused = (
        client.get(conversation.get_absolute_url()),
        client.post(conversation.get_absolute_url(), {"body": "Warm **tea** helps me."}),
    )

    assert "Once Bo has joined, you can write more." in html(page)
    assert "has not joined" in html(page)
    assert refused.status_code == 403
    assert "Warm **tea** helps me." in html(refused)


def test_no_answer_and_a_no_look_the_same(as_member, ada, bo, eve):
    silent, said_no = write_to(ada, bo), write_to(ada, eve)
    answer(said_no, eve, accepts=False)
    client = as_member(ada)

    pages = [html(client.get(one.get_absolute_url())) for one in (silent, said_no)]

    assert [page.count("has not joined") for page in pages] == [1, 1]
    assert "declined" not in pages[1]


def test_add_form_says_what_the_added_member_reads(as_member, ada, bo, eve):
    conversation, client = make_conversation(ada, bo), as_member(ada)
    address = f"{conversation.get_absolute_url()}add/"

    page = html(client.get(address))
    response = client.post(address, {"names": "eve"}, follow=True)

    assert "they read what is written from now on, and nothing of what was written before" in page
    assert "Eve has been asked to join." in html(response)
    assert place_of(conversation, eve).is_asked


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nobody99", "Nobody here is called “Nobody99”."),
        ("Bo", "Bo is in this conversation already."),
        ("Eve Kim", "Add one member at a time."),
        ("Kim", "Kim takes no private messages."),
    ],
)
def test_add_form_keeps_what_it_cannot_take(as_member, ada, bo, eve, kim, name, words):
    actions.choose_who_may_write(kim, nobody=True)
    conversation = make_conversation(ada, bo)

    response = as_member(ada).post(f"{conversation.get_absolute_url()}add/", {"names": name})

    assert response.status_code == 422
    assert words in html(response)
    assert f'value="{name}"' in html(response)


def test_adding_is_refused_to_whoever_is_only_asked(as_member, ada, bo, eve):
    conversation = write_to(ada, bo)

    assert as_member(bo).post(f"{conversation.get_absolute_url()}add/", {"names": "Eve"}).status_code == 403


def test_leaving_can_be_undone_from_the_list(as_member, ada, bo):
    conversation, client = make_conversation(ada, bo), as_member(bo)
    address = conversation.get_absolute_url()

    left = html(client.post(f"{address}leave/", follow=True))
    gone = client.get(address).status_code
    back = client.post(f"{address}return/")

    assert "You have left: Ada." in left
    assert f'action="{address}return/"' in left
    assert gone == 404
    assert back.url == address
    assert client.get(address).status_code == 200


def test_too_late_to_come_back_is_said(as_member, ada, bo):
    conversation, client = make_conversation(ada, bo), as_member(bo)
    conversation.participants.filter(member=bo).update(left_at=NOON)

    page = html(client.post(f"{conversation.get_absolute_url()}return/", follow=True))

    assert "The ten minutes are over." in page
    assert "You have left" not in page


def test_mute_and_unmute(as_member, ada, bo):
    conversation, client = make_conversation(ada, bo), as_member(bo)
    address = conversation.get_absolute_url()

    muted = html(client.post(f"{address}mute/", {"on": "1"}, follow=True))
    unmuted = html(client.post(f"{address}mute/", {"off": "1"}, follow=True))

    assert "Muted: you get no notices and no mails about it." in muted
    assert "New messages give you a notice" in unmuted


def test_nobody_may_write_to_me_is_a_setting(as_member, bo):
    client = as_member(bo)

    for fields, words in [({"nobody": "on"}, "checked"), ({}, "Nobody may write to me")]:
        page = html(client.post("/settings/messages/", {**fields, "csrf": "x"}, follow=True))
        assert words in page
        bo.refresh_from_db()
        assert bo.takes_messages is (not fields)
    assert "/settings/messages/" in html(client.get("/settings/"))
