"""What is about the same thing stands in the list once, and counts once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.notifications import actions
from community.notifications.models import Notification
from tests.factories import NOON


def tell(member, *texts, key="thread-7", kind="reply", mail=False):
    for minute, text in enumerate(texts):
        at = NOON + timedelta(minutes=minute)
        actions.notify(recipient=member, kind=kind, text=text, url="/groups/", key=key, mail=mail, now=at)


def page(client, member, name="list", *args):
    client.force_login(member)
    return client.get(reverse(f"notifications:{name}", args=args)).content.decode()


def count(client, member):
    client.force_login(member)
    return client.get(reverse("notifications:count")).json()


def test_several_about_one_thing_stand_as_the_newest_with_a_way_to_the_others(client, ada):
    tell(ada, "Bo replied", "Cy replied", "Di replied")

    html = page(client, ada)

    assert html.count('class="list-rows__item notification"') == 1
    assert ["Di replied" in html, "Cy replied" in html] == [True, False]
    assert "2 earlier ones about the same" in html
    newest = ada.notifications.get(text="Di replied")
    others = page(client, ada, "alike", newest.pk)
    assert [others.index(text) for text in ("Di replied", "Cy replied", "Bo replied")] == sorted(
        others.index(text) for text in ("Di replied", "Cy replied", "Bo replied")
    )


def test_another_kind_another_key_another_member_and_none_stand_alone(client, ada, bo):
    tell(ada, "One"), tell(ada, "Two", kind="mention"), tell(ada, "Three", key="thread-8")
    tell(ada, "Four", "Five", key="")
    tell(bo, "Six")

    html = page(client, ada)

    assert html.count('class="list-rows__item notification"') == 5
    assert "about the same" not in html
    assert "Six" not in html
    assert count(client, ada) == {"count": 5, "words": "5 not read"}


def test_number_beside_notifications_is_the_number_of_rows_marked_new(client, ada):
    tell(ada, "Bo replied", "Cy replied"), tell(ada, "Read", key="thread-8")
    ada.notifications.filter(text="Read").update(read_at=NOON)

    assert count(client, ada) == {"count": 1, "words": "1 not read"}
    assert page(client, ada).count("New:") == 1


def test_a_row_is_new_as_long_as_one_in_it_is(client, ada):
    tell(ada, "Older", "Newer")
    ada.notifications.filter(text="Newer").update(read_at=NOON)

    assert page(client, ada).count("New:") == 1


def test_opening_the_row_reads_all_in_it_and_nothing_else(client, ada, bo):
    tell(ada, "Bo replied", "Cy replied"), tell(ada, "Other", key="thread-8"), tell(bo, "His")
    client.force_login(ada)

    client.post(reverse("notifications:open", args=[ada.notifications.get(text="Cy replied").pk]))

    assert set(Notification.objects.unread().values_list("text", flat=True)) == {"Other", "His"}


def test_nobody_sees_what_is_alike_to_a_notice_of_somebody_else(client, ada, bo):
    tell(ada, "Only for Ada"), tell(bo, "Only for Bo")
    client.force_login(bo)

    assert client.get(reverse("notifications:alike", args=[ada.notifications.get().pk])).status_code == 404
    assert "Only for Ada" not in page(client, bo, "alike", bo.notifications.get().pk)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_queries_for_any_number(client, ada, rows, django_assert_num_queries):
    for row in range(rows):
        tell(ada, *["Bo replied"] * rows, key=f"thread-{row}", mail=True)
    newest = ada.notifications.latest_first().first()
    client.force_login(ada)

    with django_assert_num_queries(5):  # session, user, unread count, count of pages, notices with their mails
        html = client.get(reverse("notifications:list")).content.decode()
    with django_assert_num_queries(6):  # and the notice that it is about
        client.get(reverse("notifications:alike", args=[newest.pk]))
    with django_assert_num_queries(3):  # session, user, count
        client.get(reverse("notifications:count"))

    assert html.count('class="list-rows__item notification"') == rows


def test_whoever_is_not_signed_in_is_sent_to_the_door(client):
    assert client.get(reverse("notifications:count")).status_code == 302
