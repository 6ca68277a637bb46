from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.groups import actions
from community.groups.models import JoinRequest, Membership
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_user
from tests.groups.factories import answer, ask, counted, invite, role_of, told

WEEK = timedelta(days=7)


def answer_address(group, join_request):
    return reverse("groups:answer", args=[group.slug, join_request.pk])


def test_asking_twice_is_asking_once(listed, gil, eve):
    first = ask(listed, eve, words="I would like to listen.")

    assert ask(listed, eve, words="Again.") == first
    assert (JoinRequest.objects.get().words, told(gil)) == (
        "I would like to listen.",
        ["Somebody asks to join a group you look after."],
    )


def test_there_is_one_open_request_per_member_and_group(listed, eve):
    ask(listed, eve)

    with pytest.raises(IntegrityError), transaction.atomic():
        listed.join_requests.create(member=eve, created_at=NOON)


@pytest.mark.parametrize("privacy", ["public", "open", "private"])
def test_only_listed_private_groups_are_asked(db, eve, privacy):
    with pytest.raises(PermissionDenied):
        ask(make_group(privacy=privacy), eve)


def test_who_may_not_write_may_not_ask(listed):
    newcomer = make_user("New", guidelines_accepted_at=None)

    with pytest.raises(PermissionDenied):
        ask(listed, newcomer)


def test_members_do_not_ask(listed, ida):
    with pytest.raises(PermissionDenied):
        ask(listed, ida)


def test_accepting_lets_in_and_tells(listed, gil, eve):
    asked = ask(listed, eve)

    assert answer(asked, gil) is True

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.answered_at) == ("accepted", gil, NOON)
    assert role_of(listed, eve) == "member"
    assert counted(listed) == (2, 2)
    assert told(eve) == ["You are in the group you asked to join."]


def test_declining_tells_and_after_a_week_one_may_ask_again(listed, gil, eve):
    answer(ask(listed, eve), gil, "declined")
    assert told(eve) == ["Your request to join a group was declined. You can ask again in a week."]

    with pytest.raises(PermissionDenied):
        ask(listed, eve, now=NOON + WEEK - timedelta(seconds=1))
    ask(listed, eve, now=NOON + WEEK)

    assert role_of(listed, eve) is None
    assert listed.join_requests.open().count() == 1


def test_the_first_answer_counts(listed, gil, mo, eve):
    asked = ask(listed, eve)
    answer(asked, gil, "declined")

    assert answer(asked, mo) is False
    assert role_of(listed, eve) is None
    assert len(told(eve)) == 1


@pytest.mark.parametrize("who", ["hana", "ida", "ada", "eve"])
def test_only_moderators_answer(listed, request, who):
    asker = make_user("Asker")
    asked = ask(listed, asker)

    with pytest.raises(PermissionDenied):
        answer(asked, request.getfixturevalue(who))
    assert role_of(listed, asker) is None


def test_nobody_lets_themselves_in(listed, gil, mo):
    with pytest.raises(PermissionDenied):
        answer(ask(listed, mo), mo)


def test_requests_go_to_the_moderators_of_the_site_where_a_group_has_none(listed, hana, mo, eve):
    ask(listed, eve)

    assert len(told(mo)) == 1
    assert told(hana) == []


def test_many_requests_make_one_mail_that_names_no_group(listed, gil, as_member):
    ask(listed, make_user("One"))
    ask(listed, make_user("Two"))

    mail = Delivery.objects.get(to_address=gil.email)
    assert len(told(gil)) == 2
    assert listed.slug not in mail.text + mail.html + mail.subject

    as_member(gil).get(reverse("groups:requests", args=[listed.slug]))
    ask(listed, make_user("Three"))
    assert Delivery.objects.filter(to_address=gil.email).count() == 2


def test_coming_in_another_way_answers_the_request(listed, gil, eve):
    asked = ask(listed, eve)
    invitation = invite(listed, eve, gil)
    actions.answer_invitation(invitation=invitation, member=eve, answer="accepted", now=NOON)

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("accepted", gil)
    assert answer(asked, gil, "declined") is False


