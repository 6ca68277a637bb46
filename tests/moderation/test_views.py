import re
from datetime import timedelta

import pytest
from django.urls import reverse

from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Case, Report
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, make_post, report_post

SCRIPT = "<script>alert(1)</script>"


def report_address(subject, kind="post"):
    return reverse("moderation:report", args=[kind, subject.pk])


def test_report_of_a_member_whose_sign_in_has_ended_keeps_the_words(client, post):
    client.post(report_address(post), {"reason": "spam", "words": "Typed before."})

    assert ["words", "Typed before."] in client.session["kept"]["fields"]


def test_r3_report_form_shows_the_text_and_all_reasons(as_member, post, bo):
    page = as_member(bo).get(report_address(post)).content.decode()

    assert post.body in page
    assert page.count('name="reason"') == len(Report.Reason)


def test_report_gives_a_receipt_with_its_number(as_member, post, bo):
    response = as_member(bo).post(report_address(post), {"reason": "worried", "words": "Sounds low."}, follow=True)

    report = Report.objects.get()
    assert response.redirect_chain == [(f"/reports/{report.pk}/", 302)]
    assert f"Your report {report.pk}" in response.content.decode()


def test_report_without_a_reason_keeps_what_was_typed(as_member, post, bo):
    response = as_member(bo).post(report_address(post), {"words": "Half a thought."})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Half a thought." in page
    assert "<title>Error: " in page


def test_reporting_again_leads_to_the_receipt(as_member, report, post, bo):
    response = as_member(bo).get(report_address(post))

    assert response.url == f"/reports/{report.pk}/"


@pytest.mark.parametrize("kind", ["post", "message", "user", "case"])
def test_what_does_not_exist_cannot_be_reported(as_member, bo, kind):
    assert as_member(bo).get(f"/report/{kind}/999/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_one_may_not_see_is_not_there_to_report(as_member, ada, eve, method):
    private = make_group("quiet", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada)
    post = make_post(private, ada)

    assert getattr(as_member(eve), method)(report_address(post), {"reason": "spam"}).status_code == 404
    assert not Report.objects.exists()


def test_hidden_post_is_not_there_to_report(as_member, case, post, gil, mo):
    decide(case, mo)

    assert as_member(gil).get(report_address(post)).status_code == 404


@pytest.mark.parametrize("name", ["ada", "eve", "mo"])
def test_receipt_is_not_there_for_others(as_member, report, name, request):
    response = as_member(request.getfixturevalue(name)).get(f"/reports/{report.pk}/")

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["ada", "bo", "eve", "ed"])
def test_moderation_does_not_exist_for_members(as_member, case, name, request):
    client = as_member(request.getfixturevalue(name))

    assert client.get("/moderation/").status_code == 404
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.post(case.get_absolute_url(), {"outcome": "hidden"}).status_code == 404


def test_group_moderator_sees_only_own_groups(as_member, case, gil, mo):
    cramps = make_group("cramps")
    lou = make_user("Lou")
    join(cramps, lou)
    other = report_post(make_post(cramps, lou), lou).case
    client = as_member(gil)

    page = client.get("/moderation/").content.decode()

    assert case.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert client.get(other.get_absolute_url()).status_code == 404
    assert as_member(mo).get(other.get_absolute_url()).status_code == 200


def test_moderator_finds_no_case_about_own_words(as_member, group, bo, mo):
    case = report_post(make_post(group, mo), bo).case
    client = as_member(mo)

    assert case.get_absolute_url() not in client.get("/moderation/").content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("act", ["", "claim/", "release/", "note/", "undo/"])
def test_acting_on_an_own_case_is_refused_with_a_sentence(as_member, group, ada, bo, mo, act):
    case = report_post(make_post(group, mo), bo).case
    address, before = f"{case.get_absolute_url()}{act}", case.version

    answer = as_member(mo).post(address, {"note": "Mine.", "version": case.version, "outcome": "no_action"})

    assert answer.status_code == 403
    assert "Nobody decides about their own words." in answer.content.decode()
    assert re.search(r"\bBo\b", answer.content.decode()) is None
    assert as_member(ada).post(address).status_code == 404
    case.refresh_from_db()
    assert (case.version, case.assignee, case.decided_at) == (before, None, None)


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("mo", 11), ("gil", 10)])
def test_queue_costs_the_same_queries_for_any_length(
    as_member, group, ada, bo, cases, name, queries, request, django_assert_num_queries
):
    for number in range(cases):
        post = make_thread(group=group, author=ada, title=f"Thread {number}").posts.get()
        report_post(post, bo, now=NOON + timedelta(minutes=number))
    client = as_member(request.getfixturevalue(name))

    with django_assert_num_queries(queries):  # session, user, roles or requests, names, count, cases, …
        response = client.get("/moderation/")

    assert response.content.decode().count("list-rows__item") == cases


