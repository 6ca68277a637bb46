"""Whom a planner can choose to lead a meeting: those of the team who can write there."""

from datetime import timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions.planning import CannotLead, change_about, plan_meeting
from community.chat.models import MeetingPlan
from tests.chat.factories import make_host
from tests.chat.meetings.factories import FORM, about, fresh, make_meeting, page_of, when
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("at_noon")
KINDS = pytest.mark.parametrize("kind", [Sanction.Kind.SILENCE, Sanction.Kind.SUSPENSION])
WORDS = "This person cannot lead a meeting here now. Choose somebody else."


def restrict(member, kind):
    sanction(member, kind=kind, until=NOON + timedelta(days=1), now=NOON)


@KINDS
def test_whoever_may_not_write_is_not_offered_and_chosen_all_the_same_the_form_says_so(client, room, group, mo, kind):
    hal, gil = make_host(group), make_host(group, "Gil")
    restrict(gil, kind)
    client.force_login(mo)
    address = f"/rooms/{room.slug}/plan/"

    page = page_of(client, address)
    chosen = client.post(address, {**FORM, "host": gil.pk})

    assert (f">{hal}</option>" in page, f">{gil}</option>" in page) == (True, False)
    assert chosen.status_code == 422
    assert WORDS in chosen.content.decode()
    assert 'value="Quiet hour"' in chosen.content.decode()
    assert not MeetingPlan.objects.exists()


@KINDS
def test_action_asks_too_for_the_form_may_be_older(room, group, mo, kind):
    gil = make_host(group, "Gil")
    meeting = make_meeting(room, mo)
    restrict(gil, kind)
    gil.refresh_from_db()

    with pytest.raises(CannotLead):
        plan_meeting(room=room, planner=mo, host=gil, about=about(), when=when(), now=NOON)
    with pytest.raises(CannotLead):
        change_about(plan=meeting.plan, planner=mo, host=gil, about=about(), now=NOON)


def test_words_can_be_changed_while_whoever_leads_it_is_silenced(client, room, group, mo):
    gil = make_host(group, "Gil")
    meeting = plan_meeting(room=room, planner=mo, host=gil, about=about(), when=when(), now=NOON)
    restrict(gil, Sanction.Kind.SILENCE)
    client.force_login(mo)

    changed = client.post(f"{meeting.get_absolute_url()}change/", {"title": "Loud hour", "host": gil.pk})

    assert changed.status_code == 302
    assert (fresh(meeting).plan.title, fresh(meeting).plan.host) == ("Loud hour", gil)
