"""Words of distress in a private message bring somebody to its writer, and nobody to the message."""

import logging

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from community.accounts.models import Sanction
from community.conversations.models import Conversation
from community.moderation import actions
from community.moderation.duty.actions import alert_due
from community.moderation.duty.models import Alert
from community.moderation.models import Case, Risk
from community.notifications.models import Delivery, Notification
from community.words.models import Hit
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, make_user
from tests.moderation.factories import decide, file_report, make_private_message
from tests.words.factories import make_rule

SECRETS = ["quagga", "Harbour walk", "Kookaburra", "a lantern went out"]


@pytest.fixture
def friend(db):
    return make_user("Kookaburra")


@pytest.fixture
def message(ada, friend):
    make_rule("quagga", "urgent")
    conversation = make_conversation(friend, ada, subject="Harbour walk")
    return send(conversation, ada, body="It is quagga, a lantern went out.")


@pytest.fixture
def call(message):
    actions.sweep(now=NOON)
    return Case.objects.get()


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def test_r16_words_of_distress_in_a_private_message_open_a_case_about_their_writer(call, ada):
    assert (call.kind, call.profile, call.author) == ("profile", ada, ada)
    assert (call.origin, call.risk, call.group) == ("crisis", Risk.LIFE, None)
    assert call.is_call_for_help
    assert not Hit.objects.waiting().exists()


def test_r17_whoever_is_on_duty_is_told_as_of_any_risk_to_life(call, ada, mo):
    assert alert_due(now=NOON) == 1

    assert Alert.objects.get().moderator == mo
    assert Delivery.objects.filter(notification__recipient=mo).exists()
    assert Notification.objects.filter(recipient=mo, url=call.get_absolute_url()).count() == 1


def test_several_messages_make_one_case_and_its_history_does_not_count_them(call, message, ada):
    for _time in range(2):
        send(message.conversation, ada, body="Still quagga.")
        actions.sweep(now=NOON)

    assert Case.objects.count() == 1
    assert call.events.count() == 1


def test_after_a_decision_new_words_are_a_new_case(call, message, ada, mo):
    decide(call, mo, outcome="no_action")
    send(message.conversation, ada, body="Still quagga.")
    actions.sweep(now=NOON)

    assert Case.objects.open().get().is_call_for_help


def test_profile_that_was_reported_before_becomes_the_call(ada, bo, message):
    case = file_report("profile", ada, bo, reason="spam").case
    actions.sweep(now=NOON)
    actions.sweep(now=NOON)

    case.refresh_from_db()
    assert Case.objects.count() == 1
    assert (case.risk, case.is_call_for_help) == (Risk.LIFE, True)
    assert "words of distress in a private message" in case.events.last().words


@pytest.mark.parametrize("effect", ["hold", "mask", "advise"])
def test_other_rules_call_nobody(ada, effect):
    make_rule("another", effect)
    make_private_message(None, ada)

    assert actions.sweep(now=NOON) == 0


def test_nobody_is_limited_for_words_that_nobody_has_read(as_member, call, mo, root):
    with pytest.raises(PermissionDenied, match="Nobody has read"):
        decide(call, root, outcome="no_action", sanction=Sanction.Kind.WARNING)

    assert 'name="sanction" value="1"' not in html(as_member(root).get(call.get_absolute_url()))
    assert not Sanction.objects.exists()


def test_r30_writer_gets_no_notice_and_no_statement_of_a_case_in_which_nothing_was_done(as_member, call, ada, mo):
    decide(call, mo, outcome="no_action")

    client = as_member(ada)
    record = html(client.get("/moderation/record/"))
    assert not Notification.objects.filter(recipient=ada, kind="moderation").exists()
    assert f"/moderation/statements/{call.decisions.get().pk}/" not in record
    assert client.get(call.get_absolute_url()).status_code == 404
    assert client.get(f"/moderation/statements/{call.decisions.get().pk}/").status_code == 404


def test_case_says_what_is_known_and_what_can_be_done(as_member, call, mo):
    page = html(as_member(mo).get(call.get_absolute_url()))

    assert "A rule met words of distress in a private message that Ada wrote, or in their profile. That is all." in page
    assert "Nobody of the team has read the words" in page
    assert 'href="/moderation/messages/Ada/"' in page
    assert 'href="/moderation/playbook/"' in page
    assert "The text as it is now" not in page


def test_group_moderators_do_not_see_the_case(as_member, call, gil):
    assert as_member(gil).get(call.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("decided", [False, True])
def test_nothing_leads_from_the_case_to_the_words_or_the_conversation(as_member, call, message, mo, caplog, decided):
    """Every page of the team, every mail, notice and log, and every row that moderation keeps."""
    caplog.set_level(logging.DEBUG)
    alert_due(now=NOON)
    if decided:
        decide(call, mo, outcome="no_action")
    client, conversation = as_member(mo), Conversation.objects.get()
    addresses = [call.get_absolute_url(), "/moderation/", "/moderation/?state=decided", "/moderation/log/"]
    addresses += ["/moderation/log/threads/", "/moderation/log/names/", "/moderation/members/Ada/"]
    addresses += ["/moderation/figures/", "/moderation/rota/", "/moderation/messages/Ada/", "/moderation/messages/"]
    addresses += ["/notifications/", "/members/Ada/", "/search/?q=lantern", "/"]
    seen = [html(client.get(address)).replace("q=lantern", "") for address in addresses]
    seen += [f"{mail.subject} {mail.text} {mail.html}" for mail in Delivery.objects.filter(notification__recipient=mo)]
    seen += [f"{one.text} {one.url} {one.key}" for one in Notification.objects.filter(recipient=mo)]
    seen += [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    seen += [str(row) for model in apps.get_app_config("moderation").get_models() for row in model.objects.values()]

    assert any("A message from the team" in text for text in seen)
    for secret in [*SECRETS, f"/messages/{conversation.pk}/"]:
        assert not any(secret.lower() in text.lower().replace("/moderation/messages/", "") for text in seen), secret
    assert client.get(conversation.get_absolute_url()).status_code == 404
    assert client.get(f"/report/private_message/{message.pk}/").status_code == 404
    assert call.private_message_id is None


def test_privacy_page_says_so(client):
    assert "the person on duty learns that you wrote such words in a private message" in html(client.get("/privacy/"))
