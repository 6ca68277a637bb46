"""Whatever deletes rows, or takes them out of sight, notes it for a restore, or stands here with the reason why not."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parents[2]
AWAY = re.compile(r"(hidden|removed|discarded|withdrawn|left_out|erased)_at")
BY_THE_CLOCK = "its time is over: the clock, which catches up after a restore, does it again"
CALLER_NOTES = "who calls it notes it"
ENDED = "a restore ends every sign-in"
KNOWN = "docs/backup.md says that it comes back, and to look at it"
CHOICE = "a choice without words, which comes back like whatever was changed: docs/backup.md says so"
NOBODYS = "about nobody"
LEAVING = "a step of leaving, which is noted as a whole"
NOT_NOTED = {
    "accounts.actions.drop_sessions": ENDED,
    "accounts.actions.end_sign_ins": ENDED,
    "accounts.actions.forget_ended_sign_ins": ENDED,
    "accounts.actions.forget_newcomer": "whoever joins anew; one that comes back is erased after 30 days, by the clock",
    "accounts.actions.take_second_step_away": KNOWN,
    "accounts.actions.unblock": KNOWN,
    "accounts.approving.actions.forget_opened_by_hand": BY_THE_CLOCK,
    "accounts.approving.actions.open_account": "the request comes back and is answered once more",
    "accounts.naming.actions.change_name": "a name is free again for its own member",
    "backups.actions.end_sign_ins": "this is the restore",
    "carers.actions.acting.take_draft": "it became a draft of the member's own, which the backup may not have",
    "carers.actions.ending.forget_invitations": BY_THE_CLOCK,
    "carers.actions.inviting._settle_what_is_over": BY_THE_CLOCK,
    "chat.actions.erasing._erase_one": CALLER_NOTES,
    "chat.actions.erasing.erase": CALLER_NOTES,
    "chat.actions.presence.forget_presences": BY_THE_CLOCK,
    "chat.actions.reading_list.remove_reading": NOBODYS,
    "chat.actions.sending.give_back": "nobody had read it; its words are a draft again",
    "chat.actions.signing.set_signs": CHOICE,
    "conversations.actions.hiding.subject_follows": CALLER_NOTES,
    "drafts.actions.discard_draft": "its words were sent",
    "drafts.actions.forget_old_drafts": BY_THE_CLOCK,
    "drafts.actions.put_back": "brings back",
    "forum.actions.blocking.blocks_follow": "the same block, in another thread",
    "forum.actions.boards.remove_row": NOBODYS,
    "forum.actions.hiding.change_sight": CALLER_NOTES,
    "forum.actions.levels.set_place_level": CHOICE,
    "forum.actions.merging._marks_follow": "the same marks, in another thread",
    "forum.actions.polls.vote": CHOICE,
    "forum.actions.reacting.set_reaction": CHOICE,
    "groups.actions.memberships.admit": "the way back into a group, which was taken",
    "groups.actions.memberships.forget_departures": BY_THE_CLOCK,
    "groups.actions.memberships.take_out": KNOWN,
    "moderation.duty.actions.caring.set_limit": CHOICE,
    "moderation.duty.actions.caring.tick_training": CHOICE,
    "moderation.duty.actions.shifts.give_back": CHOICE,
    "notifications.actions.choosing.choose_quiet_hours": CHOICE,
    "notifications.actions.freezing.freeze_mail": NOBODYS,
    "notifications.actions.reading.erase_notices": CALLER_NOTES,
    "privacy.actions._some": BY_THE_CLOCK,
    "privacy.leaving.actions.account._delete": LEAVING,
    "privacy.leaving.actions.account.forget_leavings": BY_THE_CLOCK,
    "privacy.leaving.actions.leaving.end": CALLER_NOTES,
    "privacy.leaving.actions.leaving.forget_farewells": BY_THE_CLOCK,
    "privacy.leaving.actions.sight.back_in_sight": "brings back",
    "privacy.leaving.actions.sight.out_of_sight": LEAVING,
    "privacy.leaving.actions.steps._delete_some": LEAVING,
    "privacy.leaving.actions.steps._deleted": LEAVING,
    "privacy.leaving.actions.steps._end_sessions": LEAVING,
    "privacy.leaving.actions.steps.erase_what_names_nobody": LEAVING,
    "privacy.leaving.actions.steps.take_words": LEAVING,
    "moderation.actions.forgetting._delete": BY_THE_CLOCK,
    "reminders.actions.erasing._erase_all_of": CALLER_NOTES,
    "resources.actions.loading.withdraw_others": NOBODYS,
    "resources.actions.loading.write_care_boxes": NOBODYS,
    "resources.actions.loading.write_parts": NOBODYS,
    "resources.actions.loading.write_questions": NOBODYS,
    "resources.actions.translating.drop_others": NOBODYS,
}


def takes_away(function):
    """Rows of the database: a file or a mark of the cache is deleted by its name."""
    return any(is_deletion(node) or is_put_aside(node) for node in ast.walk(function))


def is_deletion(node):
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return (node.func.attr == "delete" and not node.args and not node.keywords) or node.func.attr == "_raw_delete"


def is_put_aside(node):
    """`update(hidden_at=now)`, `row.hidden_at = now`; None brings back, a lookup has another name."""
    if isinstance(node, ast.keyword):
        return bool(node.arg and AWAY.fullmatch(node.arg)) and not is_none(node.value)
    if isinstance(node, ast.Assign) and not is_none(node.value):
        names = [part.attr for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Attribute)]
        return any(AWAY.fullmatch(name) for name in names)
    return False


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def notes(function):
    return any(isinstance(node, ast.Name) and node.id == "record_erasure" for node in ast.walk(function))


def functions():
    for path in sorted((ROOT / "community").rglob("*.py")):
        if "migrations" not in path.parts:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{module}.{node.name}", node


def test_whatever_takes_away_is_noted_or_says_why_not():
    again = {import_string(path) for path in settings.ERASED_AGAIN.values()}
    silent = {name for name, node in functions() if takes_away(node) and not notes(node)}
    silent -= {f"{act.__module__}.{act.__name__}" for act in again}

    assert {name.removeprefix("community.") for name in silent} == NOT_NOTED.keys()


@pytest.mark.parametrize(
    "code",
    [
        "rows.filter(pk=1).delete()",
        "row.delete()",
        "rows._raw_delete(alias)",
        "rows.update(hidden_at=now)",
        "row.removed_at, row.notice = now, 'x'",
    ],
)
def test_each_way_to_take_away_is_noticed(code):
    assert takes_away(ast.parse(code))


@pytest.mark.parametrize("code", ["storage.delete(name)", "cache.delete('x')", "rows.update(hidden_at=None)"])
def test_what_takes_nothing_away_is_passed_over(code):
    assert not takes_away(ast.parse(code))
