"""Whether somebody may act is asked in the transaction that acts, of rows read in it: docs/security/at-once.md."""

import pytest

from tests.acting import Code, asked_of_stale_people, module_of, outside_transactions, site

IN_PIECES = {  # public functions of actions that write more than one row without a transaction around it all, and why
    "accounts.actions.count_unknown_try": "adds one to a row of today, made just before",
    "accounts.approving.actions.wait_for_team": "sign-up holds the transaction (adapter)",
    "backups.actions.end_sign_ins": "after a restore nobody else is there",
    "chat.actions.meeting_news.forget_notices": "`put_right`, which holds one, chooses who calls it",
    "forum.actions.again.forget_pictures": "after a restore; files first, rows are found again",
    "forum.actions.pictures.add_picture": "cleaning takes seconds; asked before it, and again in the transaction",
    "forum.actions.pictures.forget_pictures": "each row is claimed by itself; files first, rows are found again",
    "moderation.duty.actions.caring.set_limit": "one statement or the other",
    "privacy.actions.keep_periods": "batch by batch, each a transaction",
    "privacy.export.actions.claim": "each UPDATE carries its condition",
    "privacy.export.actions.make": "takes minutes; each UPDATE carries the lease",
    "privacy.leaving.actions.leaving.end": "`stay` holds the transaction; else after a restore",
    "privacy.leaving.actions.leaving.erase": "batch by batch, under a lease that each batch asks for",
    "privacy.leaving.actions.leaving.erase_due": "account by account, as above",
    "privacy.leaving.actions.others_words.unname": "batch by batch, as above",
    "privacy.leaving.actions.sight.back_in_sight": "called by `end`",
    "privacy.leaving.actions.steps.erase_what_names_nobody": "table by table, under the lease",
    "privacy.leaving.actions.steps.settle_written": "batch by batch, under the lease",
    "privacy.leaving.actions.steps.unname_doings": "table by table, under the lease",
    "profiles.actions.show_details": "the decision that it undoes holds the transaction",
    "reminders.actions.zone_rules.follow_zone_rules": "reminder by reminder, each a transaction",
    "resources.actions.opinions.say_if_useful": "of a visitor: 60 in an hour are a brake, not a promise",
}
AS_HANDED_IN = {  # who is asked as the request brought them, and why that takes nothing from anybody
    "chat.actions.reading.hold_place(member)": "a mark of their own in what they read",
    "chat.actions.reading.mark_read(member)": "likewise",
    "chat.actions.removing.remove_message(author)": "own words may always be taken back",
    "drafts.actions.delete_draft(member)": "the owner of a row does not change",
    "drafts.actions.put_back(member)": "likewise, and their account is held",
    "forum.actions.bookmarks.keep_bookmark(member)": "a mark of their own in what they read",
    "forum.actions.pictures.add_picture(owner)": "asked again in the transaction",
    "forum.actions.removing.remove_post(author)": "as with messages",
    "moderation.team.actions.messages.write_to_team(member)": "everybody may; counted under the thread's lock",
    "reminders.actions.answering.answer(member)": "the owner does not change; consent is held (`hold_agreed`)",
    "reminders.actions.correcting.correct_answer(member)": "likewise",
    "reminders.actions.moving.move_following(member)": "likewise",
    "reminders.actions.moving.move_next(member)": "likewise",
    "reminders.actions.setting.change_reminder(member)": "likewise",
    "reminders.actions.setting.end_reminder(member)": "likewise, and tells nothing new",
    "reminders.actions.setting.pause_reminder(member)": "likewise, and tells nothing new",
    "reminders.actions.setting.resume_reminder(member)": "likewise, and tells nothing new",
    "reminders.actions.setting.tell_once(member)": "likewise, and tells nothing new",
    "reminders.actions.snoozing.snooze(member)": "likewise, and tells nothing new",
    "reminders.actions.undoing.undo_answer(member)": "likewise",
}


@pytest.fixture(scope="module")
def code():
    return site()


@pytest.mark.once
def test_what_writes_holds_a_transaction(code):
    assert outside_transactions(code) == set(IN_PIECES)


@pytest.mark.once
def test_whoever_is_asked_was_read_again(code):
    assert asked_of_stale_people(code) == set(AS_HANDED_IN)


PERMISSIONS = "def can_write(member: User, *, now: datetime) -> bool: ..."
HOLDING = "def held_now(member: User) -> User: ..."


def found(text, *, elsewhere=""):
    modules = {
        "community.accounts.permissions": PERMISSIONS,
        "community.accounts.holding": HOLDING,
        "community.forum.actions.writing": text,
        "community.forum.views": elsewhere,
    }
    code = Code({name: module_of(name, words) for name, words in modules.items()})
    return outside_transactions(code), asked_of_stale_people(code)


IMPORTS = """
from community.accounts.holding import held_now
from community.accounts.permissions import can_write
"""
REPLY = "forum.actions.writing.reply"


WITHIN = "@transaction.atomic\ndef reply(author):\n    "
CASES = {
    "neither": ("def reply(author):\n    can_write(author)\n    row.save()", True, True),
    "stale": (f"{WITHIN}can_write(author)\n    row.save()", False, True),
    "held": (f"{WITHIN}can_write(held_now(author))\n    row.save()", False, False),
    "held beside a row": (f"{WITHIN}row, author = lock(row), held_now(author)\n    can_write(author)", False, False),
    "held too late": (f"{WITHIN}can_write(author)\n    author = held_now(author)", False, True),
    "stale further down": (f"def _must(who):\n    can_write(who)\n{WITHIN}_must(author)", False, True),
    "held further up": (f"def _must(who):\n    can_write(who)\n{WITHIN}_must(held_now(author))", False, False),
    "one write": ("def reply(author):\n    row.save()", False, False),
    "two writes": ("def reply(author):\n    row.save()\n    other.delete()", True, False),
    "writes further down": ("def _one():\n    row.save()\ndef reply(author):\n    _one()\n    _one()", True, False),
    "held by all who call": (f"def both():\n    row.save()\n    row.delete()\n{WITHIN}both()", False, False),
}


@pytest.mark.parametrize("case", CASES)
def test_the_wall_sees(case):
    words, is_loose, is_stale = CASES[case]

    assert found(IMPORTS + words) == ({REPLY} if is_loose else set(), {f"{REPLY}(author)"} if is_stale else set())


def test_a_helper_that_a_view_calls_holds_nothing():
    both = f"def both():\n    row.save()\n    row.delete()\n{WITHIN}both()"
    view = "from community.forum.actions.writing import both\ndef page(request):\n    both()"

    assert found(both, elsewhere=view)[0] == {"forum.actions.writing.both"}
