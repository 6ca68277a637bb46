import pytest
from django.urls import reverse

from community.notifications import actions
from tests.factories import NOON


def tell(member, text="Bo replied", *, mail=False):
    return actions.notify(recipient=member, kind="reply", text=text, url="/groups/", now=NOON, mail=mail)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, ada, rows, django_assert_num_queries):
    for _ in range(rows):
        tell(ada, mail=True)
    client.force_login(ada)

    with django_assert_num_queries(5):  # session, user, unread count, count of pages, notices with their mails
        page = client.get(reverse("notifications:list")).content.decode()

    assert page.count('class="list-rows__item notification"') == rows


def test_others_notices_do_not_exist(client, ada, bo):
    notification = tell(ada, "Only for Ada")
    client.force_login(bo)

    assert "Only for Ada" not in client.get(reverse("notifications:list")).content.decode()
    assert client.post(reverse("notifications:open", args=[notification.pk])).status_code == 404

    notification.refresh_from_db()
    assert notification.read_at is None


def test_opening_marks_as_read_and_leads_there(client, ada):
    notification = tell(ada)
    client.force_login(ada)

    response = client.post(reverse("notifications:open", args=[notification.pk]))

    notification.refresh_from_db()
    assert response.url == "/groups/"
    assert notification.read_at is not None


def test_a_link_followed_by_a_scanner_changes_nothing(client, ada):
    notification = tell(ada)
    client.force_login(ada)

    assert client.get(reverse("notifications:open", args=[notification.pk])).status_code == 405

    notification.refresh_from_db()
    assert notification.read_at is None


def test_all_can_be_marked_as_read(client, ada, bo):
    tell(ada), tell(ada), tell(bo)
    client.force_login(ada)

    client.post(reverse("notifications:read_all"))

    assert (ada.notifications.unread().count(), bo.notifications.unread().count()) == (0, 1)


def test_words_of_others_are_escaped(client, ada):
    tell(ada, "<script>alert(1)</script>")
    client.force_login(ada)

    assert "<script>alert" not in client.get(reverse("notifications:list")).content.decode()
