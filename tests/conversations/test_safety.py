"""What must never reach anybody else: private words, names and places, by any address and any role."""

import pytest
from django.apps import apps
from django.contrib import admin

from community.conversations import actions
from community.conversations.actions import hiding
from community.conversations.models import Conversation, PrivateMessage
from tests.conversations.factories import answer, fresh, make_conversation, place_of, send, write_to
from tests.factories import NOON, make_user

SCRIPT = "<script>alert(1)</script>"
READS = ["", "add/", "1/"]
WRITES = ["", "answer/", "add/", "leave/", "return/", "mute/", "1/remove/", "1/put-back/"]
FIELDS = {"body": "Zebra.", "names": "Eve", "accept": "1", "on": "1", "csrf": "x"}


@pytest.fixture
def conversation(ada, bo):
    return make_conversation(ada, bo, subject="Zebra subject", body="Zebra body.")


@pytest.mark.parametrize("name", ["eve", "mo", "root"])
def test_conversation_does_not_exist_for_others_whatever_their_role(as_member, conversation, name, request):
    client = as_member(request.getfixturevalue(name))
    base = conversation.get_absolute_url()

    assert {client.get(base + page).status_code for page in READS} == {404}
    assert {client.post(base + page, FIELDS).status_code for page in WRITES} == {404}
    assert "ebra" not in client.get("/messages/").content.decode()
    assert fresh(conversation).message_count == 1
    assert conversation.participants.count() == 2


@pytest.mark.parametrize("gone", ["left", "declined"])
def test_conversation_does_not_exist_for_whoever_left_or_declined(as_member, conversation, ada, bo, eve, gone):
    if gone == "left":
        member = bo
        actions.leave(conversation=conversation, member=bo, now=NOON)
    else:
        member = eve
        actions.add_member(conversation=conversation, member=eve, added_by=ada, now=NOON)
        answer(conversation, eve, accepts=False)
    client, base = as_member(member), conversation.get_absolute_url()

    assert {client.get(base + page).status_code for page in READS} == {404}
    assert {client.post(base + page, FIELDS).status_code for page in WRITES if page != "return/"} == {404}


def test_visitor_is_asked_to_sign_in(client, conversation):
    base = conversation.get_absolute_url()
    addresses = ["/messages/", "/messages/new/", "/settings/messages/", *(base + page for page in READS)]

    assert {client.get(address).url.split("?")[0] for address in addresses} == {"/accounts/login/"}
    assert client.post(base, FIELDS).url.startswith("/accounts/login/")


def test_messages_from_before_do_not_exist_for_an_added_member(as_member, conversation, ada, bo, eve):
    actions.add_member(conversation=conversation, member=eve, added_by=ada, now=NOON)
    answer(conversation, eve)
    send(conversation, bo, body="Welcome.")
    client, base = as_member(eve), conversation.get_absolute_url()

    assert client.get(f"{base}1/").status_code == 404
    assert client.post(f"{base}1/remove/").status_code == 404
    for page in ("", "?page=1", "?page=0", "?page=-1", "?page=999", "?page=x"):
        words = client.get(base + page).content.decode()
        assert "Zebra body" not in words
        assert "Welcome." in words


def test_later_messages_do_not_exist_for_whoever_is_only_asked(as_member, ada, bo, eve):
    conversation = write_to(ada, bo, eve, body="First words.")
    answer(conversation, bo)
    send(conversation, bo, body="Zebra answer.")
    client, base = as_member(eve), conversation.get_absolute_url()

    assert "ebra" not in client.get(f"{base}?page=1").content.decode()
    assert "First words." in client.get(base).content.decode()
    assert client.get(f"{base}2/").status_code == 404


def test_number_of_a_message_belongs_to_its_conversation(as_member, conversation, ada, bo, eve):
    other = make_conversation(ada, eve)
    send(other, eve)

    assert as_member(bo).get(f"/messages/{conversation.pk}/2/").status_code == 404
    assert as_member(bo).get(f"/messages/{other.pk}/2/").status_code == 404


