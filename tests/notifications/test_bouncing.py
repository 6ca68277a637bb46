"""When an address gets no more mails, and what still goes there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from community.accounts.models import User
from community.notifications import actions
from community.notifications.actions.bouncing import owners_of
from community.notifications.address_links import address_link, member_behind
from community.notifications.bounces import Bounce
from community.notifications.letters import Letter
from community.notifications.models import Delivery, Notification
from community.notifications.tasks import send_due_deliveries
from community.notifications.ways import STOPPABLE
from tests.concurrency import at_once
from tests.factories import NOON, make_user

DAY = timedelta(days=1)


def mail_to(member, kind="reply", at=NOON):
    number = Notification.objects.count()
    about = {"kind": kind, "text": "Bo replied", "url": "/x/", "key": f"thing-{number}"}
    notice = actions.notify(recipient=member, now=at, **about)
    Delivery.objects.filter(notification=notice).update(sent_at=at)
    return Delivery.objects.get(notification=notice)


def comes_back(member, bounce=Bounce.SOFT, at=NOON):
    return actions.record_bounce(mail_to(member, at=at), bounce=bounce, now=at)


def stop_of(member):
    member.refresh_from_db()
    return (member.mail_stopped_why, member.mail_stopped_at) if member.gets_no_mails else None


@pytest.mark.parametrize(("bounce", "why"), [(Bounce.HARD, "bounced"), (Bounce.COMPLAINT, "complained")])
def test_a_dead_address_and_a_complaint_stop_at_once_and_are_told_here(ada, bounce, why):
    assert comes_back(ada, bounce)

    assert stop_of(ada) == (why, NOON)
    notice = ada.notifications.get(kind="mail")
    assert notice.url == "/settings/notifications/address/"
    assert "we send you no more for now" in notice.text
    assert Delivery.objects.filter(notification=notice).count() == 0


def test_five_days_of_soft_bounces_stop(ada):
    stopped = [comes_back(ada, at=NOON + day * DAY) for day in range(5)]

    assert stopped == [False] * 4 + [True]
    assert stop_of(ada) == ("bounced", NOON + 4 * DAY)


def test_many_in_a_day_are_one_point(ada):
    assert not any(comes_back(ada, at=NOON + minute * timedelta(minutes=1)) for minute in range(9))


@pytest.mark.parametrize(("gap", "stops"), [(7, True), (8, False)])
def test_a_week_without_one_forgets_those_before(ada, gap, stops):
    days = [0, 1, 2, 3, 3 + gap]

    assert [comes_back(ada, at=NOON + day * DAY) for day in days][-1] is stops


def test_five_weeks_with_one_each_stop(ada):
    assert [comes_back(ada, at=NOON + 7 * week * DAY) for week in range(5)][-1]


def test_the_same_report_twice_counts_once(ada):
    delivery = mail_to(ada)
    for day in range(6):
        assert not actions.record_bounce(delivery, bounce=Bounce.SOFT, now=NOON + day * DAY)
    delivery.refresh_from_db()

    assert (delivery.bounce, delivery.bounced_at) == ("soft", NOON)


def test_of_one_mail_the_worst_is_kept(ada):
    delivery = mail_to(ada)
    for bounce in (Bounce.SOFT, Bounce.HARD, Bounce.SOFT, Bounce.COMPLAINT, Bounce.HARD):
        actions.record_bounce(delivery, bounce=bounce, now=NOON)
    delivery.refresh_from_db()

    assert delivery.bounce == "complaint"
    assert stop_of(ada) == ("complained", NOON)
    assert ada.notifications.filter(kind="mail").count() == 1


def test_an_address_that_was_left_behind_stops_nothing(ada):
    delivery = mail_to(ada)
    ada.email = "new@members.example"
    ada.save()

    assert not actions.record_bounce(delivery, bounce=Bounce.HARD, now=NOON)
    assert stop_of(ada) is None


def test_a_new_address_gets_mails_at_once_and_the_old_one_none(ada):
    comes_back(ada, Bounce.HARD)
    old = ada.email
    for address, sent in (("new@members.example", 1), (old, 0)):
        User.objects.filter(pk=ada.pk).update(email=address)
        ada.refresh_from_db()
        actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", key=address, now=NOON)

        assert send_due_deliveries() == sent


def test_the_address_of_another_member_goes_on(ada, bo):
    comes_back(ada, Bounce.HARD)
    actions.notify(recipient=bo, kind="reply", text="Ada", url="/x/", now=NOON)

    assert send_due_deliveries() == 1


@pytest.mark.parametrize("bounce", [Bounce.HARD, Bounce.COMPLAINT])
def test_all_that_can_be_stopped_is_and_says_why_and_stands_here(ada, bounce):
    comes_back(ada, bounce)
    for kind in STOPPABLE:
        actions.notify(recipient=ada, kind=kind, text="Something", url="/x/", key=f"{kind}-1", now=NOON)

    assert send_due_deliveries() == 0

    why = {Bounce.HARD: "bounced", Bounce.COMPLAINT: "complained"}[bounce]
    assert Delivery.objects.filter(why=why, text="").count() == len(STOPPABLE)
    assert ada.notifications.unread().filter(kind__in=STOPPABLE).count() == len(STOPPABLE) + 1


@pytest.mark.parametrize("bounce", [Bounce.HARD, Bounce.COMPLAINT])
def test_the_team_codes_and_a_test_mail_go_there_all_the_same(ada, settings, bounce):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    comes_back(ada, bounce)
    actions.notify(recipient=ada, kind="moderation", text="A decision", url="/x/", now=NOON)
    actions.send_test_mail(ada, now=NOON)
    send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, [ada.email])

    assert send_due_deliveries() == 3
    assert len(mail.outbox) == 3


def test_a_mail_in_the_hands_of_a_worker_is_looked_at_again(ada):
    actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", now=NOON)
    [delivery] = actions.claim_due(now=NOON)

    comes_back(ada, Bounce.HARD)

    assert not actions.renew_lease(delivery, now=NOON)


def test_a_code_that_comes_back_stops_the_address_of_its_account(ada, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, [ada.email.upper(), "nobody@x.example"])
    to_ada, to_nobody = Delivery.objects.order_by("pk")

    assert actions.record_bounce(to_ada, bounce=Bounce.HARD, now=NOON)
    assert not actions.record_bounce(to_nobody, bounce=Bounce.HARD, now=NOON)
    assert stop_of(ada) == ("bounced", NOON)


def test_trust_forgives_what_came_back_so_far_and_what_left_before(ada):
    for day in range(4):
        comes_back(ada, at=NOON + day * DAY)
    late = mail_to(ada, at=NOON + 3 * DAY)
    comes_back(ada, Bounce.HARD, at=NOON + 3 * DAY)
    ada.refresh_from_db()

    assert actions.trust_address(ada, now=NOON + 4 * DAY)

    assert not actions.record_bounce(late, bounce=Bounce.HARD, now=NOON + 5 * DAY)
    assert not comes_back(ada, at=NOON + 5 * DAY)
    assert stop_of(ada) is None
    assert not ada.notifications.unread().filter(kind="mail").exists()
    assert comes_back(ada, Bounce.HARD, at=NOON + 6 * DAY)


def test_soft_bounces_of_what_left_before_trust_came_make_no_points_later(ada):
    before = [mail_to(ada, at=NOON) for _day in range(4)]
    comes_back(ada, Bounce.HARD)
    ada.refresh_from_db()
    actions.trust_address(ada, now=NOON + DAY)
    for day, delivery in enumerate(before, start=2):
        assert not actions.record_bounce(delivery, bounce=Bounce.SOFT, now=NOON + day * DAY)

    assert not comes_back(ada, at=NOON + 6 * DAY)
    assert stop_of(ada) is None


def test_soft_refusals_after_trust_came_make_points(ada):
    """They never left, so what counts is when they were refused."""
    User.objects.filter(pk=ada.pk).update(mail_trusted_at=NOON)
    for day in range(1, 6):
        delivery = mail_to(ada, at=NOON)
        Delivery.objects.filter(pk=delivery.pk).update(sent_at=None)
        delivery.refresh_from_db()
        actions.record_bounce(delivery, bounce=Bounce.SOFT, now=NOON + day * DAY)

    assert stop_of(ada) == ("bounced", NOON + 5 * DAY)


@pytest.fixture
def no_shortcuts(db):
    """PostgreSQL would read all of a few rows."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize("trusted", [None, NOON])