def test_empty_queue_says_so(as_member, mo):
    assert "Nothing waits" in as_member(mo).get("/moderation/").content.decode()


def test_queue_shows_reasons_and_not_the_text(as_member, case, post, mo):
    page = as_member(mo).get("/moderation/").content.decode()

    assert "Harassment, hate or threats" in page
    assert post.body not in page


def test_case_shows_the_text_as_it_was_and_as_it_is(as_member, case, post, mo):
    before = post.body
    post.body = "Now harmless."
    post.save()

    page = as_member(mo).get(case.get_absolute_url()).content.decode()

    assert before in page
    assert "Now harmless." in page
    assert "This hurt me." in page


def test_case_escapes_everything_that_people_typed(as_member, group, ada, bo, gil, mo):
    post = make_thread(group=group, author=ada, title=f"T {SCRIPT}", body=f"B {SCRIPT}").posts.get()
    case = report_post(post, bo, words=f"W {SCRIPT}").case
    decision = decide(case, mo, words=f"D {SCRIPT}")
    actions.appeal(decision, author=ada, words=f"A {SCRIPT}", now=NOON)

    pages = [
        as_member(gil).get(case.get_absolute_url()).content.decode(),
        as_member(gil).get("/moderation/").content.decode(),
        as_member(ada).get(decision.get_absolute_url()).content.decode(),
        as_member(bo).get(f"/reports/{case.reports.get().pk}/").content.decode(),
    ]

    assert not any(SCRIPT in page for page in pages)
    assert pages[0].count("&lt;script&gt;") == 7  # title and text as they were and as they are, words, decision, appeal


def test_deciding_hides_and_leads_back_to_the_queue(as_member, case, post, mo):
    client = as_member(mo)
    client.post(f"{case.get_absolute_url()}claim/")
    form = {"version": Case.objects.get().version, "outcome": "hidden", "guideline": "hate", "words": "Be gentle."}

    response = client.post(case.get_absolute_url(), form)

    post.refresh_from_db()
    assert response.url == "/moderation/"
    assert post.hidden_at is not None


def test_hiding_without_a_guideline_keeps_what_was_typed(as_member, case, post, mo):
    client = as_member(mo)
    client.post(f"{case.get_absolute_url()}claim/")

    response = client.post(case.get_absolute_url(), {"version": 3, "outcome": "hidden", "words": "Because."})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Because." in page
    assert "Choose the guideline" in page


def test_decided_case_refuses_a_second_decision_and_keeps_the_words(as_member, case, post, gil, mo):
    form = {"version": Case.objects.get().version, "outcome": "hidden", "guideline": "hate", "words": "My words."}
    decide(case, mo, outcome="no_action")

    response = as_member(gil).post(case.get_absolute_url(), form)

    page = response.content.decode()
    post.refresh_from_db()
    assert response.status_code == 409
    assert "Another moderator has decided this case" in page
    assert "My words." in page
    assert post.hidden_at is None


def test_changed_case_is_shown_again_with_the_typed_form(as_member, case, post, gil, mo):
    client = as_member(mo)
    client.post(f"{case.get_absolute_url()}claim/")
    form = {"version": Case.objects.get().version, "outcome": "hidden", "guideline": "hate", "words": "My words."}
    report_post(post, gil, words="One more thing.")

    response = client.post(case.get_absolute_url(), form)

    page = response.content.decode()
    assert response.status_code == 409
    assert "One more thing." in page
    assert "My words." in page
    assert f'name="version" value="{Case.objects.get().version}"' in page


def test_own_report_is_seen_and_decided_by_somebody_else(as_member, post, mo):
    case = report_post(post, mo).case
    client = as_member(mo)

    page = client.get(case.get_absolute_url()).content.decode()
    response = client.post(case.get_absolute_url(), {"version": Case.objects.get().version, "outcome": "no_action"})

    assert "You reported it, so another moderator decides." in page
    assert response.status_code == 403


def test_report_link_leads_to_the_form(as_member, post, bo):
    page = as_member(bo).get(post.thread.get_absolute_url()).content.decode()

    assert f'href="{report_address(post)}"' in page