@pytest.mark.parametrize("act", ["remove", "put-back"])
def test_words_of_somebody_else_are_not_removed(as_member, conversation, bo, act):
    response = as_member(bo).post(f"{conversation.get_absolute_url()}1/{act}/")

    assert response.status_code == 403
    assert conversation.messages.get().removed_at is None


def test_submit_id_of_somebody_else_makes_an_own_message(as_member, conversation, ada, bo):
    stolen = conversation.messages.get().submit_id

    as_member(bo).post(conversation.get_absolute_url(), {"body": "Mine.", "submit_id": str(stolen)})

    assert [message.author for message in conversation.messages.order_by("number")] == [ada, bo]


def test_answer_of_one_member_is_not_given_by_another(as_member, ada, bo, eve):
    conversation = write_to(ada, bo, eve)

    as_member(ada).post(f"{conversation.get_absolute_url()}answer/", {"accept": "1"})

    assert place_of(conversation, bo).is_asked
    assert place_of(conversation, eve).is_asked


@pytest.mark.parametrize("name", ["ada", "eve", "mo", "root"])
def test_search_finds_no_private_word(as_member, conversation, name, request):
    page = as_member(request.getfixturevalue(name)).get("/search/?q=Zebra").content.decode()

    assert "Zebra body" not in page
    assert "Zebra subject" not in page


def test_no_other_page_tells_of_it(as_member, conversation, group, ada, bo, mo):
    pages = ["/", "/groups/", group.get_absolute_url(), "/members/Ada/", "/notifications/", "/moderation/"]

    for member in (ada, bo, mo):
        client = as_member(member)
        assert not any("ebra" in client.get(page).content.decode() for page in pages)


def test_django_admin_knows_nothing_of_it(as_member, conversation, root):
    tables = set(apps.get_app_config("conversations").get_models())

    assert tables
    assert not tables & set(admin.site._registry)
    assert "onversation" not in as_member(root).get("/admin/").content.decode()


def test_hidden_words_are_nowhere(as_member, conversation, ada, bo, mo):
    hiding.hide_message(conversation.messages.get(), moderator=mo, now=NOON)

    for member in (ada, bo):
        pages = [
            as_member(member).get(page).content.decode() for page in ("/messages/", f"/messages/{conversation.pk}/")
        ]
        assert not any("ebra" in page for page in pages)
        assert "The team hid this message." in pages[1]


def test_everything_typed_is_only_text(as_member, ada, bo):
    conversation = make_conversation(ada, bo, subject=SCRIPT, body=SCRIPT)
    client = as_member(bo)
    pages = [
        client.get(page) for page in ("/messages/", conversation.get_absolute_url(), f"/messages/new/?to={SCRIPT}")
    ]
    pages += [client.post("/messages/new/", {"names": SCRIPT, "subject": SCRIPT, "body": SCRIPT})]

    assert not any(SCRIPT in page.content.decode() for page in pages)


@pytest.mark.parametrize(
    "bomb",
    [
        ">" * 10_000 + " deep",
        "[" * 20_000,
        "*a " * 6_600,
        "https://example.org/a " * 900,
        "a\u202eb\u200bc",
        "\ud7ff\x00b",
    ],
)
def test_text_meant_to_choke_is_taken_as_text(as_member, ada, bo, bomb):
    conversation = make_conversation(ada, bo)

    response = as_member(bo).post(conversation.get_absolute_url(), {"body": bomb})

    assert response.status_code in {302, 400, 422}
    assert as_member(bo).get(conversation.get_absolute_url()).status_code == 200


def test_guessing_ids_finds_nothing(as_member, eve):
    client = as_member(eve)

    assert {client.get(f"/messages/{number}/").status_code for number in (0, 1, 999, 10**18, 10**30)} == {404}


def test_names_in_the_form_tell_nothing_but_who_is_here(as_member, ada, bo):
    make_user("Una", is_active=False)
    pages = [
        as_member(ada).post("/messages/new/", {"names": name, "body": "Hello."}).content.decode()
        for name in ("Una", "Ona")
    ]

    assert pages[0].count("Una") == pages[1].count("Ona")
    assert not Conversation.objects.exists()
    assert not PrivateMessage.objects.exists()
