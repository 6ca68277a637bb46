from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.chat.actions import meetings as leading
from community.chat.models import Meeting, MeetingPlan
from tests.chat.factories import make_room
from tests.chat.meetings.factories import FORM, SEVEN, attend, cancel, fresh, make_meeting, make_running, page_of
from tests.factories import NOON, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, room, mo, ada, rows, django_assert_num_queries):
    for number in range(rows):
        attend(make_meeting(room, mo, title=f"Hour {number}"), ada)
    client.force_login(ada)

    with django_assert_num_queries(6):  # session, user, count, meetings, rooms to plan in, unread notices
        page = client.get("/meetings/").content.decode()

    assert page.count('class="list-rows__item"') == rows
    assert page.count("<strong>You plan to come.</strong>") == rows


@pytest.mark.parametrize("comes", [1, 3])
def test_page_costs_the_same_queries_however_many_come(client, meeting, ada, bo, mo, comes, django_assert_num_queries):
    attend(meeting, *[ada, bo, mo][:comes])
    client.force_login(ada)

    with django_assert_num_queries(6):  # session, user, meeting, role, own answer, unread notices
        client.get(meeting.get_absolute_url())


def test_list_shows_what_is_to_come_in_the_readers_zone_and_no_more(client, room, mo, ada, bo):
    make_meeting(room, mo, weeks=1)
    gone = make_meeting(room, mo, title="Called off")
    cancel(gone, mo)

    in_berlin, in_utc = page_of(client, "/meetings/", ada), page_of(client, "/meetings/", bo)

    assert "Tuesday, 24 November 2026, 19:00" in in_berlin
    assert "time in Europe/Berlin" in in_berlin
    assert "Tuesday, 24 November 2026, 18:00" in in_utc
    assert in_berlin.count("Every week on Tuesday at 19:00 (Europe/Berlin)") == 8
    assert "Called off" not in in_berlin


def test_long_list_has_pages_and_can_be_one_groups(client, room, mo, ada):
    other = make_room(make_group("garden-lovers"), slug="garden")
    for _ in range(3):
        make_meeting(room, mo, weeks=1, title=f"Series {_}")
    make_meeting(other, mo, title="Elsewhere")

    first, second = page_of(client, "/meetings/", ada), page_of(client, "/meetings/?page=2")
    only = page_of(client, "/meetings/?group=garden-lovers")

    assert (first.count('class="list-rows__item"'), second.count('class="list-rows__item"')) == (20, 5)
    assert only.count('class="list-rows__item"') == 1
    assert "Elsewhere" in only


def test_private_groups_meet_out_of_sight(client, group, meeting, mo, ada, eve):
    group.privacy = "private"
    group.save()
    client.force_login(eve)

    assert "Quiet hour" not in page_of(client, "/meetings/")
    for verb in ("", "change/", "move/", "cancel/", "host/", "summary/"):
        assert client.get(f"{meeting.get_absolute_url()}{verb}").status_code == 404
    for verb in ("attend/", "decline/", "hand/", "agree/"):
        assert client.post(f"{meeting.get_absolute_url()}{verb}").status_code == 404
    assert "Quiet hour" in page_of(client, "/meetings/", ada)


def test_rooms_switched_off_take_their_meetings_along(client, meeting, ada, settings):
    settings.SWITCHED_OFF = ("chat",)
    client.force_login(ada)

    assert client.get("/meetings/").status_code == 404
    assert not Meeting.objects.visible_to(ada).exists()
    assert "Next meetings" not in page_of(client, "/")


def test_member_says_yes_and_no(client, meeting, ada):
    client.force_login(ada)

    said = client.post(f"{meeting.get_absolute_url()}attend/", follow=True).content.decode()
    assert "<strong>You plan to come.</strong>" in said
    said = client.post(f"{meeting.get_absolute_url()}decline/", follow=True).content.decode()
    assert "<strong>You cannot come this time.</strong>" in said
    assert client.get(f"{meeting.get_absolute_url()}attend/").status_code == 405


def test_stranger_in_an_open_group_reads_and_is_told_how_to_join(client, meeting, eve):
    page = page_of(client, meeting.get_absolute_url(), eve)

    assert "Only members of the group take part." in page
    assert client.post(f"{meeting.get_absolute_url()}attend/").status_code == 403


