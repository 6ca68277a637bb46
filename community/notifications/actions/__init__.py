"""Every write to notices and to the outbox."""

from community.notifications.actions.bouncing import (
    CHECK,
    forgive_bounces,
    record_bounce,
    send_address_check,
    trust_address,
)
from community.notifications.actions.catching_up import follow_address, join_late, take_back_words
from community.notifications.actions.choosing import choose_quiet_hours, choose_ways, stop_mails
from community.notifications.actions.freezing import Sorted, freeze_mail, release_mail, sort_frozen
from community.notifications.actions.handing_on import hand_on
from community.notifications.actions.outbox import (
    BATCH,
    LEASE,
    SEND_TASK,
    cancel_mail,
    claim_awaited,
    claim_due,
    drop_unwanted,
    forget_lost_addresses,
    give_up,
    hand_back,
    put_in_outbox,
    record_sent,
    renew_lease,
    take_back_about,
)
from community.notifications.actions.problems import RETRIES, record_problem, wait_before
from community.notifications.actions.reading import (
    erase_notices,
    give_back,
    mark_all_read,
    mark_read,
    mark_read_about,
    mark_read_about_all,
    mark_read_with_alike,
    take_back,
    withdraw,
)
from community.notifications.actions.renaming import follow_name
from community.notifications.actions.telling import News, notify, notify_all, notify_each, say_anew
from community.notifications.actions.testing import TEST, TEST_PACE, TooSoon, send_test_mail

__all__ = [
    "BATCH",
    "CHECK",
    "LEASE",
    "RETRIES",
    "SEND_TASK",
    "TEST",
    "TEST_PACE",
    "News",
    "Sorted",
    "TooSoon",
    "cancel_mail",
    "choose_quiet_hours",
    "choose_ways",
    "claim_awaited",
    "claim_due",
    "drop_unwanted",
    "erase_notices",
    "follow_address",
    "follow_name",
    "forget_lost_addresses",
    "forgive_bounces",
    "freeze_mail",
    "give_back",
    "give_up",
    "hand_back",
    "hand_on",
    "join_late",
    "mark_all_read",
    "mark_read",
    "mark_read_about",
    "mark_read_about_all",
    "mark_read_with_alike",
    "notify",
    "notify_all",
    "notify_each",
    "put_in_outbox",
    "record_bounce",
    "record_problem",
    "record_sent",
    "release_mail",
    "renew_lease",
    "say_anew",
    "send_address_check",
    "send_test_mail",
    "sort_frozen",
    "stop_mails",
    "take_back",
    "take_back_about",
    "take_back_words",
    "trust_address",
    "wait_before",
    "withdraw",
]
