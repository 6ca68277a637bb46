"""A member goes by another name: everywhere at once, and nothing leads from the old one to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import block
from community.accounts.models import FormerName, User
from community.accounts.naming.actions import CHANGES_IN, change_name
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.pages.actions import rename_member
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread

PAGE = "/settings/name/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON)


@pytest.fixture
def as_member(client):
    def sign_in(member):
        client.force_login(member)
        return client

    return sign_in


def html(response):
    return response.content.decode()


def test_the_new_name_stands_everywhere_at_once(as_member, group, ada, bo):
    thread = make_thread(board=make_board(group), author=ada, title="Mornings")

    answer = as_member(ada).post(PAGE, {"name": "Adele"}, follow=True)

    assert "You are Adele now." in html(answer)
    page = html(as_member(bo).get(thread.get_absolute_url()))
    assert "Adele" in page
    assert "/members/Ada/" not in page
    assert as_member(bo).get("/members/Adele/").status_code == 200


def test_the_old_page_is_not_there_any_more(as_member, ada, bo):
    never_was = as_member(bo).get("/members/Nobody/")
    rename_member(ada, name="Adele", now=NOON)

    was = as_member(bo).get("/members/Ada/")

    assert (was.status_code, never_was.status_code) == (404, 404)
    assert "Adele" not in html(was)


def test_notices_say_the_new_name_and_lead_to_the_new_page(ada, bo):
    told = {"recipient": bo, "kind": Notification.Kind.REPLY, "now": NOON}
    notify(**told, text="Ada replied in Adagio for Ada.", url="/members/Ada/", actor=ada)
    notify(**told, text="Ada was here, says a stranger.", url="/unread/", actor=None)

    rename_member(ada, name="Adele", now=NOON)

    assert set(bo.notifications.values_list("text", "url")) == {
        ("Adele replied in Adagio for Adele.", "/members/Adele/"),
        ("Ada was here, says a stranger.", "/unread/"),
    }


def test_a_long_new_name_does_not_break_a_full_notice(ada, bo):
    notify(recipient=bo, kind=Notification.Kind.REPLY, text="Ada " + "x" * 296, url="/unread/", actor=ada, now=NOON)

    rename_member(ada, name="Adele" * 20, now=NOON)

    assert len(bo.notifications.get().text) == 300


def test_a_name_changes_twice_in_half_a_year(as_member, ada):
    rename_member(ada, name="Adele", now=NOON - 100 * DAY)
    rename_member(ada, name="Adelia", now=NOON - DAY)
    client = as_member(ada)

    page = html(client.get(PAGE))
    assert "You can change it again on 10 February 2027." in page
    assert 'name="name"' not in page
    refused = client.post(PAGE, {"name": "Adina"})
    assert (refused.status_code, User.objects.get(pk=ada.pk).username) == (422, "Adelia")

    with pytest.raises(PermissionDenied):
        change_name(ada, name="Adina", now=NOON + 79 * DAY)
    assert change_name(ada, name="Adina", now=NOON - 100 * DAY + CHANGES_IN).name == "Adelia"


@pytest.mark.parametrize("name", ["bo", "B0", "Moderator", "ada x", "ada", "x", ""])
def test_what_is_no_name_is_refused_beside_the_field_and_kept(as_member, ada, bo, name):
    ada.email = "ada@members.example"
    answer = as_member(ada).post(PAGE, {"name": name})

    assert answer.status_code == 422
    assert "Error:" in html(answer)
    assert f'value="{name}"' in html(answer) or not name
    assert not FormerName.objects.exists()


def test_blocks_follow_the_account(as_member, ada, bo):
    block(ada, blocker=bo, now=NOON)
    rename_member(ada, name="Adele", now=NOON)

    assert "You blocked Adele." in html(as_member(bo).get("/members/Adele/"))


def test_the_page_costs_the_same_for_none_and_for_two(as_member, ada, django_assert_num_queries):
    client = as_member(ada)
    with django_assert_num_queries(6):
        client.get(PAGE)
    change_name(ada, name="Adele", now=NOON - 100 * DAY)

    with django_assert_num_queries(6):
        client.get(PAGE)
