"""One queue: what it holds can be narrowed down, and no filter tells who stands behind another name."""

from datetime import timedelta

import pytest

from community.forum.actions.writing import How, add_reply
from community.moderation import actions
from community.moderation.models import Case
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, make_chat_message, make_post, report_post

QUEUE = "/moderation/"


@pytest.fixture
def shown(as_member, mo):
    """The numbers of the cases that a filter leaves, in their order."""

    def ask(moderator=mo, **chosen):
        page = as_member(moderator).get(QUEUE, chosen)
        assert page.status_code == 200
        return [case.pk for case in page.context["page"]]

    return ask


@pytest.fixture
def other(group, bo):
    """A case in another group, younger, reported as spam."""
    cramps = make_group("cramps")
    lou = make_user("Lou")
    join(cramps, lou)
    return report_post(make_post(cramps, lou), lou, reason="spam", now=NOON + timedelta(days=2)).case


def test_by_state(shown, case, other, mo, gil):
    actions.claim(case, moderator=mo, now=NOON)

    assert shown(state="open") == [case.pk, other.pk]
    assert shown(state="free") == [other.pk]
    assert shown(state="mine") == [case.pk]
    assert shown(gil, state="mine") == []
    assert shown(state="decided") == shown(state="appeal") == []


def test_decided_cases_are_found_the_latest_first(shown, case, other, mo):
    for late, one in enumerate((case, other)):
        decide(one, mo, outcome="no_action", now=NOON + timedelta(minutes=late))

    assert shown() == []
    assert shown(state="decided") == [other.pk, case.pk]


def test_appeals_are_found(shown, case, other, ada, mo):
    actions.appeal(decide(case, mo), author=ada, words="Please.", now=NOON)

    assert shown(state="appeal") == [case.pk]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"kind": "report"}, "both"),
        ({"kind": "held"}, "none"),
        ({"reason": "spam"}, "other"),
        ({"reason": "harassment"}, "case"),
        ({"since": "2026-11-23"}, "other"),
        ({"until": "2026-11-22"}, "case"),
        ({"since": "2026-11-22", "until": "2026-11-24"}, "both"),
        ({"author": "ada"}, "case"),
        ({"author": "nobody"}, "none"),
        ({"assignee": "Mo"}, "none"),
    ],
)
def test_by_what_it_is(shown, case, other, chosen, left):
    cases = {"both": [case.pk, other.pk], "none": [], "case": [case.pk], "other": [other.pk]}

    assert shown(**chosen) == cases[left]


def test_by_group_and_assignee(shown, case, other, group, mo):
    actions.claim(other, moderator=mo, now=NOON)

    assert shown(group=group.pk) == [case.pk]
    assert shown(assignee="mo") == [other.pk]


def test_nonsense_in_the_address_narrows_nothing(shown, case, other):
    assert shown(state="x", kind="y", group="999999", since="tomorrow", page="-1") == [case.pk, other.pk]
    assert shown(since="0001-01-01", until="9999-12-31") == [case.pk, other.pk]


def test_group_of_others_is_no_filter_for_a_group_moderator(shown, case, other, gil):
    assert shown(gil, group=other.group_id) == [case.pk]


def test_account_behind_another_name_is_not_found_by_its_name(shown, group, ada, bo):
    thread = make_thread(group=group, author=bo)
    post = add_reply(thread=thread, author=ada, body="As somebody else.", now=NOON, how=How(as_alias=True))
    case = report_post(post, bo).case

    assert shown(author="Ada") == []
    assert shown(author=post.alias.name) == [case.pk]


def test_queue_says_who_has_taken_a_case_on(as_member, case, gil, mo):
    actions.claim(case, moderator=gil, now=NOON)

    assert "taken on by Gil" in as_member(mo).get(QUEUE).content.decode()


def test_chat_lines_and_posts_stand_in_one_list(shown, case, group, ada, bo):
    message = make_chat_message(group, ada)
    chat = actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="worried", now=NOON).case

    assert shown() == [chat.pk, case.pk]


def test_filters_keep_their_words_over_pages(as_member, group, ada, bo, mo):
    for number in range(26):
        post = make_thread(group=group, author=ada, title=f"Thread {number}").posts.get()
        report_post(post, bo, now=NOON + timedelta(hours=2 * number))

    page = as_member(mo).get(QUEUE, {"kind": "report"}).content.decode()

    assert Case.objects.open().count() == 26
    assert "kind=report&amp;page=2" in page
