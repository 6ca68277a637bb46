"""What nobody reported becomes a case by itself, once."""

from datetime import timedelta

import pytest

from community.forum.actions import add_reply, publish_held, remove_post
from community.moderation import actions
from community.moderation.models import Case, Risk
from community.words.models import Hit, Rule
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread
from tests.moderation.factories import answer, decide, make_chat_message, make_post, make_private_message, report_post

DAY = timedelta(days=1)


def sweep(now=NOON):
    return actions.sweep(now=now)


def make_rule(effect):
    reason = "We look at it first." if effect == "hold" else ""
    return Rule.objects.create(phrase=f"zebra {effect}", effect=effect, reason=reason, created_at=NOON)


def hit(kind, subject, effect="urgent"):
    return Hit.objects.create(kind=kind, object_pk=subject.pk, rule=make_rule(effect), created_at=NOON)


@pytest.fixture
def newcomer(group):
    member = make_user("Nia", date_joined=NOON - timedelta(hours=1))
    join(group, member)
    return member


@pytest.fixture
def held(group, ada, newcomer):
    """Waits for a day: the first link of a new member."""
    thread = make_thread(group=group, author=ada)
    return add_reply(thread=thread, author=newcomer, body="See https://zebra.example/", now=NOON)


@pytest.mark.parametrize(("effect", "origin", "risk"), [("urgent", "crisis", Risk.LIFE), ("hold", "words", Risk.OTHER)])
def test_text_that_met_a_rule_becomes_a_case(post, effect, origin, risk):
    hit("post", post, effect)

    assert [sweep(), sweep()] == [1, 0]
    assert Case.objects.values_list("origin", "risk").get() == (origin, risk)


def test_r16_words_of_distress_hide_nothing_by_themselves(post):
    hit("post", post)
    sweep()

    post.refresh_from_db()
    assert post.hidden_at is None


def test_words_of_distress_make_a_waiting_case_urgent(case, post):
    hit("post", post)
    sweep()

    case.refresh_from_db()
    assert case.risk == Risk.LIFE
    assert case.events.last().kind == "raised"


def test_chat_lines_are_swept_too(group, ada):
    hit("message", make_chat_message(group, ada))

    assert sweep() == 1


def test_private_messages_stay_private_whatever_they_say(group, ada):
    """What words of distress do is tests/moderation/test_call_for_help.py."""
    hit("private_message", make_private_message(group, ada))
    hit("private_message", make_private_message(group, make_user("Cy")), "hold")

    assert sweep() == 1
    assert Case.objects.get().kind == "profile"
    assert not Hit.objects.waiting().exists()


def test_hit_on_a_text_that_is_gone_is_dropped(post):
    Hit.objects.create(kind="post", object_pk=post.pk + 1000, rule=make_rule("hold"), created_at=NOON)

    assert sweep() == 0
    assert not Hit.objects.waiting().exists()


def test_held_post_waits_in_the_queue_and_can_appear(held, mo):
    sweep()
    case = Case.objects.get(origin="held")
    decide(case, mo, outcome="approved")

    held.refresh_from_db()
    assert held.number is not None
    assert sweep() == 0


def test_r27_held_post_that_is_not_published_says_why_and_can_be_appealed(held, newcomer, mo, root):
    sweep()
    case = Case.objects.get(origin="held")
    decision = decide(case, mo, guideline="advertising")
    actions.appeal(decision, author=newcomer, words="It is my diary.", now=NOON)
    answer(case, root, upheld=True)

    held.refresh_from_db()
    assert (held.hidden_at, held.number) == (None, None)
    assert decision.source == "rule"


def test_undoing_an_approval_takes_the_post_out_of_sight(held, mo):
    sweep()
    decision = decide(Case.objects.get(origin="held"), mo, outcome="approved")
    actions.undo(decision, moderator=mo, now=NOON)

    held.refresh_from_db()
    assert held.hidden_at is not None


def test_slow_mode_is_not_the_teams_business(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    thread.slow_seconds = 3600
    thread.save()
    make_replies(thread, bo, 2)

    assert sweep() == 0


def test_case_closes_by_itself_when_the_post_has_appeared(held):
    sweep()
    publish_held(held, now=NOON + DAY)
    sweep(now=NOON + DAY)

    assert not Case.objects.open().exists()
    assert Case.objects.get(origin="held").events.last().kind == "closed"


def test_case_stays_open_when_somebody_works_on_it_or_reported_it(held, bo, mo):
    sweep()
    actions.claim(Case.objects.get(origin="held"), moderator=mo, now=NOON)
    publish_held(held, now=NOON)
    sweep()

    assert Case.objects.open().filter(origin="held").exists()


@pytest.mark.parametrize("days", [0, 400])
def test_first_three_posts_of_a_member_are_read_by_somebody_however_long_ago_they_joined(group, days):
    member = make_user("Nia", date_joined=NOON - days * DAY)
    join(group, member)
    opened, thread = [], None
    for number in range(4):
        now = NOON + timedelta(minutes=6 * number)
        member.refresh_from_db()
        if thread is None:
            thread = make_thread(group=group, author=member, now=now)
        else:
            add_reply(thread=thread, author=member, body=f"More {number}.", now=now)
        opened.append(sweep(now=now))

    assert opened == [1, 1, 1, 0]
    assert set(Case.objects.values_list("post__number", "origin")) == {(number, "newcomer") for number in (1, 2, 3)}


def test_old_posts_of_members_who_wrote_little_do_not_flood_the_queue(group, newcomer):
    make_thread(group=group, author=newcomer)

    assert sweep(now=NOON + 2 * DAY) == 0


def test_members_of_long_standing_are_not_looked_at(group, ada, mo):
    make_thread(group=group, author=ada)

    assert sweep() == 0


def test_what_was_judged_is_not_swept_again(group, newcomer, mo):
    make_thread(group=group, author=newcomer)
    sweep()
    decide(Case.objects.get(), mo, outcome="no_action")

    assert sweep() == 0


def test_taken_back_while_it_waited(held, newcomer):
    sweep()
    remove_post(held, author=newcomer, now=NOON)
    sweep()

    assert not Case.objects.open().filter(origin="held").exists()


def test_sweeping_frees_idle_cases_and_follows_moves(case, gil):
    actions.claim(case, moderator=gil, now=NOON)
    sweep(now=NOON + DAY)

    case.refresh_from_db()
    assert case.assignee is None


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_open_one_case():
    group = make_group()
    author, newcomer = make_user("Ada"), make_user("Nia", date_joined=NOON - timedelta(hours=1))
    join(group, author, newcomer)
    post = make_post(group, author)
    hit("post", post)
    make_thread(group=group, author=newcomer)

    at_once(sweep, sweep)

    assert Case.objects.count() == 2


def test_report_joins_the_case_that_was_swept(newcomer, group, bo):
    thread = make_thread(group=group, author=newcomer)
    sweep()
    report = report_post(thread.posts.get(number=1), bo, reason="worried")

    assert (report.case.origin, report.case.risk) == ("newcomer", Risk.LIFE)
