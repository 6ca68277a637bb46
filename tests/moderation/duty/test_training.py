"""What everybody who moderates does once, and the playbook."""

import re

import pytest

from community.moderation.duty.models import TrainingDone
from community.moderation.duty.training import ITEMS
from tests.factories import make_user
from tests.moderation.duty.factories import after

TRAINING, PLAYBOOK = "/moderation/training/", "/moderation/playbook/"


def text(response):
    return response.content.decode()


def test_r56_moderator_ticks_what_is_done_with_its_day(as_member, gil):
    client = as_member(gil)

    assert f"{len(ITEMS)} items are open." in text(client.get(TRAINING))
    assert client.post(TRAINING, {"items": ["playbook", "report"]}).status_code == 302
    html = text(client.get(TRAINING))
    assert f"{len(ITEMS) - 2} items are open." in html
    assert html.count("22 November 2026") == 2
    assert re.findall(r'name="items" value="(\w+)"[^>]* checked', html) == ["playbook", "report"]


def test_r56_tick_keeps_its_day_and_goes_when_taken_out(as_member, mo, time_machine):
    client = as_member(mo)
    client.post(TRAINING, {"items": ["playbook", "report"]})
    time_machine.move_to(after(hours=50))
    client.force_login(mo)

    client.post(TRAINING, {"items": ["playbook", "rota"]})

    ticks = TrainingDone.objects.filter(member=mo)
    assert {tick.item: tick.done_at.day for tick in ticks} == {"playbook": 22, "rota": 24}


def test_item_that_does_not_exist_is_refused(as_member, mo):
    assert as_member(mo).post(TRAINING, {"items": ["juggling"]}).status_code == 422
    assert not TrainingDone.objects.exists()


def test_r56_leads_see_who_has_what(as_member, mo, root):
    as_member(mo).post(TRAINING, {"items": ["playbook"]})

    assert "You see this because you lead the team." not in text(as_member(mo).get(TRAINING))
    assert "22 Nov 2026" in text(as_member(root).get(TRAINING))


@pytest.mark.parametrize("rows", [1, 3])
def test_table_costs_the_same_queries_for_any_length(as_member, root, rows, django_assert_num_queries):
    for number in range(rows):
        make_user(f"Member{number}", is_moderator=True)
    client = as_member(root)

    with django_assert_num_queries(7):  # session, user, own ticks, ticks, team, mail freeze, notices
        html = text(client.get(TRAINING))

    assert html.count('scope="row"') == rows + 1


def test_playbook_goes_in_order_and_names_lines_from_the_data(as_member, gil):
    client = as_member(gil)
    client.cookies["country"] = "GB"

    html = text(client.get(PLAYBOOK))

    steps = ["Decide how to answer", "safe for the others", "What do they need", "in danger now", "start from"]
    steps += ["second person look", "Afterwards", "Look after yourself"]
    places = [html.index(step) for step in steps]
    assert places == sorted(places)
    assert "Samaritans: 116 123" in html
    assert "please call 999" in html
