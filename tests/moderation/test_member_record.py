"""What moderators know about a member, and what they must not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.moderation.models import MemberNote
from community.moderation.records.actions import note_on_member
from community.moderation.unmasking import actions as unmasking
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.moderation.factories import decide, look_up, make_post, report_post
from tests.moderation.posts import post_under_another_name, reported_posts

RECORD = "/moderation/members/Ada/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def lea(db):
    """Moderates a group that Ada is not in."""
    return make_moderator(make_group("cramps"), "Lea")


@pytest.fixture
def named(group, ada, bo):
    """A case about something Ada wrote under another name."""
    return report_post(post_under_another_name(group, ada), bo).case


def test_record_is_not_there_for_others(client, as_member, ada, bo, eve, ed, lea):
    assert client.get(RECORD).status_code == 302
    for member in (ada, bo, eve, ed, lea):
        assert as_member(member).get(RECORD).status_code == 404


def test_nobody_reads_the_own_one(as_member, mo):
    assert as_member(mo).get("/moderation/members/Mo/").status_code == 404
    assert as_member(mo).get("/moderation/members/Nobody/").status_code == 404


def test_record_has_reports_decisions_and_what_is_in_force(as_member, case, ada, gil, mo):
    decide(case, mo, sanction=500, days=3)

    for moderator in (gil, mo):
        page = html(as_member(moderator).get(RECORD))
        for part in ("Harassment, hate or threats", "Hidden", "Writing paused", "until 25 November 2026", "Case 1"):
            assert part.replace("Case 1", f"Case {case.pk}") in page


def test_record_of_an_ended_limit_is_no_longer_in_force(as_member, case, ada, mo, time_machine):
    decide(case, mo, sanction=500, days=3)
    time_machine.move_to(NOON + timedelta(days=4))

    page = html(as_member(mo).get(RECORD))

    assert "In force now" not in page
    assert "the limit of the account has ended" in page


def test_group_moderators_read_their_groups_alone(as_member, case, group, ada, bo, gil, mo, lea):
    cramps = lea.memberships.get().group
    join(cramps, ada, bo)
    there = report_post(make_post(cramps, ada), bo, reason="spam").case
    decide(case, mo, sanction=500, days=3)

    page = html(as_member(lea).get(RECORD))

    assert there.get_absolute_url() in page
    assert case.get_absolute_url() not in page
    assert "Writing paused" not in page


def test_whoever_left_the_group_is_still_known_by_what_they_wrote(as_member, case, ada, gil, mo):
    ada.memberships.all().delete()

    assert case.get_absolute_url() in html(as_member(gil).get(RECORD))


def test_whoever_wrote_there_under_another_name_alone_is_not_known(as_member, named, ada, gil):
    ada.memberships.all().delete()

    assert as_member(gil).get(RECORD).status_code == 404


@pytest.fixture
def limit(named, root):
    """Two others look the name up and pause the writing of whoever it is."""

    def limited():
        lou = make_user("Lou", is_moderator=True)
        look_up(named, root, lou)
        decide(named, lou, sanction=500, days=7)

    return limited


def everything_but_forms(page):
    return page.partition("<main")[2].partition('<form class="form-layout"')[0]


@pytest.mark.parametrize("name", ["gil", "mo"])
def test_record_is_the_same_whatever_was_decided_about_another_name(as_member, named, limit, gil, mo, name, request):
    viewer = request.getfixturevalue(name)
    before = everything_but_forms(html(as_member(viewer).get(RECORD)))

    limit()

    assert before
    assert everything_but_forms(html(as_member(viewer).get(RECORD))) == before
    assert named.get_absolute_url() not in before


def test_reading_it_costs_the_same_whatever_was_decided_about_another_name(
    as_member, limit, mo, django_assert_num_queries
):
    client = as_member(mo)
    with django_assert_num_queries(11):
        client.get(RECORD)
    limit()

    with django_assert_num_queries(11):
        client.get(RECORD)


@pytest.fixture
def agreed(named, gil, mo):
    asked = unmasking.ask_to_unmask(named, moderator=gil, reason="Threats.", now=NOON)
    unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)
    asked.refresh_from_db()
    return asked


def test_a_name_is_in_the_record_for_whoever_has_looked(as_member, agreed, gil, mo, root):
    unmasking.look_at_name(agreed, moderator=gil, now=NOON)

    assert agreed.get_absolute_url() in html(as_member(gil).get(RECORD))
    for other in (mo, root):  # agreed and did not look; had no part in it
        assert agreed.get_absolute_url() not in html(as_member(other).get(RECORD))


def test_what_was_decided_about_a_looked_up_name_stays_out(as_member, agreed, named, gil, mo):
    for moderator in (gil, mo):
        unmasking.look_at_name(agreed, moderator=moderator, now=NOON)
    decide(named, mo, sanction=500, days=7)

    page = html(as_member(gil).get(RECORD))

    assert "Writing paused" not in page
    assert named.post.alias.name not in page


def test_note_is_for_the_team_it_was_written_for(as_member, group, ada, gil, mo, lea):
    join(lea.memberships.get().group, ada)
    as_member(gil).post(RECORD, {"words": "Of the group.", "group": group.pk})
    as_member(mo).post(RECORD, {"words": "Of the site.", "group": ""})

    pages = {person.username: html(as_member(person).get(RECORD)) for person in (gil, mo, lea)}

    assert ["Of the group." in pages[name] for name in ("Gil", "Mo", "Lea")] == [True, True, False]
    assert ["Of the site." in pages[name] for name in ("Gil", "Mo", "Lea")] == [False, True, False]
    assert "Of the" not in html(as_member(ada).get("/moderation/record/"))


def test_double_click_writes_one_note(as_member, group, ada, gil):
    for _ in range(2):
        as_member(gil).post(RECORD, {"words": "Once.", "group": group.pk})

    assert MemberNote.objects.count() == 1


def test_note_is_refused_for_a_team_one_is_not_on(as_member, group, ada, gil, lea):
    elsewhere = lea.memberships.get().group

    assert as_member(gil).post(RECORD, {"words": "For them.", "group": elsewhere.pk}).status_code == 422
    assert as_member(gil).post(RECORD, {"words": "For all."}).status_code == 422
    for moderator, target in ((gil, None), (lea, elsewhere)):
        with pytest.raises(PermissionDenied):
            note_on_member(ada, moderator=moderator, group=target, words="No.", now=NOON)
    assert not MemberNote.objects.exists()


def test_notes_about_oneself_are_read_by_others(as_member, gil, mo, root):
    note_on_member(mo, moderator=root, group=None, words="Needs a rest.", now=NOON)

    assert not MemberNote.objects.visible_to(mo).exists()
    assert MemberNote.objects.visible_to(root).exists()


def test_members_page_leads_moderators_there(as_member, ada, bo, mo):
    assert RECORD in html(as_member(mo).get("/members/Ada/"))
    assert "/moderation/" not in html(as_member(bo).get("/members/Ada/")).partition("<main")[2]


@pytest.mark.parametrize("rows", [1, 3])
def test_record_costs_the_same_queries_for_any_length(
    as_member, group, ada, bo, gil, mo, rows, django_assert_num_queries
):
    for number, case in enumerate(reported_posts(group, ada, bo, rows)):
        decide(case, mo)
        note_on_member(ada, moderator=mo, group=None, words=f"Note {number}.", now=NOON)
    client = as_member(mo)

    # session, user, member, limits, decisions, reports, names, notes, groups of the form, notices
    with django_assert_num_queries(11):
        client.get(RECORD)
