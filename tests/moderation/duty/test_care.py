"""How much somebody carries, when they are asked to rest, and what is folded away."""

from itertools import count, islice

import pytest
from django.core.exceptions import PermissionDenied

from community.forum.actions import add_reply
from community.moderation import actions
from community.moderation.duty.actions import set_limit
from community.moderation.duty.care import hard_cases_of, needs_break
from community.moderation.duty.models import MOST_HARD_CASES, CareLimit
from community.moderation.models import Case
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_thread
from tests.moderation.duty.factories import after, make_shift, worry
from tests.moderation.factories import report_post

REST = "You have carried enough for one day."


def text(response):
    return response.content.decode()


@pytest.fixture
def hard(group, ada):
    thread = make_thread(group=group, author=ada)

    numbers = count()

    def make(number=1, reason="illegal"):
        """Each reported by somebody else: floods of reports are paced."""
        cases = []
        for at in islice(numbers, number):
            join(group, reader := make_user(f"Reader{at}"))
            reply = add_reply(thread=thread, author=ada, body=f"Words {at}.", now=NOON)
            cases.append(report_post(reply, reader, reason=reason).case)
        return cases

    return make


@pytest.fixture
def tired(mo, hard):
    """Mo takes two hard cases a day, and has."""
    set_limit(mo, cases=2)
    for case in hard(2):
        actions.claim(case, moderator=mo, now=NOON)
    return mo


def test_r50_twenty_hard_cases_a_day_are_enough_for_everybody(mo, hard):
    assert MOST_HARD_CASES == 20
    cases = hard(21)
    for case in cases[:20]:
        actions.claim(case, moderator=mo, now=NOON)

    with pytest.raises(PermissionDenied, match=REST):
        actions.claim(cases[20], moderator=mo, now=NOON)
    assert actions.claim(cases[20], moderator=mo, now=after(hours=25))


@pytest.mark.parametrize("reason", ["illegal", "under_age", "worried"])
def test_r50_hard_case_beyond_the_own_limit_is_for_somebody_else(as_member, tired, lou, hard, reason):
    make_shift(lou)
    case = hard(reason=reason)[0]
    client = as_member(tired)

    assert REST in text(client.get(case.get_absolute_url()))
    refused = client.post(f"{case.get_absolute_url()}claim/")
    assert refused.status_code == 403
    assert REST in text(refused)
    case.refresh_from_db()
    assert case.assignee is None


def test_other_cases_are_not_counted_and_not_refused(tired, hard):
    case = hard(reason="spam")[0]

    assert actions.claim(case, moderator=tired, now=NOON)
    assert hard_cases_of(tired, now=NOON) == 2


def test_what_somebody_has_already_is_theirs_to_finish(as_member, tired):
    case = Case.objects.filter(assignee=tired).first()

    assert "Your decision" in text(as_member(tired).get(case.get_absolute_url()))
    actions.release_idle(now=after(minutes=31))
    assert actions.claim(case, moderator=tired, now=after(minutes=32))


def test_r50_life_at_risk_is_taken_on_with_a_word_when_nobody_else_is_there(as_member, tired, lou, post, bo):
    case = worry(post, bo)
    make_shift(tired)
    page = as_member(tired).post(f"{case.get_absolute_url()}claim/", follow=True)

    assert "You have carried a lot today." in text(page)
    case.refresh_from_db()
    assert case.assignee == tired


def test_r50_leads_see_how_much_everybody_carries(page, tired, lou, root):
    html = text(page(root, "/moderation/rota/"))

    assert "2 of 2 hard cases" in html
    assert "Enough for today" in html
    assert "hard cases in the last 24 hours" not in text(page(lou, "/moderation/rota/"))


def test_limit_is_one_s_own_and_never_above_the_site_s(as_member, mo):
    client = as_member(mo)
    address = "/moderation/rota/limit/"

    assert [client.post(address, {"cases": number}).status_code for number in ("5", "21", "-1", "x", "")] == [
        302,
        422,
        422,
        422,
        422,
    ]
    assert CareLimit.objects.get(member=mo).cases == 5
    client.post(address, {"cases": "20"})
    assert not CareLimit.objects.exists()
    client.post(address, {"cases": "0"})
    assert CareLimit.objects.get(member=mo).cases == 0


def work(case, moderator, minutes):
    for minute in minutes:
        actions.note(case, moderator=moderator, words=f"Note {minute}", now=after(minutes=minute))


@pytest.mark.parametrize(
    ("minutes", "at", "asked"),
    [
        (range(0, 46, 9), 46, True),
        (range(0, 40, 9), 44, False),
        (range(0, 46, 9), 56, False),  # has paused
        ([0, 9, 18, 29, 38, 47], 48, False),  # paused in between
        (range(0, 121, 9), 118, True),
        ([], 60, False),
    ],
)
def test_r50_break_is_proposed_after_three_quarters_of_an_hour(case, mo, minutes, at, asked):
    work(case, mo, minutes)

    assert needs_break(mo, now=after(minutes=at)) == asked


def test_break_is_a_quiet_word_on_queue_and_case(as_member, case, mo, lou, time_machine):
    work(case, mo, range(0, 46, 9))
    time_machine.move_to(after(minutes=46))
    words = "Ten minutes with your eyes shut are part of the work"

    for address in ("/moderation/", case.get_absolute_url()):
        assert words in text(as_member(mo).get(address))
        assert words not in text(as_member(lou).get(address))


@pytest.mark.parametrize(("reason", "folds"), [("worried", 3), ("under_age", 3), ("illegal", 3), ("harassment", 0)])
def test_r49_texts_of_hard_cases_are_folded_until_opened(as_member, post, bo, mo, reason, folds):
    """The report's words, the text as it was, and as it is now."""
    case = report_post(post, bo, reason=reason, words="Please look.").case

    html = text(as_member(mo).get(case.get_absolute_url()))

    assert html.count("Open to read") == folds
    assert html.count(post.body) == 2


def test_r49_queue_shows_no_text(as_member, post, bo, mo):
    worry(post, bo)

    assert post.body not in text(as_member(mo).get("/moderation/"))
