"""A member and the team write to each other; nobody learns which moderator wrote."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.moderation.models import TeamMessage, TeamThread
from community.moderation.team.actions import lay_aside, write_as_team, write_to_team
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, make_user
from tests.moderation.factories import decide

WRITE, LIST, ADA = "/moderation/write/", "/moderation/messages/", "/moderation/messages/Ada/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def main(response):
    return html(response).partition("<main")[2]


def test_exchanges_are_not_there_for_others(client, as_member, ada, bo, gil):
    assert {client.get(address).status_code for address in (WRITE, LIST, ADA)} == {302}
    for member in (ada, bo, gil):
        for address in (LIST, ADA):
            assert as_member(member).get(address).status_code == 404
            assert as_member(member).post(ADA, {"words": "No."}).status_code == 404
    with pytest.raises(PermissionDenied):
        write_as_team(ada, moderator=gil, words="No.", now=NOON)
    assert not TeamMessage.objects.exists()


def test_r54_member_reads_the_team_and_never_the_moderator(as_member, ada):
    quincy = make_user("Quincy", is_moderator=True)
    as_member(quincy).post(ADA, {"words": "How are you?"})

    client = as_member(ada)
    pages = [html(client.get(address)) for address in ("/notifications/", WRITE)]

    assert "There is a message from the team." in pages[0]
    assert "The team" in pages[1]
    assert "How are you?" in pages[1]
    assert not any("Quincy" in page for page in pages)


def test_r54_mail_and_notice_say_no_more_than_that_there_is_one(ada, mo):
    write_as_team(ada, moderator=mo, words="Secret words.", now=NOON)

    notice, mail = Notification.objects.get(), Delivery.objects.get()
    assert (notice.recipient, notice.text, notice.url, notice.actor) == (
        ada,
        "There is a message from the team.",
        WRITE,
        None,
    )
    assert not any(word in mail.subject + mail.text + mail.html for word in ("Secret", "Mo ", "Mo,"))


def test_reading_the_message_answers_the_notice(as_member, ada, mo):
    write_as_team(ada, moderator=mo, words="Hello.", now=NOON)
    client = as_member(ada)

    client.get(WRITE)

    assert not ada.notifications.unread().exists()


def test_any_moderator_of_the_site_reads_and_answers(as_member, ada, mo, root):
    as_member(ada).post(WRITE, {"words": "Why was it moved?"})
    as_member(mo).post(ADA, {"words": "It fits there."})

    page = main(as_member(root).get(ADA))

    assert "Why was it moved?" in page
    assert "(Mo)" in page
    assert not TeamThread.objects.waiting().exists()


def test_queue_counts_what_waits(as_member, ada, bo, gil, mo):
    write_to_team(ada, words="Hello.", now=NOON)
    write_to_team(bo, words="Hello.", now=NOON)
    write_as_team(bo, moderator=mo, words="Hello to you.", now=NOON)

    assert "(1 waits)" in html(as_member(mo).get("/moderation/"))
    assert LIST not in main(as_member(gil).get("/moderation/"))


def test_moderator_who_is_written_to_reads_it_as_a_member(as_member, mo, root):
    write_as_team(mo, moderator=root, words="Take a rest.", now=NOON)

    assert "Root" not in html(as_member(mo).get(WRITE))
    assert as_member(mo).get("/moderation/messages/Mo/").status_code == 404
    assert f"{LIST}Mo/" not in main(as_member(mo).get(LIST))
    with pytest.raises(PermissionDenied):
        write_as_team(mo, moderator=mo, words="To myself.", now=NOON)


@pytest.mark.parametrize("sanction", [500, 900])
def test_silenced_and_suspended_members_write_and_read_the_answer(as_member, case, ada, mo, sanction):
    client = as_member(ada)
    client.get("/")
    decide(case, mo, sanction=sanction, days=7)
    client.get("/")

    client.post(WRITE, {"words": "I do not understand."})
    write_as_team(ada, moderator=mo, words="Here is why.", now=NOON)

    assert TeamMessage.objects.filter(thread__member=ada, moderator=None).count() == 1
    assert "Here is why." in html(client.get(WRITE))


def test_silenced_moderator_does_not_write_as_the_team(as_member, ada, mo):
    mo.silenced_until = NOON + timedelta(days=1)
    mo.save()

    assert as_member(mo).post(ADA, {"words": "Hello."}).status_code == 403
    assert not TeamMessage.objects.exists()


def test_double_click_sends_once(ada, mo):
    for seconds in (0, 10):
        write_to_team(ada, words="Hello.", now=NOON + timedelta(seconds=seconds))
    for seconds in (20, 30):
        write_as_team(ada, moderator=mo, words="Hello.", now=NOON + timedelta(seconds=seconds))

    assert list(TeamMessage.objects.values_list("number", "moderator")) == [(1, None), (2, mo.pk)]


def test_flood_is_paced_and_the_words_stay(as_member, ada):
    for number in range(10):
        write_to_team(ada, words=f"Message {number}.", now=NOON)

    response = as_member(ada).post(WRITE, {"words": "The eleventh."})

    assert response.status_code == 403
    assert "Please write again tomorrow." in response.content.decode()
    assert "The eleventh." in response.content.decode()
    write_to_team(ada, words="Next day.", now=NOON + timedelta(hours=24))


def test_whoever_waits_longest_comes_first(as_member, ada, bo, eve, mo):
    write_as_team(eve, moderator=mo, words="Hello.", now=NOON + timedelta(minutes=3))
    write_to_team(bo, words="Hello.", now=NOON + timedelta(minutes=1))
    write_to_team(ada, words="Hello.", now=NOON + timedelta(minutes=2))
    write_to_team(bo, words="Are you there?", now=NOON + timedelta(minutes=4))

    page = as_member(mo).get(LIST).context["page"]

    assert [thread.member for thread in page] == [bo, ada, eve]


def test_what_needs_no_answer_is_laid_aside(as_member, ada, mo):
    write_to_team(ada, words="Thank you.", now=NOON)

    as_member(mo).post(ADA, {"aside": "1"})

    assert TeamThread.objects.get().laid_aside_by == mo
    assert "Mo has laid it aside." in html(as_member(mo).get(ADA))
    assert not lay_aside(ada, moderator=mo, now=NOON)
    write_to_team(ada, words="One more thing.", now=NOON + timedelta(hours=1))
    assert TeamThread.objects.waiting().exists()


def test_message_begins_with_a_reply(as_member, ada, mo):
    as_member(mo).post(
        "/moderation/replies/add/", {"title": "Hello", "text": "{helplines} and more", "is_active": "on"}
    )
    client = as_member(mo)
    pk = client.get(ADA).context["pick"].fields["reply"].choices[0][0]

    assert "Emergency services: 112" in html(client.get(f"{ADA}?reply={pk}"))


def test_write_page_warns_about_other_names(as_member, ada):
    assert "they do not learn whose name it is" in html(as_member(ada).get(WRITE))


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_queries_for_any_length(as_member, ada, mo, rows, django_assert_num_queries):
    for number in range(rows):
        write_to_team(make_user(f"Lou{number}"), words="Hello.", now=NOON)
        write_to_team(ada, words=f"Message {number}.", now=NOON)
        write_as_team(ada, moderator=mo, words=f"Answer {number}.", now=NOON)
    client = as_member(mo)

    with django_assert_num_queries(5):  # session, user, how many, threads, notices
        client.get(LIST)
    with django_assert_num_queries(7):  # session, user, member, thread, replies, letters, notices
        client.get(ADA)
    client = as_member(ada)
    client.get("/about/")  # the list of sign-ins notes who came
    with django_assert_num_queries(6):  # session, user, the notices read, letters, how many today, notices
        client.get(WRITE)
