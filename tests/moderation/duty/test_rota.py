"""Who is on duty in the coming two weeks: taken, given back, handed over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.accounts.models import User
from community.moderation.duty import actions
from community.moderation.duty.forms import ShiftForm
from community.moderation.duty.models import CareLimit, Shift
from tests.concurrency import at_once
from tests.factories import NOON, make_user
from tests.moderation.duty.factories import after, make_shift, worry
from tests.moderation.factories import make_post

ROTA = "/moderation/rota/"
EVENING = {"day": "2026-11-22", "begins": "18:00", "ends": "22:00", "days": "1"}


def text(response):
    return response.content.decode()


def test_rota_is_for_moderators_of_the_site_alone(client, as_member, ada, gil, mo):
    shift = make_shift(mo)
    addresses = [f"{ROTA}{shift.pk}/give-back/", f"{ROTA}{shift.pk}/note/", f"{ROTA}limit/"]

    assert client.get(ROTA).status_code == 302
    for member in (ada, gil):
        browser = as_member(member)
        assert browser.get(ROTA).status_code == 404
        assert {browser.post(address, EVENING).status_code for address in [ROTA, *addresses]} == {404}
    assert Shift.objects.get() == shift


def test_moderator_takes_a_shift_in_their_own_zone(as_member, mo):
    type(mo).objects.filter(pk=mo.pk).update(time_zone="Europe/Berlin")
    client = as_member(mo)

    page = client.post(ROTA, EVENING, follow=True)

    shift = Shift.objects.get()
    assert (shift.starts_at, shift.ends_at) == (after(5), after(9))
    assert "Sunday 22 November, 18:00" in text(page)


def test_shift_over_midnight_ends_on_the_next_day(as_member, mo):
    as_member(mo).post(ROTA, EVENING | {"begins": "22:00", "ends": "06:00"})

    assert Shift.objects.get().ends_at - Shift.objects.get().starts_at == timedelta(hours=8)


def test_several_days_are_taken_at_once(as_member, mo):
    as_member(mo).post(ROTA, EVENING | {"days": "3"})

    assert [shift.starts_at for shift in Shift.objects.all()] == [after(6), after(30), after(54)]


def test_two_people_may_be_on_duty_at_the_same_time(as_member, mo, lou):
    make_shift(lou, begins=6, ends=10)

    assert as_member(mo).post(ROTA, EVENING).status_code == 302
    assert Shift.objects.count() == 2


def test_own_shifts_do_not_overlap_and_a_double_click_takes_one(as_member, mo):
    client = as_member(mo)

    assert [client.post(ROTA, EVENING).status_code for _time in range(2)] == [302, 302]
    refused = client.post(ROTA, EVENING | {"begins": "21:00", "ends": "23:00"})
    assert refused.status_code == 403
    assert "You are on duty already for a part of that time." in text(refused)
    assert 'value="21:00"' in text(refused)
    assert Shift.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "2026-11-20"}, "That is over."),
        ({"begins": "08:00", "ends": "10:00"}, "That is over."),
        ({"day": "2026-12-07"}, "The rota goes two weeks ahead."),
        ({"day": "2026-12-05", "days": "7"}, "The rota goes two weeks ahead."),
        ({"day": ""}, "Choose the day."),
        ({"begins": "soon"}, "Write it as 18:00."),
        ({"days": "8"}, "Select a valid choice."),
    ],
)
def test_shift_that_makes_no_sense_is_refused_with_a_sentence(as_member, mo, changed, words):
    page = as_member(mo).post(ROTA, EVENING | changed)

    assert page.status_code == 422
    assert words in text(page)
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("day", "begins", "ends", "hours"),
    [("2026-03-28", "22:00", "06:00", 7), ("2026-10-24", "22:00", "06:00", 9), ("2026-03-29", "02:30", "03:00", None)],
)
def test_change_of_the_clocks_makes_a_shift_shorter_or_longer(day, begins, ends, hours):
    """In Berlin the night of 29 March has no half past two."""
    now = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=UTC) - timedelta(hours=4)
    typed = {"day": day, "begins": begins, "ends": ends, "days": "1"}
    form = ShiftForm(typed, member=make_berliner(), now=now)

    assert form.is_valid() == (hours is not None)
    if hours:
        start, end = form.cleaned_data["spans"][0]
        assert end - start == timedelta(hours=hours)
    else:
        assert "The clocks change then" in str(form.errors)


def make_berliner():
    return User(username="Mo", time_zone="Europe/Berlin")


def test_shift_is_given_back_and_one_that_runs_ends_now(as_member, mo, lou):
    later, running, of_lou = make_shift(mo, 6, 9), make_shift(mo, -1, 3), make_shift(lou, 6, 9)
    client = as_member(mo)

    assert client.post(f"{ROTA}{later.pk}/give-back/").status_code == 302
    assert client.post(f"{ROTA}{running.pk}/give-back/").status_code == 302
    assert client.post(f"{ROTA}{of_lou.pk}/give-back/").status_code == 404

    running.refresh_from_db()
    assert abs(running.ends_at - NOON) < timedelta(minutes=1)
    assert set(Shift.objects.all()) == {running, of_lou}
    assert not actions.give_back(running, member=mo, now=after(1))


def test_r51_hand_over_note_is_read_by_whoever_comes_next(as_member, page, mo, lou):
    shift = make_shift(mo, -5, 0.5)
    assert as_member(mo).post(f"{ROTA}{shift.pk}/note/", {"note": "Case 7 waits for a call."}).status_code == 302

    make_shift(lou, -0.1, 6)

    assert "Case 7 waits for a call." in text(page(lou, "/moderation/"))
    assert "Case 7 waits for a call." in text(page(lou, ROTA))
    assert "Case 7 waits for a call." not in text(page(mo, "/moderation/"))


def test_note_is_for_the_time_after_the_start_and_two_days_on(as_member, mo, lou):
    to_come, old, of_lou = make_shift(mo, 5, 6), make_shift(mo, -72, -49), make_shift(lou, -3, 4)
    client = as_member(mo)

    for shift in (to_come, old, of_lou):
        assert client.get(f"{ROTA}{shift.pk}/note/").status_code == 404
        assert client.post(f"{ROTA}{shift.pk}/note/", {"note": "Hello"}).status_code == 404
    assert not Shift.objects.exclude(note="").exists()


def test_note_can_be_changed_and_taken_out(as_member, mo):
    shift = make_shift(mo)
    client = as_member(mo)
    for words in ("First", "Second", ""):
        client.post(f"{ROTA}{shift.pk}/note/", {"note": words})
        shift.refresh_from_db()
        assert (shift.note, shift.noted_at is None) == (words, not words)

    too_long = client.post(f"{ROTA}{shift.pk}/note/", {"note": "x" * 4001})
    assert too_long.status_code == 422
    assert "x" * 4001 in text(too_long)


def test_r51_rota_warns_of_more_than_seven_days_in_a_row(page, mo, lou):
    for day in range(8):
        make_shift(lou, 24 * day, 24 * day + 3)

    assert "Lou is on duty on 8 days in a row." in text(page(mo, ROTA))


def test_rota_warns_when_nobody_is_there_in_the_next_day(page, mo, lou):
    assert "Nobody is on duty in the next 24 hours." in text(page(mo, ROTA))

    make_shift(lou, 2, 26)

    assert "Nobody is on duty in a part of the next 24 hours" in text(page(mo, ROTA))
    make_shift(mo, -1, 3)
    assert "Nobody is on duty in" not in text(page(mo, ROTA))


def test_who_moderates_no_more_is_on_no_rota(page, mo, lou):
    make_shift(lou)
    type(lou).objects.filter(pk=lou.pk).update(is_moderator=False)

    assert "Nobody is on duty in the next 24 hours." in text(page(mo, ROTA))


@pytest.mark.parametrize("rows", [1, 3])
def test_rota_costs_the_same_queries_for_any_length(as_member, mo, lou, una, rows, django_assert_num_queries):
    for number, member in enumerate([mo, lou, una][:rows]):
        make_shift(member, number + 1, number + 2)

    client = as_member(mo)
    with django_assert_num_queries(6):  # session, user, shifts, limit, notes, notices
        response = client.get(ROTA)

    assert text(response).count("list-rows__item") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_lead_sees_the_whole_team_for_the_same_queries(as_member, root, mo, rows, django_assert_num_queries):
    for number in range(rows):
        make_user(f"Member{number}", is_moderator=True)

    client = as_member(root)
    with django_assert_num_queries(11):  # as above, and cases, limits, check-ins, team, mail freeze
        response = client.get(ROTA)

    assert text(response).count(" of 20 hard cases") == rows + 2


def test_database_refuses_a_shift_that_ends_before_it_begins(mo):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_shift(mo, 3, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_shift(mo, 3, 5, note="Without a time.")
    with pytest.raises(IntegrityError), transaction.atomic():
        CareLimit.objects.create(member=mo, cases=21)


@pytest.mark.django_db(transaction=True)
def test_shift_that_is_taken_twice_in_one_moment_is_one():
    mo = make_user("Mo", is_moderator=True)

    results = at_once(*[lambda: actions.take_shifts(mo, [(after(6), after(10))], now=NOON)] * 2)

    assert results[0] == results[1]
    assert Shift.objects.count() == 1


def test_queue_says_who_is_on_duty(page, mo, lou, group, ada, bo):
    worry(make_post(group, ada), bo)
    assert "Nobody is on duty now." in text(page(mo, "/moderation/"))

    make_shift(lou, -1, 6)

    assert "Lou is on duty until Sunday 22 November, 18:00." in text(page(mo, "/moderation/"))
    assert "You are on duty until Sunday 22 November, 18:00." in text(page(lou, "/moderation/"))
