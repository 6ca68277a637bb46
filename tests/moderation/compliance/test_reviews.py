"""When each paper was looked at, and the warnings, for those who run the site."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from community.moderation.compliance.actions import record_review
from community.moderation.compliance.kit import papers
from community.moderation.models import ReviewEntry
from tests.factories import NOON, make_user

LIST = "/moderation/compliance/"
FIRST = f"{LIST}review-diary/"
WARNING = "label--warning"


def html(response):
    return " ".join(response.content.decode().split())


def look_at_all(operator, now=NOON):
    for paper in papers():
        record_review(paper, operator=operator, done_by="Ruth", now=now)


@pytest.fixture
def as_root(client, root):
    client.force_login(root)
    return client


def page_after(client, member, days, address=LIST):
    with time_machine.travel(NOON + timedelta(days=days), tick=True):
        client.force_login(member)
        return html(client.get(address))


def test_r39_page_is_for_those_who_run_the_site_alone(client, ada, gil, mo):
    assert [client.get(address).status_code for address in (LIST, FIRST)] == [302, 302]
    for member in (ada, gil, mo):
        client.force_login(member)
        answers = [client.get(LIST), client.get(FIRST), client.post(FIRST, {"done_by": "Me"})]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not ReviewEntry.objects.exists()


def test_r39_page_lists_every_paper_and_says_what_was_never_done(as_root):
    page = html(as_root.get(LIST))

    assert all(paper.title.replace("'", "&#x27;") in page for paper in papers())
    assert page.count(WARNING) == len(papers())
    assert page.count("Never done") == len(papers())
    assert "You keep them outside of this site" in page


def test_r39_warns_when_a_paper_is_older_than_a_year(client, root):
    look_at_all(root)

    assert WARNING not in page_after(client, root, 0)
    assert WARNING not in page_after(client, root, 365)
    late = page_after(client, root, 366)
    assert late.count("Older than a year") == len(papers())
    assert f"{len(papers())} papers need to be looked at" in late


def test_r39_looking_again_ends_the_warning_of_that_paper_alone(client, root):
    look_at_all(root)
    record_review(papers()[0], operator=root, done_by="Ruth", now=NOON + timedelta(days=300))

    page = page_after(client, root, 400)

    assert page.count("Older than a year") == len(papers()) - 1


def test_r39_operator_writes_down_that_a_paper_was_looked_at(as_root, root):
    answer = as_root.post(FIRST, {"done_by": "Ruth Owner", "note": "Nothing new."})

    assert (answer.status_code, answer.url) == (302, LIST)
    entry = ReviewEntry.objects.get()
    assert (entry.slug, entry.done_on, entry.done_by, entry.note) == (
        "review-diary",
        NOON.date(),
        "Ruth Owner",
        "Nothing new.",
    )
    page = html(as_root.get(LIST))
    assert "Last looked at on 22 November 2026 by Ruth Owner. Next time by 22 November 2027." in page
    assert "Nothing new." in html(as_root.get(FIRST))


def test_a_look_without_a_name_keeps_the_note(as_root):
    answer = as_root.post(FIRST, {"done_by": " ", "note": "Kept words."})

    assert answer.status_code == 422
    assert "Kept words." in html(answer)
    assert not ReviewEntry.objects.exists()


def test_a_double_click_writes_one_look(as_root):
    for _ in range(2):
        as_root.post(FIRST, {"done_by": "Ruth", "note": ""})

    assert ReviewEntry.objects.count() == 1


def test_today_is_the_operators(client, root):
    root.time_zone = "Pacific/Kiritimati"
    root.save()
    client.force_login(root)

    client.post(FIRST, {"done_by": "Ruth"})

    assert ReviewEntry.objects.get().done_on == (NOON + timedelta(days=1)).date()


def test_unknown_paper_is_not_there(as_root):
    assert as_root.post(f"{LIST}no-such-paper/", {"done_by": "Ruth"}).status_code == 404
    assert as_root.get(f"{LIST}README/").status_code == 404


def test_nobody_else_writes_down_a_look(mo):
    with pytest.raises(PermissionDenied):
        record_review(papers()[0], operator=mo, done_by="Mo", now=NOON)


def test_looks_are_only_ever_added(root):
    look_at_all(root)

    for change in (lambda rows: rows.update(done_by="X"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            change(ReviewEntry.objects.all())


@pytest.mark.parametrize("looks", [1, 3])
def test_list_asks_as_much_for_one_look_as_for_many(as_root, root, looks, django_assert_num_queries):
    for day in range(looks):
        look_at_all(root, now=NOON - timedelta(days=day))
    as_root.get(LIST)

    with django_assert_num_queries(5):
        as_root.get(LIST)


def test_r39_start_page_of_the_admin_warns_those_who_run_the_site(client, root):
    line = f"{len(papers())} compliance papers need to be looked at"

    assert line in page_after(client, root, 0, "/admin/")
    look_at_all(root)
    assert "compliance paper" not in page_after(client, root, 365, "/admin/")
    assert line in page_after(client, root, 366, "/admin/")
    clerk = make_user("Clerk", is_staff=True)
    assert "compliance paper" not in page_after(client, clerk, 366, "/admin/")
