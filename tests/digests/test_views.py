"""The page of a summary, and the page on which it is chosen when one comes."""

import pytest
from django.urls import reverse

from community.digests.models import Digest, Plan
from community.notifications.actions import choose_ways
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.digests.factories import SUNDAY, by_summary, look, make_plan, start, tell, waiting_for
from tests.factories import make_user

PAGE = reverse("digests:settings")
pytestmark = pytest.mark.usefixtures("clock")
CHOSEN = {"rhythm": "daily", "weekday": "2", "hour": "7"}


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def digest(ada, bo, group):
    waiting_for(ada), by_summary(ada)
    start(bo, group, "Tea in the morning"), tell(ada)
    [digest] = look(ada)
    return digest


def test_the_page_shows_what_is_new_with_links(as_ada, digest):
    page = as_ada.get(digest.get_absolute_url()).content.decode()

    assert "Sunday, 22 November 2026" in page
    assert "Tea in the morning</a>" in page
    assert "Bo did something" in page
    assert reverse("notifications:open", args=[digest.items.get(thread=None).notice_id]) in page


def test_what_is_about_the_same_is_one_row_and_opening_it_reads_all(as_ada, ada):
    waiting_for(ada), by_summary(ada)
    for number in range(3):
        tell(ada, key="thread-7"), tell(ada, key=f"n-{number}")
    [digest] = look(ada)
    assert "6 new answers" in Delivery.objects.get().text

    page = as_ada.get(digest.get_absolute_url()).content.decode()
    assert page.count('<li class="list-rows__item') == 4
    assert "2 earlier ones about the same" in page

    as_ada.post(reverse("notifications:open", args=[ada.notifications.filter(key="thread-7").last().pk]))
    page = as_ada.get(digest.get_absolute_url()).content.decode()
    assert page.count('<li class="list-rows__item') == 3


def test_nobody_else_finds_it(client, digest, bo, mo):
    for other in (bo, mo, make_user("Root", is_superuser=True)):
        client.force_login(other)
        assert client.get(digest.get_absolute_url()).status_code == 404

    client.logout()
    assert client.get(digest.get_absolute_url()).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("day", ["2026-11-21", "2026-02-31", "2026-13-01", "0000-00-00", "x", "2026-11-22x", "1"])
def test_days_without_one_are_no_address(as_ada, digest, day):
    assert as_ada.get(f"/digests/{day}/").status_code == 404


def test_looking_at_it_is_remembered_once_and_keeps_its_mail(as_ada, digest, clock):
    as_ada.get(digest.get_absolute_url())
    clock.shift(60)
    as_ada.get(digest.get_absolute_url())

    assert Digest.objects.get().opened_at == SUNDAY
    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "unwanted"


def test_its_notice_is_not_new_and_shows_what_became_of_the_mail(as_ada, digest):
    send_due_deliveries()
    digest.notice.refresh_from_db()

    page = as_ada.get(reverse("notifications:list")).content.decode()

    assert digest.notice.read_at == SUNDAY
    assert "Summary: 2 things were new" in page
    assert "Mail: sent on 22 November 2026 at 10:00:00" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_length(as_ada, ada, bo, group, rows, django_assert_num_queries):
    waiting_for(ada), by_summary(ada)
    for number in range(rows):
        thread = start(bo, group, f"Thread {number}")
        tell(ada, url=thread.posts.get().get_absolute_url(), key=f"n-{number}")
    [digest] = look(ada)

    # Session, user, summary, that it was opened, notices, which of their posts can be seen, levels of places, threads,
    # the count above.
    with django_assert_num_queries(9):
        page = as_ada.get(digest.get_absolute_url()).content.decode()

    assert page.count('<li class="list-rows__item') == 2 * rows


def test_nothing_chosen_means_sunday_at_ten(as_ada, ada):
    response = as_ada.get(PAGE)
    page = response.content.decode()

    assert response.context["form"]["rhythm"].value() == "weekly"
    assert '<option value="6" selected>Sunday</option>' in page
    assert '<option value="10" selected>10:00</option>' in page
    assert "Europe/Berlin" in page
    assert not Plan.objects.exists()


def test_what_is_chosen_is_kept_shown_and_planned(as_ada, ada):
    assert as_ada.post(PAGE, CHOSEN).url == PAGE

    plan = Plan.objects.get(member=ada)
    assert (plan.rhythm, plan.weekday, plan.hour) == ("daily", 2, 7)
    page = as_ada.get(PAGE).content.decode()
    assert "We look next on Monday, 23 November at 07:00." in page
    assert '<option value="7" selected>07:00</option>' in page


def test_never_means_that_none_is_planned_and_can_be_undone(as_ada, ada):
    as_ada.post(PAGE, CHOSEN)
    as_ada.post(PAGE, CHOSEN | {"rhythm": "off"})

    assert ada.choices.get(kind="digest").way == "off"
    assert "We look next" not in as_ada.get(PAGE).content.decode()

    as_ada.post(PAGE, CHOSEN)
    assert ada.choices.get(kind="digest").way == "now"


def test_what_the_link_in_a_mail_stopped_is_shown_as_never(as_ada, ada):
    make_plan(ada)
    choose_ways(ada, ways={"digest": "off"})

    page = as_ada.get(PAGE)

    assert page.context["form"]["rhythm"].value() == "off"
    assert "We look next" not in page.content.decode()


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"rhythm": ""}, "Choose how often."),
        ({"rhythm": "hourly"}, "Choose one of these."),
        ({"rhythm": "x" * 10_000}, "Choose one of these."),
        ({"weekday": ""}, "Choose a day."),
        ({"weekday": "7"}, "Choose one of these days."),
        ({"weekday": "-1"}, "Choose one of these days."),
        ({"hour": ""}, "Choose a time."),
        ({"hour": "24"}, "Choose one of these times."),
        ({"hour": "10:30"}, "Choose one of these times."),
        ({"hour": "१०"}, "Choose one of these times."),
        ({"hour": "9\r\nBcc: x@x.example"}, "Choose one of these times."),
        ({"weekday": "\x00"}, "Choose one of these days."),
    ],
)
def test_what_cannot_be_chosen_is_said_and_changes_nothing(as_ada, ada, bad, words):
    as_ada.post(PAGE, CHOSEN)

    response = as_ada.post(PAGE, CHOSEN | {"rhythm": "weekly", "hour": "8"} | bad)

    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    if "hour" not in bad:
        assert '<option value="8" selected>08:00</option>' in page
    assert Plan.objects.get(member=ada).rhythm == "daily"


def test_the_settings_lead_there(as_ada):
    assert f'href="{PAGE}"' in as_ada.get(reverse("notifications:settings")).content.decode()
