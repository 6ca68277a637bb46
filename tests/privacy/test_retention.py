"""retention.yaml says something about every column that there is, and nothing about one that is not."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from community.chat.querysets import HERE_FOR
from community.drafts.querysets import UNTOUCHED
from community.forum.models import Post, Vote
from community.groups.querysets import TIME_TO_UNDO
from community.privacy import retention
from community.privacy.checking import problems
from community.privacy.leaving.actions import LEAVING_KEPT
from community.privacy.parts import GROUPS, PARTS
from community.privacy.retention import FILE, Period, Twice, columns_by_leaving, columns_of, lines_of, load, models
from community.privacy.sentences import AFTER, BASES, KEEPING, LEAVING, THINGS

TEXT = FILE.read_text(encoding="utf-8")
DRAFTS = "community.drafts.tasks.forget_old_drafts"


def wrong_in(old="", new=""):
    """With one thing changed in the file."""
    assert old in TEXT
    return problems(load(TEXT.replace(old, new, 1)))


def test_every_column_of_every_model_has_one_line():
    assert problems(retention.retention()) == []


def test_whatever_erases_is_called_by_the_clock_at_least_once_a_day():
    nightly = "community.privacy.tasks.keep_periods"
    tasks = {nightly if line.is_nightly else line.by for line in retention.retention() if line.by}

    assert nightly in tasks
    assert tasks - settings.CELERY_BEAT_SCHEDULE.keys() == set()
    assert max(settings.CELERY_BEAT_SCHEDULE[task]["schedule"] for task in tasks) <= 24 * 3600


def test_a_column_without_a_line_is_found():
    assert wrong_in("[id, option, member]", "[id, member]") == ["forum.Vote.option has no line."]


def test_a_model_without_lines_is_found():
    without = [line for line in load(TEXT) if line.table != "forum.Vote"]

    assert problems(without) == [f"forum.Vote.{column} has no line." for column in ("id", "member", "option")]


def test_a_line_without_a_column_is_found():
    assert wrong_in("[id, option, member]", "[id, option, member, mood]") == [
        "forum.Vote.mood has a line, but there is no such column."
    ]


def test_a_column_that_is_named_twice_is_found():
    assert wrong_in("[id, option, member]", "[id, option, member, id]") == ["forum.Vote.id has 2 lines."]


def test_a_table_that_stands_there_twice_is_refused():
    with pytest.raises(Twice, match=r"forum\.Vote"):
        list(load(f"{TEXT}\nforum.Vote: {{}}\n"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("keep: 90 days after answered", "keep: 90 days", "unknown period: 90 days."),
        ("keep: 90 days after answered", "keep: 90 days after luck", "unknown period: 90 days after luck."),
        ("keep: owner", "keep: for ever", "unknown period: for ever."),
        ("leaving: erased", "leaving: perhaps", "unknown leaving: perhaps."),
        ("basis: contract", "basis: custom", "unknown basis: custom."),
        ("part: blocks", "part: crumbs", "unknown part: crumbs."),
        ("called: hand", "called: foot", "unknown called: foot."),
        ("purpose: kind signs to posts", "purpose: ''", "no purpose."),
        (f"by: {DRAFTS}", "by: community.drafts.tasks.hope", "no task erases it: community.drafts.tasks.hope."),
        (f"  by: {DRAFTS}\n", "", "no task erases it: by is missing."),
        ("by: community.chat.tasks.erase_old_messages", "by: nobody", "no task erases it: nobody."),
        ("  since: [raised_at]\n", "", "`since` belongs to `by: nightly`, and to nothing else."),
        ("since: [raised_at]", "since: [member]", "no moment: member."),
        ("since: [meeting__ends_at]", "since: [meeting__mood]", "no moment: meeting__mood."),
        ("how: blank", "how: hide", "unknown how: hide."),
    ],
)
def test_a_word_that_nobody_knows_is_found(old, new, said):
    assert any(problem.endswith(said) for problem in wrong_in(old, new))


def test_what_cannot_be_blank_is_not_blanked():
    assert "moderation.Shift.member: it cannot be blank." in wrong_in("[note, noted_at]", "[note, noted_at, member]")


def test_a_row_is_deleted_at_one_time_only():
    twice = "since: [noted_at], how: delete"

    assert "moderation.Shift is deleted at 2 different times." in wrong_in("since: [noted_at], how: blank", twice)


def test_tables_that_no_model_knows_are_named_with_their_columns(db):
    tables = {line.table for line in retention.retention() if line.vendor == connection.vendor}
    known = {model._meta.db_table for model in models()}
    with connection.cursor() as cursor:
        unknown = set(connection.introspection.table_names(cursor)) - known
        there = {
            (table, column.name)
            for table in tables & unknown
            for column in connection.introspection.get_table_description(cursor, table)
        }

    assert {name for name in unknown - tables if not name.startswith(tuple(f"{table}_" for table in tables))} == set()
    assert tables - unknown <= {"django_migrations"}  # not there where the tests make tables without migrations
    of_vendor = {(line.table, line.column) for line in retention.retention() if line.vendor == connection.vendor}
    assert {pair for pair in of_vendor if pair[0] in unknown} == there


@pytest.mark.parametrize(
    ("table", "length"),
    [
        ("drafts.Draft", UNTOUCHED),
        ("drafts.OtherVersion", UNTOUCHED),
        ("groups.Departure", TIME_TO_UNDO),
        ("chat.Presence", HERE_FOR),
        ("privacy.Leaving", LEAVING_KEPT),
        ("sessions.Session", timedelta(seconds=settings.SESSION_COOKIE_AGE)),
    ],
)
def test_a_time_that_another_app_keeps_is_the_one_it_keeps(table, length):
    assert {line.period.length for line in retention.retention() if line.table == table} == {length}


def test_every_word_is_used_somewhere():
    lines = retention.retention()

    assert {line.part for line in lines} == set(PARTS)
    assert {part.group for part in PARTS.values()} == set(GROUPS)
    assert {line.basis for line in lines} == set(BASES)
    assert {line.leaving for line in lines} == set(LEAVING)
    assert {line.period.word for line in lines} - {""} == set(KEEPING)
    assert {line.period.after for line in lines} - {""} == set(AFTER)
    assert {line.called for line in lines} - {""} == set(THINGS)


def test_whoever_erases_asks_by_model_and_by_rule():
    lines = lines_of(Post)

    assert set(lines) == set(columns_of(Post))
    assert (lines["body"].leaving, lines["body"].period) == ("chosen", Period(word="content"))
    assert (Vote, ["id", "option", "member"]) in list(columns_by_leaving("erased"))
    assert list(columns_by_leaving("never")) == []


def test_an_exception_with_a_time_of_its_own_does_not_inherit_who_keeps_the_other():
    entry = """
    forum.Vote:
      {part: polls, purpose: p, basis: none, keep: 3 days after made, by: nightly, since: [made_at], leaving: erased,
       fields: [id], but: [{fields: [option], keep: owner}, {fields: [member], leaving: nameless}]}
    """
    first, second, third = load(entry)

    assert (first.by, first.since, first.period.length) == ("nightly", ("made_at",), timedelta(days=3))
    assert (second.by, second.since, second.keep) == ("", (), "owner")
    assert (third.by, third.keep, third.leaving) == ("nightly", "3 days after made", "nameless")