def test_what_came_back_is_found_by_its_index_among_all_mails(ada, no_shortcuts, trusted):
    ada.mail_trusted_at = trusted

    assert "deliveries_that_came_back" in Delivery.objects.came_back_from(ada).filter(bounce="soft").explain()


def test_whose_code_came_back_is_found_by_an_index_among_all_members(no_shortcuts):
    code = actions.put_in_outbox(Letter("Ada@members.example", "Your code", "1234"), now=NOON)

    assert "one_member_per_email" in owners_of(code).explain()


def test_an_operator_forgives_what_a_mail_server_got_wrong(ada, bo, eve, time_machine, capsys):
    comes_back(ada, Bounce.HARD, at=NOON)
    comes_back(bo, Bounce.HARD, at=NOON - DAY)
    comes_back(eve, Bounce.COMPLAINT, at=NOON)
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)

    call_command("forgive_bounces", 2)

    assert capsys.readouterr().out == "Members who get mails again: 1\n"
    assert [stop_of(member) is None for member in (ada, bo, eve)] == [True, False, False]
    assert not ada.notifications.unread().filter(kind="mail").exists()
    assert bo.notifications.unread().filter(kind="mail").exists()


@pytest.mark.parametrize("same_mail", [True, False])
def test_nobody_is_forgiven_who_complained_after_being_stopped(ada, time_machine, same_mail):
    mails = [mail_to(ada), mail_to(ada)]
    actions.record_bounce(mails[0], bounce=Bounce.HARD, now=NOON)
    token = address_link(User.objects.get(pk=ada.pk)).rstrip("/").rpartition("/")[2]
    later = NOON + timedelta(minutes=30)
    actions.record_bounce(mails[0 if same_mail else 1], bounce=Bounce.COMPLAINT, now=later)
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)

    call_command("forgive_bounces", 2)

    assert stop_of(ada) == ("complained", NOON)
    assert "marked as spam" in ada.notifications.unread().get(kind="mail").text
    assert member_behind(token) == ada  # the link that is under way to them still works


