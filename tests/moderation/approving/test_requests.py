"""Moderators of the site let people in or turn them down, once each, and learn a name and a day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.accounts.models import SignUpRequest, User
from community.moderation.approving.actions import let_in, look_at_requests, turn_down
from community.moderation.models import SignUpAnswer
from community.notifications.models import Delivery, Notification
from tests.accounts.approving.factories import make_request
from tests.concurrency import at_once
from tests.factories import NOON, make_user

PAGE = "/moderation/requests/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def team_looks_first(settings):
    settings.SIGN_UP, settings.APPROVAL_WAIT_DAYS = "approval", 2


def html(response):
    return response.content.decode()


def request_of(name="Wren", days=1, **more):
    return make_request(name, now=NOON - days * DAY, **more)


def way(request, answer):
    return f"{PAGE}{request.pk}/{answer}/"


def test_the_page_shows_names_and_days_oldest_first_and_says_who_waits_too_long(as_member, mo):
    request_of("Lark", days=1)
    request_of("Wren", days=3)
    request_of("Heron", days=5, confirmed=False)

    page = html(as_member(mo).get(PAGE))

    assert page.index("Wren") < page.index("Lark")
    assert "Asked on 19 November 2026." in page
    assert page.count("Waits longer than we say.") == 1
    assert "Heron" not in page
    assert "members.example" not in page


def test_a_yes_opens_the_account_tells_by_mail_and_is_written_down(as_member, mo):
    request = request_of()

    page = html(as_member(mo).post(way(request, "let-in"), follow=True))

    assert "Wren can sign in now" in page
    assert "Mo let request" in page
    assert User.objects.get(username="Wren").is_active
    assert not SignUpRequest.objects.exists()
    [letter] = Delivery.objects.all()
    assert (letter.to_address, letter.subject) == ("wren@members.example", "You can sign in now · Steadfold")
    assert "/accounts/login/" in letter.text
    answer = SignUpAnswer.objects.get()
    assert (answer.number, answer.moderator, answer.said_yes) == (request.pk, mo, True)


def test_a_no_is_asked_again_and_tells_where_to_write(as_member, mo, settings):
    settings.CONTACT_EMAIL = "hello@community.example"
    request, client = request_of(), as_member(mo)

    assert "Turn this request down?" in html(client.get(way(request, "turn-down")))
    assert SignUpRequest.objects.waiting().exists()
    client.post(way(request, "turn-down"))

    assert SignUpRequest.objects.get().ended == "refused"
    assert not SignUpAnswer.objects.get().said_yes
    [letter] = Delivery.objects.all()
    assert letter.subject == "About your request · Steadfold"
    assert "hello@community.example" in letter.text
    assert "spasm" not in letter.text.lower()


@pytest.mark.parametrize("answer", ["let-in", "turn-down"])
def test_whoever_comes_second_is_told_who_was_faster(as_member, mo, root, answer):
    request = request_of()
    let_in(request, moderator=root, now=NOON)

    assert "Root was faster, and has let them in." in html(as_member(mo).post(way(request, answer), follow=True))
    assert Delivery.objects.count() == SignUpAnswer.objects.count() == 1


def test_a_request_that_was_taken_back_is_no_riddle(as_member, mo):
    request = request_of()
    request.member.delete()

    assert "does not wait any more" in html(as_member(mo).post(way(request, "let-in"), follow=True))


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts():
    mo, request = make_user("Mo", is_moderator=True), request_of()

    told = at_once(lambda: let_in(request, moderator=mo, now=NOON), lambda: turn_down(request, moderator=mo, now=NOON))

    assert sorted(told) == [False, True]
    assert Delivery.objects.count() == SignUpAnswer.objects.count() == 1
    assert SignUpAnswer.objects.get().said_yes is User.objects.get(username="Wren").is_active


@pytest.mark.parametrize("name", ["ada", "gil", "ed"])
def test_nobody_else_finds_the_pages_or_answers(db, as_member, name, request):
    waiting, other = request_of(), request.getfixturevalue(name)
    client = as_member(other)

    answers = [client.get(PAGE), client.post(way(waiting, "let-in")), client.post(way(waiting, "turn-down"))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with pytest.raises(PermissionDenied):
        let_in(waiting, moderator=other, now=NOON)
    assert SignUpRequest.objects.waiting().count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(as_member, mo, number, django_assert_num_queries):
    for place in range(number):
        let_in(request_of(f"Lark{place}"), moderator=mo, now=NOON)
        request_of(f"Wren{place}")
    client = as_member(mo)

    with django_assert_num_queries(6):  # session, user, count, requests, answers, notices
        page = html(client.get(PAGE))

    assert page.count("/let-in/") == number


def test_the_desk_says_how_many_wait(as_member, mo, gil):
    assert PAGE not in html(as_member(mo).get("/moderation/"))
    request_of("Lark", days=1)
    request_of("Wren", days=3)

    page = html(as_member(mo).get("/moderation/"))

    assert PAGE in page
    assert "(2 wait)" in page
    assert "longer than we say: 1" in " ".join(page.split())
    assert PAGE not in html(as_member(gil).get("/moderation/"))


def test_the_team_is_reminded_once_a_day_while_somebody_waits(mo):
    request_of("Lark", days=1)
    request_of("Wren", days=3)

    assert [look_at_requests(now=NOON), look_at_requests(now=NOON + 2 * DAY)] == [2, 2]

    told = Notification.objects.filter(recipient=mo).unread()
    assert [one.text for one in told] == ["2 people wait to join. Longer than we say: 2."]
    let_in(SignUpRequest.objects.get(member__username="Lark"), moderator=mo, now=NOON)
    let_in(SignUpRequest.objects.get(), moderator=mo, now=NOON)
    assert look_at_requests(now=NOON) == 0
    assert not told.all().exists()


def test_what_nobody_answers_in_thirty_days_ends_and_is_told(mo):
    request_of("Wren", days=30)
    request_of("Heron", days=30, confirmed=False)
    request_of("Lark", days=29)

    assert look_at_requests(now=NOON) == 1

    assert set(SignUpRequest.objects.ended().values_list("member__username", flat=True)) == {"Wren", "Heron"}
    [letter] = Delivery.objects.filter(notification=None)
    assert letter.to_address == "wren@members.example"
    assert "nobody of the team has answered in 30 days" in letter.text


def test_an_account_that_was_switched_on_by_hand_waits_no_more(mo):
    request = request_of(days=31)
    User.objects.filter(pk=request.member_id).update(is_active=True)

    assert look_at_requests(now=NOON) == 0
    assert not SignUpRequest.objects.exists()
    assert User.objects.get(username="Wren").is_active


def test_the_database_lets_nobody_change_an_answer(mo):
    let_in(request_of(), moderator=mo, now=NOON)

    with pytest.raises(IntegrityError, match="is only ever added to"), transaction.atomic():
        SignUpAnswer.objects.update(said_yes=False)
    SignUpAnswer.objects.all().delete()  # the nightly task, after its time
