"""A risk to life reaches whoever is on duty within a minute, and the next person after a quarter of an hour."""

import pytest

from community import settings
from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.forum.actions import add_reply
from community.forum.actions.writing import How
from community.moderation import actions, tasks
from community.moderation.duty.actions import alert_due, alerting, pass_alert_on
from community.moderation.duty.models import Alert
from community.moderation.models import Case, Risk
from community.notifications.models import Delivery, Notification
from community.words.models import Hit
from tests.factories import NOON, make_user
from tests.forum.factories import make_thread
from tests.moderation.duty.factories import after, mails_to, make_shift, told, worry
from tests.moderation.factories import decide, make_private_message, report_post
from tests.words.factories import make_rule

ON_DUTY, NEXT, EVERYBODY = Alert.Step.ON_DUTY, Alert.Step.NEXT, Alert.Step.EVERYBODY


def test_r17_worried_report_tells_whoever_is_on_duty_by_notice_and_mail(life, mo, lou):
    make_shift(mo)

    assert alert_due(now=NOON) == 1
    assert told(life) == [("Mo", ON_DUTY)]
    notice = Notification.objects.get(recipient=mo)
    assert (notice.kind, notice.url) == ("moderation", life.get_absolute_url())
    assert mails_to(mo).count() == 1
    assert not Notification.objects.filter(recipient=lou).exists()


def test_r17_clock_looks_four_times_a_minute(life, mo):
    make_shift(mo)

    assert settings.TICKS[tasks.alert_on_duty.name] + settings.TICKS[tasks.sweep_cases.name] < 60
    tasks.alert_on_duty()
    assert told(life) == [("Mo", ON_DUTY)]


def test_mail_says_nothing_of_what_happened(life, mo):
    make_shift(mo)
    alert_due(now=NOON)

    mail = mails_to(mo).get()
    assert mail.subject.startswith("A message from the team")
    assert "danger" not in mail.subject + mail.text + mail.html
    assert life.text_now not in mail.text + mail.html


def test_words_of_distress_tell_whoever_is_on_duty(post, mo):
    make_shift(mo)
    Hit.objects.create(kind="post", object_pk=post.pk, rule=make_rule("zebra", "urgent"), created_at=NOON)
    actions.sweep(now=NOON)

    alert_due(now=NOON)

    assert told(Case.objects.get(post=post, origin="crisis")) == [("Mo", ON_DUTY)]


def test_case_that_becomes_a_risk_to_life_is_told_then(case, post, eve, group, mo):
    make_shift(mo)
    assert alert_due(now=NOON) == 0

    Case.objects.filter(pk=case.pk).update(risk=Risk.LIFE)

    assert alert_due(now=after(minutes=1)) == 1


def test_other_cases_wake_nobody(post, bo, mo):
    make_shift(mo)
    report_post(post, bo, reason="illegal")

    assert alert_due(now=NOON) == 0


def test_everybody_hears_at_once_when_nobody_is_on_duty(life, mo, lou, una, gil):
    make_shift(lou, begins=2, ends=4)

    assert alert_due(now=NOON) == 3
    assert told(life) == [("Mo", EVERYBODY), ("Lou", EVERYBODY), ("Una", EVERYBODY)]


def test_next_person_hears_after_a_quarter_of_an_hour_then_everybody(life, mo, lou, una, root):
    make_shift(mo, begins=-2)
    make_shift(lou, begins=-1)
    make_shift(una, begins=6, ends=12)
    steps = [("Mo", ON_DUTY), ("Lou", ON_DUTY), ("Una", NEXT), ("Root", EVERYBODY)]

    for number, step in enumerate(steps):
        assert alert_due(now=after(minutes=15 * number)) == 1
        assert told(life)[-1] == step
        assert alert_due(now=after(minutes=15 * number + 14)) == 0
    assert told(life) == steps
    assert alert_due(now=after(hours=3)) == 0
    assert Delivery.objects.count() == 4


def test_shift_that_begins_meanwhile_comes_first(life, mo, lou):
    make_shift(mo, begins=-2, ends=0.2)
    make_shift(lou, begins=0.2, ends=3)

    alert_due(now=NOON)
    alert_due(now=after(minutes=15))

    assert told(life) == [("Mo", ON_DUTY), ("Lou", ON_DUTY)]


@pytest.mark.parametrize("act", ["claim", "decide"])
def test_case_that_is_taken_on_or_decided_wakes_nobody_any_more(life, mo, lou, act):
    make_shift(mo)
    alert_due(now=NOON)

    if act == "claim":
        actions.claim(life, moderator=mo, now=after(minutes=5))
    else:
        decide(life, mo, outcome="no_action", now=after(minutes=5))

    assert alert_due(now=after(minutes=16)) == 0
    assert told(life) == [("Mo", ON_DUTY)]


def test_others_need_not_look_once_somebody_has_it(life, mo, lou):
    alert_due(now=NOON)
    actions.claim(life, moderator=lou, now=after(minutes=1))

    assert not Notification.objects.unread().filter(key=f"alert-{life.pk}").exists()
    assert (
        not Delivery.objects.due(after(minutes=2)).wanted(after(minutes=2)).filter(notification__key=f"alert-{life.pk}")
    )


