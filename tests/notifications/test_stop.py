"""The link in a mail that stops mails of its kind, without signing in."""

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from community.notifications import actions
from community.notifications.models import Choice, Delivery
from community.notifications.stop_links import SIGNER, stop_link
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON
from tests.reading import without_address

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link_for(member, kind="reply"):
    return "/" + stop_link(member, kind, address=member.email).split("/", 3)[3]


def tell(member, kind="reply", **changes):
    return actions.notify(recipient=member, kind=kind, text="Bo replied", url="/x/", now=NOON, **changes)


def choices():
    return list(Choice.objects.values_list("member__username", "kind", "way"))


@pytest.mark.parametrize("method", ["get", "head"])
def test_scanners_that_follow_every_link_change_nothing(client, ada, method):
    response = getattr(client, method)(link_for(ada))

    assert response.status_code == 200
    assert choices() == []


def test_one_click_needs_no_sign_in_no_cookie_and_no_token(ada):
    client = Client(enforce_csrf_checks=True)

    response = client.post(link_for(ada), ONE_CLICK)

    assert (response.status_code, response.content, response.cookies) == (200, b"Stopped.", {})
    assert choices() == [("Ada", "reply", "app")]


def test_the_button_of_the_page_does_the_same(client, ada):
    page = client.post(link_for(ada)).content.decode()

    assert "Done: no more mails of this kind" in page
    assert choices() == [("Ada", "reply", "app")]


def test_as_often_as_one_likes_and_what_is_off_stays_off(client, ada):
    actions.choose_ways(ada, ways={"reply": "off"})

    for _time in range(2):
        assert client.post(link_for(ada), ONE_CLICK).status_code == 200

    assert choices() == [("Ada", "reply", "off")]


def test_a_summary_is_stopped_altogether(client, ada):
    assert "“Summary mail”" in client.get(link_for(ada, "digest")).content.decode()

    for _time in range(2):
        client.post(link_for(ada, "digest"), ONE_CLICK)

    assert choices() == [("Ada", "digest", "off")]


def test_what_goes_by_summary_goes_on_doing_so(client, ada):
    actions.choose_ways(ada, ways={"reply": "digest"})

    client.post(link_for(ada), ONE_CLICK)

    assert choices() == [("Ada", "reply", "digest")]


def test_no_mail_follows_and_the_app_still_tells(client, ada):
    tell(ada, key="before")
    client.post(link_for(ada), ONE_CLICK)
    tell(ada, key="after"), tell(ada, "mention")

    assert send_due_deliveries() == 1

    assert Delivery.objects.get(why="stopped").notification.key == "before"
    assert ada.notifications.count() == 3


def test_a_mail_in_the_hands_of_a_worker_is_looked_at_again(client, ada):
    tell(ada)
    [delivery] = actions.claim_due(now=NOON)

    client.post(link_for(ada), ONE_CLICK)

    assert not actions.renew_lease(delivery, now=NOON)


def test_the_page_says_neither_who_nor_where(client, ada):
    for response in (client.get(link_for(ada)), client.post(link_for(ada))):
        page = without_address(response)
        assert ada.email not in page
        assert ada.username not in page
        assert response["Cache-Control"].startswith("max-age=0")


def bad_links(member):
    good = link_for(member)
    token = good.split("/")[3]
    content, _separator, signature = token.rpartition(":")
    return {
        "altered": f"{content[:-2]}xx:{signature}",
        "cut": token[:-3],
        "other salt": Signer(salt="other").sign_object([member.pk, "reply", "x"]),
        "other shape": SIGNER.sign_object({"a": 1}),
        "no list": SIGNER.sign_object(7),
        "other address": SIGNER.sign_object([member.pk, "reply", "0" * 16]),
        "nobody": SIGNER.sign_object([0, "reply", "x"]),
        "the team": SIGNER.sign_object([member.pk, "moderation", "x"]),
        "nonsense": "a" * 2000,
    }


@pytest.mark.parametrize("kind", ["altered", "cut", "other salt", "other shape"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_or_altered_link_is_told_and_changes_nothing(client, ada, kind, method):
    response = getattr(client, method)(reverse("notifications:stop", args=[bad_links(ada)[kind]]), ONE_CLICK)

    assert response.status_code == 404
    assert "This link does not work any more" in response.content.decode()
    assert choices() == []


@pytest.mark.parametrize("kind", ["no list", "other address", "nobody", "the team", "nonsense"])
def test_a_link_for_nobody_or_for_what_always_arrives_is_told(client, ada, kind):
    assert client.post(reverse("notifications:stop", args=[bad_links(ada)[kind]])).status_code == 404
    assert choices() == []


def test_a_new_address_makes_old_links_worthless(client, ada):
    link = link_for(ada)
    ada.email = "new@members.example"
    ada.save()

    assert client.post(link, ONE_CLICK).status_code == 404
    assert client.post(link_for(ada), ONE_CLICK).status_code == 200


def test_a_link_reaches_one_person_and_one_kind(client, ada, bo):
    client.post(link_for(ada, "reminder"), ONE_CLICK)

    assert choices() == [("Ada", "reminder", "app")]


@pytest.mark.parametrize(("kind", "told"), [("reply", False), ("moderation", True)])
def test_what_is_off_is_not_even_written_here(ada, kind, told):
    actions.choose_ways(ada, ways={"reply": "off"})

    assert (tell(ada, kind) is not None) is told


def test_a_call_to_many_leaves_out_who_switched_it_off(ada, bo):
    actions.choose_ways(ada, ways={"mention": "off"})
    everybody = type(ada).objects.all()

    assert actions.notify_all(everybody, kind="mention", text="Hello", url="/x/", now=NOON, actor=bo) == 1
    assert not ada.notifications.exists()
