"""Whoever opens far more pages of members than people read is slowed down, and the team is told once."""

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.models import Post
from community.moderation.reading.incidents import lately
from tests.chat.factories import make_message, make_room
from tests.factories import make_user
from tests.forum.factories import make_board, make_replies, make_thread
from tests.moderation.conftest import at_noon as at_noon

pytestmark = pytest.mark.django_db
PAGE = "/moderation/reading/"


@pytest.fixture
def threads(group, ada):
    board = make_board(group)
    return [make_thread(board=board, author=ada, title=f"Morning {n}").get_absolute_url() for n in range(8)]


@pytest.fixture
def three(settings):
    settings.READ_PER_HOUR = 3


def read(client, addresses, **how):
    return [client.get(address, **how).status_code for address in addresses]


def signed_in(member, **how):
    client = Client(**how)
    client.force_login(member)
    return client


@pytest.mark.usefixtures("three")
def test_reader_of_too_much_gets_a_kind_page(threads, bo):
    browser = signed_in(bo)
    assert read(browser, threads[:3]) == [200, 200, 200]

    answer = browser.get(threads[3])
    page = answer.content.decode()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "You can read on in" in page
    assert "this is no fault of yours" in page


@pytest.mark.usefixtures("three")
def test_another_sign_in_brings_no_new_pages(threads, bo):
    read(signed_in(bo), threads[:3])

    assert read(signed_in(bo), threads[3:4]) == [429]


@pytest.mark.usefixtures("three")
def test_everything_else_stays_open(threads, bo, group):
    browser = signed_in(bo)
    read(browser, threads)

    report = reverse("moderation:report", args=["post", Post.objects.latest("pk").pk])
    others = ["/urgent-help/", "/resources/", "/settings/", reverse("moderation:contact"), report, "/"]
    assert read(browser, others) == [200] * 6


def test_posts_taken_one_by_one_as_reports_have_an_amount_of_their_own(threads, bo, settings):
    settings.LIMITS_FACTOR = 0.01

    reports = [reverse("moderation:report", args=["post", post.pk]) for post in Post.objects.all()]
    assert read(signed_in(bo), reports) == [200] * 3 + [429] * 5


@pytest.mark.usefixtures("three")
def test_the_same_page_may_be_read_all_day(threads, bo):
    assert set(read(signed_in(bo), threads[:2] * 20)) == {200}


@pytest.mark.usefixtures("three")
def test_pages_of_one_thread_are_several_and_where_one_came_from_is_none(threads, bo):
    browser = signed_in(bo)

    assert read(browser, [f"{threads[0]}?from={n}" for n in range(9)]) == [200] * 9
    assert read(browser, [f"{threads[0]}?page={n}" for n in range(2, 5)])[-1] == 429


@pytest.mark.usefixtures("three")
def test_posts_taken_one_by_one_as_quotes_are_pages_too(threads, bo):
    browser = signed_in(bo)
    posts = Post.objects.order_by("pk")

    assert [browser.post(f"/posts/{post.pk}/quote/").status_code for post in posts[:4]] == [200] * 3 + [429]
    assert len(lately()) == 1


@pytest.mark.usefixtures("three")
def test_quotes_of_a_thread_that_an_address_asks_for_are_several(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    asked = [f"{thread.get_absolute_url()}?quote={post.pk}" for post in make_replies(thread, ada, 4)]

    assert read(signed_in(bo), asked) == [200] * 3 + [429]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("ask", ["?before={}", "?after={}", "?reply={}", "events/?after={}&upto=999"])
def test_pages_of_one_room_are_several_whichever_way_they_are_asked_for(group, ada, bo, ask):
    room = make_room(group)
    said = [make_message(room, ada) for _ in range(4)]
    asked = [f"{room.get_absolute_url()}{ask.format(message.pk)}" for message in said]

    assert read(signed_in(bo), asked) == [200] * 3 + [429]


@pytest.mark.usefixtures("three")
def test_room_that_asks_by_itself_what_is_new_is_one_page(group, ada, bo):
    room, browser = make_room(group), signed_in(bo)
    for _ in range(9):
        make_message(room, ada)

    asked = [f"{room.get_absolute_url()}events/?after={number}&from=1" for number in range(9)]
    assert read(browser, asked) == [200] * 9


@pytest.mark.usefixtures("three")
def test_visitors_are_counted_by_where_they_come_from(threads, group):
    group.privacy = "public"
    group.save()

    assert read(Client(REMOTE_ADDR="198.51.100.1"), threads) == [200] * 6 + [429] * 2
    assert read(Client(REMOTE_ADDR="198.51.100.2"), threads[:1]) == [200]
    assert [one.member for one in lately()] == [None]


@pytest.mark.usefixtures("three")
def test_team_is_told_once_and_not_what_was_read(threads, bo, mo):
    root = make_user("Root", is_superuser=True)
    for _sign_in in range(2):
        read(signed_in(bo), threads)

    for person in (mo, root):
        notice = person.notifications.get()
        assert notice.url == PAGE
        assert notice.text == "The account Bo opened 3 pages of members in an hour, 3 in a day, and is slowed down."
    assert not bo.notifications.exists()


@pytest.mark.usefixtures("three")
def test_moderator_who_reads_too_much_is_told_of_to_the_others(threads, mo):
    root = make_user("Root", is_superuser=True)
    read(signed_in(mo), threads)

    assert not mo.notifications.exists()
    assert root.notifications.count() == 1


@pytest.mark.usefixtures("three")
def test_team_sees_it_and_lets_somebody_read_on(threads, bo, mo):
    reader, team = signed_in(bo), signed_in(mo)
    read(reader, threads)
    assert "Bo</a>" in team.get(PAGE).content.decode()

    answer = team.post(f"{PAGE}{lately()[0].pk}/clear/", follow=True)

    assert "Mo lets them read on." in answer.content.decode()
    assert set(read(reader, threads)) == {200}


@pytest.mark.usefixtures("three")
def test_nobody_lets_themselves_read_on(threads, mo):
    browser = signed_in(mo)
    read(browser, threads)

    assert "/clear/" not in browser.get(PAGE).content.decode()
    assert browser.post(f"{PAGE}{lately()[0].pk}/clear/").status_code == 404


def test_nobody_else_finds_the_page(bo):
    browser = signed_in(bo)

    assert [browser.get(PAGE).status_code, browser.post(f"{PAGE}1/clear/").status_code] == [404, 404]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("readers", [1, 3])
def test_page_costs_the_same_for_any_number(threads, mo, group, readers, django_assert_num_queries):
    for number in range(readers):
        read(signed_in(make_user(f"Reader{number}")), [f"/members/Reader{n}/" for n in range(9)])
    team = signed_in(mo)
    team.get(PAGE)

    with django_assert_num_queries(4):  # session, user, unread notices, the accounts
        page = team.get(PAGE).content.decode()

    assert page.count('class="list-rows__item"') == readers


def test_page_is_counted_without_the_database(threads, bo, django_assert_num_queries, settings):
    settings.READ_PER_HOUR = 0
    browser = signed_in(bo)
    browser.get(threads[0])  # tells the team

    with django_assert_num_queries(2):  # session, user
        assert browser.get(threads[1]).status_code == 429
