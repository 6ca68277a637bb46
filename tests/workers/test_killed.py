"""`kill -9` of a worker in the middle of its work: the next one finishes it, and nobody is told twice of anything,
but for one mail at most: the one that the mail server had taken when the worker died before it could note that.
No protocol can tell "taken" and note it in one step; both copies carry one Message-ID, so mailboxes may fold them.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from community.forum import actions
from community.forum.models import Post
from community.notifications.actions import notify
from community.notifications.models import Delivery, Notification
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from tests.factories import join, make_user
from tests.forum.factories import make_thread
from tests.reminders.factories import make_reminder
from tests.workers.staff import wait_until

YESTERDAY = timedelta(days=1)


def write_mail(member, *, now):
    return notify(recipient=member, kind="reply", text="Bo replied", url="/posts/1/", now=now).delivery


def is_sent(*mails):
    return Delivery.objects.filter(pk__in=[mail.pk for mail in mails]).exclude(sent_at=None).count() == len(mails)


def test_a_killed_worker_loses_no_mail_and_repeats_at_most_the_one_in_its_hands(staff, sink):
    past, member = timezone.now() - YESTERDAY, make_user("Ada")
    mails = [write_mail(member, now=past + timedelta(seconds=number)) for number in range(5)]
    noted, in_hand, claimed = mails[:2], mails[2], mails[2:]
    sink.silent_over = in_hand.message_id

    first = staff.hire("-c", "1")  # of two at work at once, each would take some of the mails
    wait_until(lambda: in_hand.message_id in sink.taken)
    staff.kill(first)

    assert sink.taken == [mail.message_id for mail in mails[:3]]
    assert is_sent(*noted)

    staff.hire()
    later = write_mail(member, now=timezone.now())
    wait_until(lambda: is_sent(later))
    held = Delivery.objects.waiting().filter(leased_until__gt=timezone.now())
    assert set(held) == set(claimed)  # the next worker is at work, and leaves alone what the dead one holds
    assert len(sink.taken) == 4

    held.update(leased_until=timezone.now())  # two minutes later
    wait_until(lambda: is_sent(*mails))
    assert Counter(sink.taken) == {mail.message_id: 1 + (mail == in_hand) for mail in [*mails, later]}


def post_for(group, *members):
    """A post that calls these members by their names."""
    now, writer = timezone.now(), make_user("Cy")
    join(group, writer)
    thread = make_thread(group=group, author=writer, now=now)
    Post.objects.update(announced_at=now)
    actions.add_reply(thread=thread, author=writer, body=" ".join(f"@{one.username}" for one in members), now=now)


def reminders_for(_group, *members):
    """Due a minute ago, next in twelve weeks, and of use for two hours."""
    rule = {"starts_on": (timezone.now() - 3 * YESTERDAY).date(), "unit": Unit.WEEKS, "interval": 12}
    for member in members:
        make_reminder(member, kind="medicine", now=timezone.now() - YESTERDAY, **rule)
    Reminder.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(("kind", "something"), [("mention", post_for), ("reminder", reminders_for)])
def test_what_a_killed_worker_had_half_told_is_told_once(staff, sink, group, ada, mo, kind, something):
    something(group, ada, mo)

    with staff.stuck_over(f"{kind}.html") as letter:
        first = staff.hire()
        wait_until(letter.is_awaited)
        staff.kill(first)
    assert not Notification.objects.exists()

    staff.hire()
    wait_until(lambda: Delivery.objects.exclude(sent_at=None).count() == 2)
    told = Notification.objects.values_list("recipient", "kind")
    assert sorted(told) == sorted([(ada.pk, kind), (mo.pk, kind)])
    assert sorted(sink.taken) == sorted(Delivery.objects.values_list("message_id", flat=True))
    assert not Post.objects.to_announce().exists()
    assert not Reminder.objects.due(timezone.now()).exists()
    assert Occurrence.objects.count() == Reminder.objects.count()
