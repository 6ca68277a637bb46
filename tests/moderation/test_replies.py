"""Words that moderators begin with."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from community.moderation.models import CannedReply
from community.moderation.team import actions
from community.moderation.team.replies import filled, lines_of
from community.resources.helplines import countries
from tests.factories import NOON

LIST, ADD = "/moderation/replies/", "/moderation/replies/add/"
FIELDS = {"title": "Kind words", "text": "Thank you.", "guideline": "", "language": "", "is_active": "on"}
TODAY = date(2026, 11, 22)


def html(response):
    return response.content.decode()


@pytest.fixture
def reply(mo):
    made = CannedReply(title="In distress", text="We read it.\n{helplines}\nTake care.", guideline="distress")
    actions.save_reply(made, moderator=mo, now=NOON)
    return made


def test_replies_are_kept_by_moderators_of_the_site_alone(client, as_member, reply, ada, gil):
    addresses = [LIST, ADD, f"{LIST}{reply.pk}/"]
    assert {client.get(address).status_code for address in addresses} == {302}
    for member in (ada, gil):
        assert {as_member(member).get(address).status_code for address in addresses} == {404}
        assert as_member(member).post(ADD, FIELDS).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.save_reply(reply, moderator=gil, now=NOON)
    assert CannedReply.objects.count() == 1


def test_r18_reply_is_added_and_changed(as_member, mo):
    client = as_member(mo)
    client.post(ADD, FIELDS)
    made = CannedReply.objects.get()

    client.post(f"{LIST}{made.pk}/", FIELDS | {"text": "Thank you for this.", "guideline": "kindness"})

    made.refresh_from_db()
    assert (made.text, made.guideline, made.changed_by, made.is_active) == ("Thank you for this.", "kindness", mo, True)
    assert "Kind words" in html(client.get(LIST))


def test_title_is_taken_once_and_nothing_is_lost(as_member, reply, mo):
    response = as_member(mo).post(ADD, FIELDS | {"title": "In distress", "text": "Half a thought."})

    assert response.status_code == 422
    assert "There is a reply with this title." in html(response)
    assert "Half a thought." in html(response)


def claimed(client, case):
    client.post(f"{case.get_absolute_url()}claim/")
    return case.get_absolute_url()


def test_r18_case_page_begins_with_a_reply_and_lines_from_the_data(as_member, case, reply, gil):
    client = as_member(gil)
    here = claimed(client, case)
    offered = html(client.get(here))

    page = html(client.get(f"{here}?reply={reply.pk}&country=GB"))

    assert "Start from a reply" in offered
    assert "We read it." not in offered
    assert f"We read it.\nEmergency services: {countries()['GB'].emergency[0]}" in page
    assert "{helplines}" not in page
    assert '<option value="distress" selected>' in page


def test_what_is_not_offered_begins_nothing(as_member, case, reply, mo):
    reply.is_active = False
    actions.save_reply(reply, moderator=mo, now=NOON)
    client = as_member(mo)
    here = claimed(client, case)

    for asked in (reply.pk, "x", "999999", "9" * 40, ""):
        response = client.get(f"{here}?reply={asked}")
        assert response.status_code == 200
        assert "We read it." not in html(response)
    assert "Start from a reply" not in html(client.get(here))


def test_unknown_country_gives_what_holds_everywhere(as_member, case, reply, mo):
    client = as_member(mo)

    assert "Emergency services: 112" in html(client.get(f"{claimed(client, case)}?reply={reply.pk}&country=XX"))


@pytest.mark.parametrize("code", sorted(countries()))
def test_r18_no_country_has_more_than_three_lines(code):
    lines = lines_of(countries()[code], today=TODAY)

    assert 1 <= len(lines) <= 3
    assert filled("a {helplines} {other}", countries()[code], today=TODAY).endswith(" {other}")


def test_r18_line_that_was_checked_too_long_ago_is_left_out():
    late = date(2099, 1, 1)
    stale = {shown.line.name for shown in countries()["GB"].lines_on(late) if shown.is_stale}

    assert not any(name in line for name in stale for line in lines_of(countries()["GB"], today=late))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(as_member, mo, rows, django_assert_num_queries):
    for number in range(rows):
        reply = CannedReply(title=f"Reply {number}", text="Thank you.")
        actions.save_reply(reply, moderator=mo, now=NOON)
    client = as_member(mo)

    with django_assert_num_queries(5):  # session, user, how many, replies, notices
        client.get(LIST)
