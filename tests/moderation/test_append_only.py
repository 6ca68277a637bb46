"""What is only ever added: the database refuses every other way, whichever of the two it is."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from community.accounts.actions import note_sign_in
from community.accounts.models import SignInEvent
from community.moderation import actions
from community.moderation.append_only import ACTS, EMPTYING, TABLES, keep, lift
from community.moderation.models import (
    Answer,
    Appeal,
    CaseEvent,
    Challenge,
    Decision,
    MemberNote,
    Report,
    TeamMessage,
    Undoing,
    UnmaskingView,
)
from community.moderation.records.actions import note_on_member
from community.moderation.team.actions import write_to_team
from community.moderation.unmasking import actions as unmasking
from tests.factories import NOON
from tests.moderation.factories import answer, decide, make_post, report_post
from tests.moderation.posts import post_under_another_name

REFUSED = "is only ever added to|protected foreign keys"  # the latter by Django, before it asks the database
KEPT = [CaseEvent, Report, Challenge, Decision, Undoing, Appeal, Answer, UnmaskingView, MemberNote, TeamMessage]
LATER = NOON + timedelta(hours=1)
WAYS = {
    "update": lambda row: type(row).objects.filter(pk=row.pk).update(**{time_of(row): NOON}),
    "bulk update": lambda row: type(row).objects.bulk_update([row], [time_of(row)]),
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "delete of many": lambda row: type(row).objects.all()._raw_delete(connection.alias),
    "raw update": lambda row: raw(f"UPDATE {table_of(row)} SET {time_of(row)} = {time_of(row)}"),  # noqa: S608
    "raw delete": lambda row: raw(f"DELETE FROM {table_of(row)}"),  # noqa: S608
    "replace": lambda row: replace(row),
}


def table_of(row):
    return row._meta.db_table


def time_of(row):
    return next(field.name for field in row._meta.fields if isinstance(field, models.DateTimeField))


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def replace(row):
    """An INSERT that would write over the row that is there."""
    table, names = table_of(row), ", ".join(field.column for field in row._meta.fields)
    if connection.vendor == "sqlite":
        raw(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}")  # noqa: S608
    else:
        time = time_of(row)
        over = f"ON CONFLICT (id) DO UPDATE SET {time} = excluded.{time}"
        raw(f"INSERT INTO {table} SELECT * FROM {table} {over}")  # noqa: S608


@pytest.fixture
def everything(group, ada, bo, gil, mo, root):
    """At least one row in every table."""
    case = report_post(make_post(group, ada), bo).case
    actions.appeal(decide(case, mo), author=ada, words="I meant it kindly.", now=NOON)
    answer(case, gil, upheld=False)
    kept = report_post(make_post(group, mo), ada)
    decide(kept.case, root, outcome="no_action")
    actions.challenge(kept, words="Please look again.", now=NOON)
    again = report_post(make_post(group, bo), ada).case
    actions.undo(decide(again, mo), moderator=mo, now=NOON)
    hidden = report_post(post_under_another_name(group, ada), bo).case
    asked = unmasking.ask_to_unmask(hidden, moderator=gil, reason="Threats.", now=NOON)
    unmasking.agree_to_unmask(asked, moderator=mo, now=LATER)
    asked.refresh_from_db()
    unmasking.look_at_name(asked, moderator=mo, now=LATER)
    note_on_member(ada, moderator=mo, group=None, words="Kind in person.", now=NOON)
    write_to_team(ada, words="Hello.", now=NOON)


def test_what_happened_with_an_account_is_changed_by_nobody(ada):
    event = note_sign_in(ada, result=SignInEvent.Result.FAILED, device="Firefox/Windows", now=NOON)

    for way in ("update", "bulk update", "save", "raw update"):
        with pytest.raises(IntegrityError, match="is only ever added to"), transaction.atomic():
            WAYS[way](SignInEvent.objects.get(pk=event.pk))


def test_what_happened_with_an_account_goes_with_it(ada):
    note_sign_in(ada, result=SignInEvent.Result.FAILED, device="Firefox/Windows", now=NOON)

    SignInEvent.objects.filter(member=ada).delete()

    assert not ada.sign_in_events.exists()


def test_every_table_is_named_and_there(db):
    assert {model._meta.db_table for model in KEPT} <= set(TABLES) <= set(connection.introspection.table_names())


@pytest.mark.parametrize("way", WAYS)
def test_r9_no_row_is_changed_or_deleted_by(everything, way):
    for model in KEPT:
        before = list(model.objects.values().order_by("pk"))

        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            WAYS[way](model.objects.earliest("pk"))

        assert before
        assert list(model.objects.values().order_by("pk")) == before


@pytest.mark.services
def test_no_table_is_emptied_at_once(everything):
    raw("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL empties no table that still has to be looked through
    for table in TABLES:
        with pytest.raises(IntegrityError, match="is only ever added to"), transaction.atomic():
            raw(f"TRUNCATE {table} CASCADE")


def test_r9_every_step_names_its_actor_time_and_what_was_before(case, post, mo):
    decision = decide(case, mo, outcome="masked", details={"phrase": post.body[:5]})

    event = case.events.get(kind="decided")
    assert (event.actor, event.actor_name, event.created_at) == (mo, "Mo", NOON)
    assert decision.excerpt == post.body
    assert decision.before == {"phrase": post.body[:5]}


def test_case_and_proposal_still_move(case, mo, root):
    proposal = decide(case, mo, sanction=900)

    actions.answer_proposal(proposal, moderator=root, agreed=False, now=NOON)

    proposal.refresh_from_db()
    assert proposal.agreed is False


def test_what_a_table_lost_is_put_up_again_after_migrating(case):
    """As when SQLite builds a table anew."""
    lift(connection)
    CaseEvent.objects.filter(case=case).update(words="Changed.")

    call_command("migrate", verbosity=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEvent.objects.filter(case=case).update(words="Changed again.")


def test_for_a_migration_they_can_be_lifted_and_put_up_again(everything):
    lift(connection, EMPTYING)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnmaskingView.objects.update(created_at=NOON)
    UnmaskingView.objects.all()._raw_delete(connection.alias)
    keep(connection)
    keep(connection)

    with pytest.raises(IntegrityError), transaction.atomic():
        raw("DELETE FROM moderation_caseevent")
    assert not UnmaskingView.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_empties_the_database_leaves_the_refusals_standing(case):
    call_command("flush", verbosity=0, interactive=False)

    assert not CaseEvent.objects.exists()
    names = {f"{table}_refuses_{act}" for table in TABLES for act in ACTS[connection.vendor]}
    assert names <= triggers()


def triggers():
    lists = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(lists[connection.vendor])
        return {name for (name,) in cursor.fetchall()}
