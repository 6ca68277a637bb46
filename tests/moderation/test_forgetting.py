"""What the team keeps has an end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import Sanction
from community.core.turns import Turn
from community.moderation import actions
from community.moderation.actions.forgetting import KEPT, PARTS, forget_old
from community.moderation.append_only import TABLES, keep, lift
from community.moderation.compliance.models import ReviewEntry
from community.moderation.models import Case, CaseEvent, Decision, MemberNote, Report, TeamMessage, TeamThread
from community.moderation.records.actions import note_on_member
from community.moderation.team.actions import write_to_team
from community.privacy.retention import lines_of
from tests.factories import NOON, make_user
from tests.matrix.world import World
from tests.moderation.factories import answer, decide, make_post, report_post
from tests.resources.factories import load_articles, make_folder

END = NOON + KEPT
SECOND = timedelta(seconds=1)


@pytest.fixture
def decided(group, ada, bo, mo):
    return decide(report_post(make_post(group, ada), bo).case, mo).case


def forget(now):
    return forget_old(now=now, turn=Turn())


def test_a_case_goes_three_years_after_it_was_decided(decided):
    assert forget(END - SECOND) == 0
    assert Report.objects.count() == 1

    assert forget(END) == 1

    assert [model.objects.count() for model in (Case, Report, Decision, CaseEvent)] == [0, 0, 0, 0]


def test_an_open_case_has_no_end(group, ada, bo):
    report_post(make_post(group, ada), bo)

    assert forget(END + KEPT) == 0


def test_what_was_asked_again_counts_from_the_last_answer(decided, ada):
    sam = make_user("Sam", is_moderator=True)
    actions.appeal(decided.decision, author=ada, words="No.", now=NOON + timedelta(days=2))
    decided.refresh_from_db()

    assert forget(END + timedelta(days=9)) == 0

    answer(decided, sam, upheld=False, words="It stands.", now=NOON + timedelta(days=9))
    assert forget(END + timedelta(days=9) - SECOND) == 0
    assert forget(END + timedelta(days=9)) == 1


def test_every_part_of_every_case_goes(db, tmp_path):
    """Of the matrix: appeals, other names looked up, pictures, a visitor's report."""
    load_articles(make_folder(tmp_path), 1)
    World()
    Case.objects.update(decided_at=NOON)

    forget(END + timedelta(days=1))

    assert Case.objects.count() == 0
    assert {model._meta.label: model.objects.count() for model, _path in PARTS if model.objects.exists()} == {}


def test_a_case_stays_while_somebody_is_restricted_by_it(group, ada, bo, mo):
    case = report_post(make_post(group, ada), bo).case
    decide(case, mo)
    given = sanction(ada, kind=Sanction.Kind.SILENCE, until=None, now=NOON)
    lift(connection, ["update"])
    Decision.objects.update(sanction=given)
    keep(connection)

    assert forget(END + KEPT) == 0

    lift_sanction(given, now=END)
    assert forget(END + KEPT) == 2
    assert Sanction.objects.count() == 0


def test_notes_exchanges_and_papers_go_by_themselves(ada, mo):
    note_on_member(ada, moderator=mo, group=None, words="Take care.", now=NOON)
    write_to_team(ada, words="Hello.", now=NOON)
    ReviewEntry.objects.create(slug="x", done_on=NOON.date(), done_by="Mo", recorded_by=mo, created_at=NOON)

    assert forget(END - SECOND) == 0
    assert forget(END) == 2  # what waits for an answer is not over
    TeamThread.objects.update(waits_since=None)
    assert forget(END) == 1

    assert [model.objects.count() for model in (MemberNote, ReviewEntry, TeamThread, TeamMessage)] == [0, 0, 0, 0]


def test_the_refusals_stand_again_afterwards(decided, group, ada, bo):
    forget(END)
    report = report_post(make_post(group, bo), ada)

    refused = pytest.raises(IntegrityError, match="only ever added")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM moderation_report WHERE id = {report.pk}")  # noqa: S608


def test_nothing_that_is_only_added_to_is_without_an_end():
    there = {model._meta.db_table: model for model in (*(model for model, _path in PARTS), MemberNote, TeamMessage)}

    assert set(TABLES) - set(there) == {"moderation_reviewentry"}
    for model in (*there.values(), Case, Sanction, TeamThread, ReviewEntry):
        assert {line.period.length for line in lines_of(model).values()} == {KEPT}
