import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.accounts.consents import edition
from community.forum.actions import start_thread
from community.groups.permissions import is_member
from community.notifications.actions import notify
from tests.chat.factories import make_room
from tests.chat.meetings.factories import attend, decline, make_meeting
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board

PLAIN = ["about", "guidelines", "accessibility", "styleguide"]


@pytest.mark.parametrize("name", PLAIN)
def test_small_print_is_for_everyone(client, db, name):
    assert client.get(reverse(f"pages:{name}")).status_code == 200


def test_front_page_names_public_groups_only(client, group):
    public = make_group("welcome", privacy="public", name="Welcome here")

    page = client.get("/").content.decode()

    assert public.name in page
    assert group.get_absolute_url() not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_today_costs_the_same_queries_for_any_length(client, ada, bo, mo, group, rows, django_assert_num_queries):
    board, room, now = make_board(group=group), make_room(group), timezone.now()
    tomorrow = {"starts_on": timezone.localdate() + timedelta(days=1)}
    for number in range(rows):
        start_thread(board=board, author=bo, title=f"Thread {number}", body="Hello", now=now)
        notify(recipient=ada, kind="reply", text="Bo replied", url="/groups/", now=now, mail=False)
        make_meeting(room, mo, title=f"Hour {number}", now=now, **tomorrow)
    client.force_login(ada)

    # session, user, due reminders, notices, muted places, threads, rooms, meetings, groups, unread count
    with django_assert_num_queries(10):
        page = client.get("/").content.decode()

    assert page.count("?unread") == rows
    assert page.count('class="list-rows__item notification"') == rows
    assert page.count(">Hour ") == rows


def test_today_shows_the_next_three_meetings_without_those_one_cannot_come_to(client, ada, eve, mo, group):
    room, now = make_room(group), timezone.now()
    tomorrow = {"starts_on": timezone.localdate() + timedelta(days=1), "now": now}
    meetings = [make_meeting(room, mo, title=f"Hour {number}", **tomorrow) for number in range(5)]
    decline(meetings[0], ada, now=now)
    attend(meetings[1], ada, now=now)
    client.force_login(ada)

    page = client.get("/").content.decode()
    client.force_login(eve)
    elsewhere = client.get("/").content.decode()

    assert re.findall(r">(Hour \d)<", page) == ["Hour 1", "Hour 2", "Hour 3"]
    assert page.count("you plan to come") == 1
    assert ">Hour " not in elsewhere


def test_today_shows_nothing_of_groups_one_is_not_in(client, ada, eve, group):
    start_thread(board=make_board(group=group), author=ada, title="A canary", body="Hello", now=NOON)
    client.force_login(eve)

    assert "A canary" not in client.get("/").content.decode()


def test_newcomers_are_welcomed_before_anything_else(client, db):
    client.force_login(make_user("Newcomer", guidelines_accepted_at=None))

    assert client.get("/", headers={"accept": "text/html"}).url == f"{reverse('pages:welcome')}?next=%2F"


def test_welcome_joins_groups_and_sets_the_zone(client, group):
    newcomer = make_user("Newcomer", guidelines_accepted_at=None)
    client.force_login(newcomer)

    chosen = {"groups": [group.pk], "time_zone": "Europe/Berlin"}
    response = client.post(reverse("pages:welcome"), {"guidelines": "on", "edition": edition(), **chosen})

    newcomer.refresh_from_db()
    assert response.url == "/"
    assert newcomer.guidelines_accepted_at is not None
    assert newcomer.time_zone == "Europe/Berlin"
    assert is_member(newcomer, group)


def test_welcome_is_seen_once(client, ada):
    client.force_login(ada)

    assert client.get(reverse("pages:welcome")).url == reverse("pages:guidelines")


def test_welcome_without_the_tick_keeps_the_choices(client, group):
    newcomer = make_user("Newcomer", guidelines_accepted_at=None)
    client.force_login(newcomer)

    response = client.post(reverse("pages:welcome"), {"groups": [group.pk], "time_zone": "Europe/Berlin"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page.replace("\n", "")
    assert re.search(rf'name="groups" value="{group.pk}"[^>]* checked', page)
    assert '<option value="Europe/Berlin" selected' in page
    assert not is_member(newcomer, group)


def test_welcome_offers_no_private_group_even_to_those_who_know_its_number(client, db):
    hidden = make_group("quiet", privacy="private")
    newcomer = make_user("Newcomer", guidelines_accepted_at=None)
    client.force_login(newcomer)

    response = client.post(reverse("pages:welcome"), {"guidelines": "on", "groups": [hidden.pk], "time_zone": "UTC"})

    assert response.status_code == 422
    assert hidden.name not in response.content.decode()
    assert not is_member(newcomer, hidden)


def test_display_is_set_by_visitors_in_a_cookie(client, db):
    response = client.post(
        reverse("pages:display"), {"theme": "dim", "text_size": "150", "next": reverse("pages:about")}
    )

    assert response.url == reverse("pages:about")
    page = client.get(response.url).content.decode()
    assert 'data-theme="dim"' in page
    assert 'data-text-size="150"' in page


def test_display_of_members_goes_with_them_to_another_browser(client, ada):
    client.force_login(ada)
    client.post(reverse("pages:display"), {"theme": "contrast", "text_size": "200"})

    client.cookies.pop("display")

    assert 'data-theme="contrast"' in client.get("/").content.decode()


@pytest.mark.parametrize("cookie", ["neon-999", "<script>-1", "dark", "", "dark-1e9", "dark-²"])
def test_nonsense_in_the_cookie_is_the_default(client, db, cookie):
    client.cookies["display"] = cookie

    page = client.get("/").content.decode()

    assert 'data-text-size="100"' in page
    assert "<script>-1" not in page


def test_unknown_addresses_are_our_404_in_the_readers_theme(client, ada):
    ada.theme, ada.text_size = "dark", 125
    ada.save()
    client.force_login(ada)

    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert 'data-theme="dark"' in response.content.decode()


def test_r14_urgent_help_is_the_first_link_of_every_page(client, ada):
    join(make_group("other"), ada)
    client.force_login(ada)
    for address in ["/", "/groups/", "/no/such/page/", reverse("account_email"), reverse("pages:guidelines")]:
        page = client.get(address).content.decode()
        header = page[page.index("<header") :]
        assert header.index(reverse("resources:urgent_help")) < header.index('href="/"')


def test_a_page_is_never_half_in_another_language(client, ada):
    client.force_login(ada)

    page = client.get("/", headers={"accept-language": "de"}).content.decode()

    assert '<html lang="en-gb"' in page
    assert "Montag" not in page