def test_a_dead_address_does_not_make_a_complaint_forgivable(ada):
    comes_back(ada, Bounce.COMPLAINT)
    comes_back(ada, Bounce.HARD, at=NOON + DAY)

    assert stop_of(ada) == ("complained", NOON)


@pytest.mark.parametrize("hours", [0, -1, 10**9])
def test_impossible_hours_are_told(db, hours):
    with pytest.raises(CommandError, match="Between 1 and"):
        call_command("forgive_bounces", hours)


@pytest.mark.parametrize(
    "half", [{"mail_stopped_for": "a@x.example"}, {"mail_stopped_at": NOON}, {"mail_stopped_why": "bounced"}]
)
def test_the_database_keeps_a_stop_whole(ada, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=ada.pk).update(**half)


@pytest.mark.parametrize("half", [{"bounce": "hard"}, {"bounced_at": NOON}, {"bounce": "x", "bounced_at": NOON}])
def test_the_database_keeps_a_bounce_whole(ada, half):
    delivery = mail_to(ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**half)


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_stop_and_tell_once():
    member = make_user("Ada")
    first, second = mail_to(member), mail_to(member)

    at_once(
        lambda: actions.record_bounce(first, bounce=Bounce.HARD, now=NOON),
        lambda: actions.record_bounce(second, bounce=Bounce.COMPLAINT, now=NOON),
    )

    assert stop_of(member) is not None
    assert member.notifications.filter(kind="mail").count() == 1