def test_r52_passing_on_a_risk_to_life_tells_the_next_person_at_once(life, mo, lou, una):
    make_shift(mo)
    make_shift(lou, begins=6, ends=12)
    alert_due(now=NOON)
    actions.claim(life, moderator=mo, now=after(minutes=1))

    actions.release(life, moderator=mo, now=after(minutes=2))

    assert told(life)[1:] == [("Lou", NEXT)]
    alert_due(now=after(minutes=17))
    assert told(life)[2:] == [("Una", EVERYBODY)]


def test_passing_on_another_case_wakes_nobody(case, mo, lou):
    actions.claim(case, moderator=mo, now=NOON)
    actions.release(case, moderator=mo, now=NOON)

    assert told(case) == []


def test_case_left_alone_for_half_an_hour_goes_round_again(life, mo, lou):
    make_shift(mo)
    actions.claim(life, moderator=mo, now=NOON)

    assert alert_due(now=after(minutes=29)) == 0
    alert_due(now=after(minutes=31))
    alert_due(now=after(minutes=47))

    assert told(life) == [("Mo", EVERYBODY), ("Lou", EVERYBODY)]


def test_who_cannot_take_it_on_says_so_and_the_next_person_hears_now(as_member, life, mo, lou):
    make_shift(mo)
    make_shift(lou, begins=3, ends=5)
    alert_due(now=NOON)
    client = as_member(mo)
    address = f"/moderation/{life.pk}/next/"

    assert address in client.get(life.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 302
    assert told(life) == [("Mo", ON_DUTY), ("Lou", NEXT)]
    assert client.post(address).status_code == 302
    assert len(told(life)) == 2
    assert address not in client.get(life.get_absolute_url()).content.decode()


def test_only_who_was_told_can_pass_the_alert_on(life, mo, lou):
    make_shift(mo)
    alert_due(now=NOON)

    assert not pass_alert_on(life, moderator=lou, now=NOON)
    assert told(life) == [("Mo", ON_DUTY)]


def test_who_reported_it_or_may_not_act_is_passed_over(post, mo, lou, una):
    make_shift(mo, begins=-3)
    make_shift(lou, begins=-2)
    make_shift(una, begins=-1)
    type(lou).objects.filter(pk=lou.pk).update(suspended_until=after(hours=9))
    case = worry(post, mo)

    alert_due(now=NOON)

    assert told(case) == [("Una", ON_DUTY)]


def test_private_message_that_was_reported_is_told_too(ada, mo):
    message = make_private_message(None, ada)
    friend = message.conversation.participants.exclude(member=ada).get().member
    make_shift(mo)
    case = actions.file_report(
        kind="private_message", pk=message.pk, reporter=friend, reason="worried", words="", now=NOON
    ).case

    alert_due(now=NOON)

    assert told(case) == [("Mo", ON_DUTY)]


def test_nobody_hears_of_their_own_words(group, bo, mo, lou):
    case = worry(make_thread(group=group, author=mo).posts.get(), bo)
    make_shift(mo)

    alert_due(now=NOON)

    assert [name for name, _step in told(case)] == ["Lou"]


def test_who_wrote_under_another_name_cannot_be_told_from_who_did_not_answer(group, bo, mo, lou):
    """Were the next person asked at once, everybody could work out why."""
    thread = make_thread(group=group, author=bo)
    case = worry(add_reply(thread=thread, author=mo, body="Words.", now=NOON, how=How(as_alias=True)), bo)
    make_shift(mo)
    make_shift(lou, begins=6, ends=9)

    assert alert_due(now=NOON) == 0
    assert not Notification.objects.filter(recipient=mo, key__startswith="alert-").exists()
    assert alert_due(now=after(minutes=14)) == 0
    assert alert_due(now=after(minutes=15)) == 1
    assert told(case)[-1] == ("Lou", NEXT)


def test_an_appeal_is_no_alarm(life, mo, lou, ada):
    made = decide(life, mo, guideline="distress")
    actions.appeal(made, author=ada, words="Please look again.", now=NOON)

    assert alert_due(now=after(minutes=1)) == 0


def test_member_learns_nothing_of_alerts(client, life, ada, mo):
    alert_due(now=NOON)
    client.force_login(ada)

    assert client.post(f"/moderation/{life.pk}/next/").status_code == 404


def test_a_moderator_who_comes_later_is_told_by_the_next_turn_only(life, mo):
    alert_due(now=NOON)
    make_user("New", is_moderator=True)

    assert alert_due(now=after(minutes=16)) == 0
    actions.claim(life, moderator=mo, now=after(minutes=20))
    actions.release(life, moderator=mo, now=after(minutes=21))
    assert told(life)[-1] == ("New", EVERYBODY)


def test_many_cases_in_one_quarter_of_an_hour_are_all_told(group, ada, mo, monkeypatch):
    monkeypatch.setattr(alerting, "BATCH", 3)
    thread = make_thread(group=group, author=ada)
    for number in range(5):
        post = add_reply(thread=thread, author=ada, body=f"Words {number}.", now=NOON)
        actions.open_own_look(post, kind="post", moderator=mo, now=NOON)
    Case.objects.update(risk=Risk.LIFE)

    assert [alert_due(now=NOON) for _tick in range(3)] == [3, 2, 0]


def test_moderator_whom_the_team_has_silenced_is_not_the_one_who_is_called(life, mo, lou):
    make_shift(mo)
    sanction(mo, kind=Sanction.Kind.SILENCE, until=after(hours=24), now=NOON)

    alert_due(now=NOON)

    assert told(life) == [("Lou", EVERYBODY)]