def test_answers_are_whole(listed, eve):
    asked = ask(listed, eve)

    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.filter(pk=asked.pk).update(answer="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.filter(pk=asked.pk).update(words="x" * 1001)


def test_asking_on_the_page(as_member, listed, gil, eve):
    address = reverse("groups:ask", args=[listed.slug])
    assert "Only the moderators read this." in as_member(eve).get(address).content.decode()

    page = as_member(eve).post(address, {"words": "Hello,\r\nmay I?"}, follow=True).content.decode()

    assert "The moderators have your request." in page
    assert "You have asked to join on" in page
    assert JoinRequest.objects.get().words == "Hello,\nmay I?"


def test_too_many_words_come_back_whole(as_member, listed, eve):
    response = as_member(eve).post(reverse("groups:ask", args=[listed.slug]), {"words": "y" * 1001})

    page = response.content.decode()
    assert response.status_code == 422
    assert "y" * 1001 in page
    assert "1001 characters, and 1000 fit" in page
    assert "<title>Error: " in page


def test_a_refused_request_comes_back_with_its_words(as_member, listed, gil, eve):
    answer(ask(listed, eve), gil, "declined")

    response = as_member(eve).post(reverse("groups:ask", args=[listed.slug]), {"words": "Kept words."})

    assert response.status_code == 403
    assert "Kept words." in response.content.decode()


def test_who_cannot_ask_now_is_led_to_the_door(as_member, listed, gil, eve):
    answer(ask(listed, eve), gil, "declined")

    page = as_member(eve).get(reverse("groups:ask", args=[listed.slug]), follow=True).content.decode()

    assert "You can ask again from" in page
    assert "29 November 2026" in page


def test_moderators_read_the_words_and_answer_on_the_page(as_member, listed, gil, eve):
    asked = ask(listed, eve, words="<b>Hello</b>")
    page = as_member(gil).get(reverse("groups:requests", args=[listed.slug])).content.decode()
    assert "&lt;b&gt;Hello&lt;/b&gt;" in page

    again = as_member(gil).post(answer_address(listed, asked), {"answer": "accepted"}, follow=True).content.decode()

    assert "Eve is in the group now." in again
    assert "Nobody waits for an answer." in again


def test_a_second_click_says_that_it_is_answered(as_member, listed, gil, eve):
    asked = ask(listed, eve)
    as_member(gil).post(answer_address(listed, asked), {"answer": "declined"})

    page = as_member(gil).post(answer_address(listed, asked), {"answer": "accepted"}, follow=True).content.decode()

    assert "This request had its answer already." in page
    assert role_of(listed, eve) is None


@pytest.mark.parametrize("fields", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_nonsense_for_an_answer_is_a_bad_request(as_member, listed, gil, eve, fields):
    assert as_member(gil).post(answer_address(listed, ask(listed, eve)), fields).status_code == 400


def test_a_request_to_another_group_is_not_answered_here(as_member, listed, gil, eve):
    other = make_group("other", privacy="private", listed_at=NOON)
    elsewhere = ask(other, eve)

    assert as_member(gil).post(answer_address(listed, elsewhere), {"answer": "accepted"}).status_code == 404
    assert as_member(gil).post(answer_address(other, elsewhere), {"answer": "accepted"}).status_code == 404
    assert as_member(gil).get(elsewhere.get_absolute_url()).status_code == 404
    assert role_of(other, eve) is None


def test_even_whoever_moderates_both_answers_under_the_right_address(as_member, listed, mo, eve):
    other = make_group("other", privacy="private", listed_at=NOON)
    elsewhere = ask(other, eve)

    assert as_member(mo).post(answer_address(listed, elsewhere), {"answer": "accepted"}).status_code == 404


@pytest.mark.parametrize("who", ["hana", "ida", "eve", "ada"])
def test_requests_do_not_exist_for_others(as_member, listed, gil, request, who):
    asked = ask(listed, make_user("Asker"), words="For the moderators only.")
    visitor = as_member(request.getfixturevalue(who))

    assert visitor.get(reverse("groups:requests", args=[listed.slug])).status_code == 404
    assert visitor.get(asked.get_absolute_url()).status_code == 404
    assert visitor.post(answer_address(listed, asked), {"answer": "accepted"}).status_code == 404


def test_notices_lead_moderators_to_the_requests_and_the_asker_to_the_group(as_member, listed, gil, eve):
    asked = ask(listed, eve)
    answer(asked, gil)

    assert as_member(gil).get(asked.get_absolute_url()).url == "/groups/quiet/requests/"
    assert as_member(eve).get(asked.get_absolute_url()).url == "/groups/quiet/"
    assert not Notification.objects.filter(recipient=eve, read_at=None).exists()


def test_whoever_asked_a_group_that_is_no_longer_listed_is_led_to_the_list(as_member, listed, gil, eve):
    asked = ask(listed, eve)
    listed.listed_at = None
    listed.save()

    assert as_member(eve).get(asked.get_absolute_url()).url == "/groups/"


@pytest.mark.parametrize("rows", [1, 3])
def test_requests_cost_the_same_queries_for_any_number(as_member, listed, gil, rows, django_assert_num_queries):
    for number in range(rows):
        ask(listed, make_user(f"Asker{number}"))
    client = as_member(gil)

    with django_assert_num_queries(7):  # session, user, group, how many, requests, notices seen, unread count
        page = client.get(reverse("groups:requests", args=[listed.slug])).content.decode()

    assert page.count("list-rows__item") == rows


def test_people_who_cannot_come_in_now_do_not_wait(as_member, listed, gil):
    gone = make_user("Gone")
    ask(listed, gone)
    gone.is_active = False
    gone.save()

    assert "Nobody waits" in as_member(gil).get(reverse("groups:requests", args=[listed.slug])).content.decode()


def test_moderators_of_the_site_answer_everywhere_but_do_not_see_their_own(as_member, listed, gil, mo):
    ask(listed, mo)

    assert "Nobody waits" in as_member(mo).get(reverse("groups:requests", args=[listed.slug])).content.decode()


def test_several_moderators_hear_of_it_and_the_inactive_do_not(listed, gil, eve):
    lou, gone = make_user("Lou"), make_user("Gone", is_active=False)
    join(listed, lou, gone, role=Membership.Role.MODERATOR)

    ask(listed, eve)

    assert (len(told(gil)), len(told(lou)), len(told(gone))) == (1, 1, 0)
