"""What the team decided about a member, for them alone."""

import re

import pytest
from django.utils.html import escape

from community.chat.actions import set_notice as set_notice_in_chat
from community.forum.actions.team import set_notice
from community.moderation import actions
from community.moderation.unmasking import actions as unmasking
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_user
from tests.moderation.factories import answer, decide, make_chat_message, report_post
from tests.moderation.posts import post_under_another_name, reported_posts

RECORD = "/moderation/record/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def test_visitor_is_asked_to_sign_in(client, db):
    assert client.get(RECORD).status_code == 302


def test_record_is_empty_for_most(as_member, ada):
    assert "decided nothing that touched you" in html(as_member(ada).get(RECORD))


def test_record_names_what_was_decided_and_nobody_else(as_member, post, group, ada):
    reporter, moderator = make_user("Zorro"), make_user("Quincy", is_moderator=True)
    decision = decide(report_post(post, reporter).case, moderator, guideline="privacy")

    page = html(as_member(ada).get(RECORD))

    assert decision.get_absolute_url() in page
    assert "Protect the privacy of others" in page
    assert "In force" in page
    assert "Quincy" not in page
    assert "Zorro" not in page


def test_record_of_somebody_else_stays_theirs(as_member, case, bo, mo):
    decide(case, mo)

    for other in (bo, mo):
        assert "decided nothing that touched you" in html(as_member(other).get(RECORD))


def test_report_that_came_to_nothing_is_not_in_it(as_member, case, ada, mo):
    decide(case, mo, outcome="no_action", guideline="")

    assert "decided nothing that touched you" in html(as_member(ada).get(RECORD))


def test_record_says_how_things_stand(as_member, group, case, ada, bo, gil, mo):
    appealed = decide(case, mo)
    actions.appeal(appealed, author=ada, words="I meant it kindly.", now=NOON)
    answer(case, gil, upheld=True)
    undone, limited, waiting = reported_posts(group, ada, bo, 3)
    actions.undo(decide(undone, mo), moderator=mo, now=NOON)
    decide(limited, mo, outcome="no_action", sanction=500, days=3)
    actions.appeal(decide(waiting, mo), author=ada, words="Please look again.", now=NOON)

    page = html(as_member(ada).get(RECORD))

    assert "Overturned after another look" in page
    assert "Taken back within a day" in page
    assert "In force; the limit of the account until 25 November 2026, 13:00" in page
    assert "another moderator is asked to look again" in page


def test_what_one_wrote_under_another_name_is_there_for_oneself(as_member, group, ada, bo, gil, mo):
    wrenfield = make_user("Wrenfield")
    join(group, wrenfield)
    post = post_under_another_name(group, wrenfield)
    case = report_post(post, bo).case
    asked = unmasking.ask_to_unmask(case, moderator=gil, reason="The same threats again.", now=NOON)
    unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)
    decide(case, mo)

    page = html(as_member(wrenfield).get(RECORD))

    assert f"written as {post.alias.name}" in page
    assert "The same threats again." in page
    assert not re.search(r"\b(Gil|Mo)\b", page)


def test_words_of_the_team_on_a_post_are_in_it(as_member, post, ada, bo, gil):
    set_notice(post, notice="Our resources say more.", link="", moderator=gil, now=NOON)

    assert "Our resources say more." in html(as_member(ada).get(RECORD))
    assert "Our resources say more." not in html(as_member(bo).get(RECORD))


def test_words_of_the_team_on_a_chat_message_are_in_it(as_member, group, ada, bo, mo):
    message = make_chat_message(group, ada)
    set_notice_in_chat(message, notice="Our resources say more.", link="", moderator=mo, now=NOON)

    page = html(as_member(ada).get(RECORD))

    assert "Our resources say more." in page
    assert escape(message.get_absolute_url()) in page
    assert "Our resources say more." not in html(as_member(bo).get(RECORD))


@pytest.mark.parametrize("sanction", [500, 900])
def test_silenced_and_suspended_members_read_it_and_find_the_way(as_member, case, ada, mo, sanction):
    client = as_member(ada)
    client.get("/")
    decision = decide(case, mo, sanction=sanction, days=7)
    client.get("/")

    assert decision.get_absolute_url() in html(client.get(RECORD))
    way = html(client.get("/paused/" if sanction == 900 else "/settings/", follow=True))
    assert RECORD in way
    assert "/moderation/write/" in way


@pytest.mark.parametrize("rows", [1, 3])
def test_record_costs_the_same_queries_for_any_length(
    as_member, group, ada, bo, gil, mo, rows, django_assert_num_queries
):
    room = make_room(group)
    for number, case in enumerate(reported_posts(group, ada, bo, rows)):
        actions.appeal(decide(case, mo), author=ada, words="Please.", now=NOON)
        reporter = make_user(f"Lou{number}")
        join(group, reporter)
        named = report_post(post_under_another_name(group, ada, title=f"Named {number}"), reporter).case
        asked = unmasking.ask_to_unmask(named, moderator=gil, reason="Threats.", now=NOON)
        unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)
        set_notice(named.post, notice="Read this.", link="", moderator=gil, now=NOON)
        set_notice_in_chat(make_message(room, ada), notice="Read this.", link="", moderator=mo, now=NOON)
    client = as_member(ada)

    with django_assert_num_queries(8):  # session, user, how many, decisions, posts, lines, names, notices
        client.get(RECORD)