def test_host_plans_a_series(client, room, mo):
    client.force_login(mo)
    address = f"/rooms/{room.slug}/plan/"

    assert client.get(address).status_code == 200
    response = client.post(address, {**FORM, "host": mo.pk})

    assert response.url == Meeting.objects.get(number=1).get_absolute_url()
    assert Meeting.objects.get(number=1).starts_at == SEVEN
    assert Meeting.objects.count() == 8


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"starts_on": "24.13.2026"}, "Write the day as day, month and year"),
        ({"starts_on": "22.11.2026", "local_time": "12:00"}, "This moment has passed."),
        ({"starts_on": "24.11.2016"}, "This day has passed."),
        ({"starts_on": "24.11.2036"}, "Choose a day within the next two years."),
        ({"local_time": "25:00"}, "Enter a time such as"),
        ({"minutes": "1"}, "greater than or equal to 5"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"until": "23.11.2026"}, "The last day is before the first one."),
        ({"title": "\u200b"}, "Enter a title."),
        ({"host": "0"}, "This person cannot lead a meeting here now. Choose somebody else."),
        ({"time_zone": "Nowhere/Else"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, room, mo, wrong, words):
    client.force_login(mo)

    response = client.post(f"/rooms/{room.slug}/plan/", {**FORM, "host": mo.pk, "description": "Tea", **wrong})

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Tea</textarea>" in page
    assert not MeetingPlan.objects.exists()


@pytest.mark.parametrize("verb", ["change/", "move/", "cancel/", "host/", "summary/"])
def test_members_find_no_way_to_lead(client, meeting, ada, verb):
    client.force_login(ada)

    assert client.get(f"{meeting.get_absolute_url()}{verb}").status_code == 403
    assert client.post(f"{meeting.get_absolute_url()}{verb}").status_code == 403
    assert "For hosts" not in page_of(client, meeting.get_absolute_url())


def test_host_moves_one_or_all(client, room, mo):
    meeting = make_meeting(room, mo, weeks=1)
    client.force_login(mo)
    when = {"starts_on": "25.11.2026", "local_time": "19.30", "time_zone": "Europe/Berlin", "minutes": "45"}

    assert client.post(f"{meeting.get_absolute_url()}move/", when).status_code == 422  # which ones?
    client.post(f"{meeting.get_absolute_url()}move/", {**when, "which": "following"})

    assert fresh(meeting).starts_at == SEVEN + timedelta(days=1, minutes=30)
    assert Meeting.objects.get(number=2).starts_at == SEVEN + timedelta(days=8, minutes=30)


def test_host_calls_off_and_the_page_says_so(client, meeting, mo, ada):
    client.force_login(mo)

    assert "Call this meeting off?" in page_of(client, f"{meeting.get_absolute_url()}cancel/")
    assert client.post(f"{meeting.get_absolute_url()}cancel/").status_code == 302
    again = client.post(f"{meeting.get_absolute_url()}cancel/")

    assert again.status_code == 422
    assert "cannot be changed any more" in again.content.decode()
    page = page_of(client, meeting.get_absolute_url(), ada)
    assert "This meeting was called off." in page
    assert "Do you come?" not in page


def test_host_changes_words_and_the_form_brings_what_is_there(client, meeting, mo):
    client.force_login(mo)
    address = f"{meeting.get_absolute_url()}change/"

    assert 'value="Quiet hour"' in page_of(client, address)
    client.post(address, {"title": "Loud hour", "host": mo.pk, "capacity": "7"})

    plan = MeetingPlan.objects.get()
    assert (plan.title, plan.capacity) == ("Loud hour", 7)


def test_console_leads_from_opening_to_closing(client, meeting, mo, ada, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    console = reverse("chat:console", args=[meeting.pk])
    client.force_login(mo)
    client.post(console, {"act": "open"})
    client.force_login(ada)
    client.post(f"{meeting.get_absolute_url()}hand/")
    client.force_login(mo)

    assert "<li>Ada</li>" in page_of(client, console)
    client.post(console, {"act": "next", "hand": "0"})
    assert "It is the turn of <strong>Ada</strong>" in page_of(client, console)
    late = client.post(console, {"act": "next", "hand": "0"}, follow=True).content.decode()
    assert "It went on meanwhile." in late
    client.post(console, {"act": "welcome", "welcome": "Tea is on."})
    client.post(console, {"act": "nonsense", "hand": "-1"})
    client.post(console, {"act": "close"})

    found = fresh(meeting)
    assert (found.opened_at, found.closed_at, found.plan.welcome) == (SEVEN, SEVEN, "Tea is on.")


def test_too_early_the_console_says_when(client, meeting, mo):
    client.force_login(mo)

    page = client.post(reverse("chat:console", args=[meeting.pk]), {"act": "open"}, follow=True).content.decode()

    assert "from one hour before it begins" in page
    assert fresh(meeting).opened_at is None


def test_room_shows_the_meeting_and_the_hand_while_it_runs(client, room, mo, ada, bo, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    meeting = make_running(room, mo, now=NOON, welcome="Tea is on.")
    client.force_login(ada)

    page = page_of(client, room.get_absolute_url())
    assert "Tea is on." in page
    assert f'action="{meeting.get_absolute_url()}hand/"' in page
    back = client.post(f"{meeting.get_absolute_url()}hand/", {"next": room.get_absolute_url()})
    assert back.url == room.get_absolute_url()
    assert "<li>Ada</li>" in page_of(client, room.get_absolute_url(), bo)

    leading.close_meeting(meeting=meeting, host=mo, now=timezone.now())
    page = page_of(client, room.get_absolute_url())
    assert "Tea is on." not in page
    assert "Raise my hand" not in page


def test_hand_goes_up_in_place(client, room, mo, ada, eve, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    meeting = make_running(room, mo, now=NOON)
    json = {"Accept": "application/json"}
    client.force_login(ada)

    assert client.post(f"{meeting.get_absolute_url()}hand/", headers=json).status_code == 204
    assert client.post(f"{meeting.get_absolute_url()}hand/", {"lower": "1"}, headers=json).status_code == 204
    client.force_login(eve)
    refused = client.post(f"{meeting.get_absolute_url()}hand/", headers=json)

    assert refused.status_code == 403
    assert refused.json()["errors"] != []
