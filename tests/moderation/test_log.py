"""What the team did, for moderators."""

from datetime import timedelta

import pytest

from community.forum.actions.team import lock_thread
from community.moderation import actions
from community.moderation.log import views
from community.moderation.models import Case, CaseEvent
from community.moderation.unmasking import actions as unmasking
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, make_post, report_post
from tests.moderation.posts import post_under_another_name, reported_posts

LOG, THREADS, NAMES = "/moderation/log/", "/moderation/log/threads/", "/moderation/log/names/"


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def shown(response):
    return [event.pk for event in response.context["stretch"].rows]


@pytest.mark.parametrize("address", [LOG, THREADS, NAMES])
def test_log_is_not_there_for_members(client, as_member, case, ada, eve, address):
    assert client.get(address).status_code == 302
    for member in (ada, eve):
        assert as_member(member).get(address).status_code == 404


def test_steps_stand_newest_first(as_member, case, mo):
    decide(case, mo, now=NOON + timedelta(minutes=5))

    assert shown(as_member(mo).get(LOG)) == list(CaseEvent.objects.order_by("-pk").values_list("pk", flat=True))


def test_steps_are_seen_by_whoever_sees_the_case(as_member, case, group, ada, bo, gil, mo):
    cramps = make_group("cramps")
    join(cramps, bo)
    report_post(make_post(cramps, bo), make_user("Lou"))
    report_post(make_post(group, mo), bo)
    report_post(make_post(group, gil), bo)

    for person in (gil, mo):
        of_cases = CaseEvent.objects.filter(case__in=Case.objects.visible_to(person))
        assert set(CaseEvent.objects.visible_to(person)) == set(of_cases)
        assert set(shown(as_member(person).get(LOG))) == {event.pk for event in of_cases}


def test_whoever_is_switched_off_reads_no_log(case):
    assert not CaseEvent.objects.visible_to(make_user("Was", is_moderator=True, is_active=False)).exists()


def test_r10_log_never_says_who_reported(as_member, group, ada, mo):
    report_post(make_post(group, ada), make_user("Zorro"), words="Secret words.")

    page = html(as_member(mo).get(LOG))

    assert "Somebody reported it" in page
    assert "Zorro" not in page
    assert "Secret words." not in page


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=noted", ["noted"]),
        ("moderator=gil", ["noted"]),
        ("moderator=nobody", []),
        ("since=2026-11-23", []),
        ("until=2026-11-21", []),
        ("since=2026-11-22&until=2026-11-22&kind=claimed", ["claimed"]),
        ("kind=nonsense&since=x&case=x", ["decided", "claimed", "noted", "reported", "opened"]),
        ("since=0001-01-01&until=9999-12-31", ["decided", "claimed", "noted", "reported", "opened"]),
        ("case=999999", []),
    ],
)
def test_log_is_narrowed_down(as_member, case, gil, mo, query, kinds):
    actions.note(case, moderator=gil, words="Talk first.", now=NOON)
    case.refresh_from_db()
    decide(case, mo)

    response = as_member(mo).get(f"{LOG}?{query}")

    assert [event.kind for event in response.context["stretch"].rows] == kinds


def test_log_of_one_case(as_member, case, group, ada, bo, mo):
    report_post(make_post(group, ada), bo)

    response = as_member(mo).get(f"{LOG}?case={case.pk}")

    assert {event.case_id for event in response.context["stretch"].rows} == {case.pk}


def test_log_goes_on_where_the_page_ended(as_member, case, mo, monkeypatch):
    monkeypatch.setattr(views, "ROWS", 2)
    decide(case, mo)  # four steps with the report's two, all in one moment
    client = as_member(mo)

    first = client.get(LOG)
    second = client.get(f"{LOG}?before={first.context['stretch'].older}")

    everything = list(CaseEvent.objects.order_by("-pk").values_list("pk", flat=True))
    assert shown(first) + shown(second) == everything
    assert second.context["stretch"].older is None
    assert "The newest" in html(second)


@pytest.mark.parametrize("before", ["x", "-1", "0", "²", "9" * 40, "999999"])
def test_nonsense_gives_the_newest(as_member, case, mo, before):
    assert as_member(mo).get(f"{LOG}?before={before}").context["stretch"].is_first


def test_events_one_may_not_see_are_no_place_to_go_on_from(as_member, case, group, bo, mo):
    own = report_post(make_post(group, mo), bo).case.events.first()

    assert as_member(mo).get(f"{LOG}?before={own.pk}").context["stretch"].is_first


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("mo", 4), ("gil", 6)])
def test_log_costs_the_same_queries_for_any_length(
    as_member, group, ada, bo, cases, name, queries, request, django_assert_num_queries
):
    reported_posts(group, ada, bo, cases)
    client = as_member(request.getfixturevalue(name))

    with django_assert_num_queries(queries):  # session, user, (roles, cases,) steps, notices
        client.get(LOG)


def test_what_was_done_with_threads_is_there_with_a_name(as_member, group, ada, gil, mo):
    lock_thread(make_thread(group=group, author=ada, title="Locked one"), moderator=gil, now=NOON)
    elsewhere = make_group("cramps")
    join(elsewhere, ada)
    lock_thread(make_thread(group=elsewhere, author=ada, title="Far away"), moderator=mo, now=NOON)

    assert "Locked one" in html(as_member(mo).get(THREADS))
    page = html(as_member(gil).get(THREADS))
    assert "Gil" in page
    assert "Locked one" in page
    assert "Far away" not in page


def test_nobody_reads_there_who_acted_on_their_own_thread(as_member, group, gil, mo):
    lock_thread(make_thread(group=group, author=gil, title="Mine"), moderator=mo, now=NOON)

    assert "Mine" not in html(as_member(gil).get(THREADS))


def test_looked_up_names_are_there_without_the_account(as_member, group, bo, gil, mo):
    wrenfield = make_user("Wrenfield")
    join(group, wrenfield)
    case = report_post(post_under_another_name(group, wrenfield), bo).case
    asked = unmasking.ask_to_unmask(case, moderator=gil, reason="Threats.", now=NOON)
    unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)
    asked.refresh_from_db()
    unmasking.look_at_name(asked, moderator=mo, now=NOON)

    page = html(as_member(gil).get(NAMES))

    assert "Gil asked" in page
    assert "Mo looked" in page
    assert "Wrenfield" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_other_parts_cost_the_same_queries_for_any_length(
    as_member, group, ada, bo, gil, mo, rows, django_assert_num_queries
):
    for number in range(rows):
        lock_thread(make_thread(group=group, author=ada, title=f"Locked {number}"), moderator=gil, now=NOON)
        case = report_post(post_under_another_name(group, ada, title=f"Named {number}"), bo).case
        asked = unmasking.ask_to_unmask(case, moderator=gil, reason="Threats.", now=NOON)
        unmasking.agree_to_unmask(asked, moderator=mo, now=NOON)
        asked.refresh_from_db()
        unmasking.look_at_name(asked, moderator=gil, now=NOON)
    client = as_member(mo)

    with django_assert_num_queries(4):  # session, user, acts, notices
        client.get(THREADS)
    with django_assert_num_queries(6):  # session, user, names, looks, who looked, notices
        client.get(NAMES)
