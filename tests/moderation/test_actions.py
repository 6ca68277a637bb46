from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Case, Decision, Report, Risk
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import answer, decide, make_chat_message, make_post, report_post

LATER = NOON + timedelta(hours=3)
HIDING = actions.Ruling(outcome="hidden", guideline="hate")


def told(member):
    return list(Notification.objects.filter(recipient=member, kind="moderation").values_list("text", flat=True))


def test_report_keeps_the_text_as_it_was(post, bo, mo):
    words = post.body
    report = report_post(post, bo, words="Not nice.")
    post.body = "Something harmless."
    post.save()
    decide(report.case, mo)

    report.refresh_from_db()
    assert (report.excerpt, report.words, report.created_at) == (words, "Not nice.", NOON)


def test_report_of_an_opening_post_keeps_the_title(group, ada, bo):
    post = make_thread(group=group, author=ada, title="Rude title", body="Text.").posts.get()

    assert report_post(post, bo).excerpt == "Rude title\n\nText."


def test_second_report_of_the_same_member_is_the_first(post, bo):
    first = report_post(post, bo, reason="spam")
    second = report_post(post, bo, reason="worried")

    assert second == first
    assert Report.objects.get().reason == "spam"


def test_form_sent_again_after_the_decision_finds_the_first_report(post, bo, mo):
    first = report_post(post, bo)
    decide(first.case, mo, outcome="no_action")

    assert report_post(post, bo, now=NOON + timedelta(seconds=20)) == first
    assert not Case.objects.open().exists()


def test_reports_of_several_members_make_one_case(post, bo, mo, gil):
    for reporter in (bo, mo, gil):
        report_post(post, reporter)

    assert Case.objects.get().reports.count() == 3


def test_report_after_a_decision_opens_a_new_case(case, post, mo, gil):
    decide(case, mo, outcome="no_action")

    assert report_post(post, gil, now=NOON + timedelta(hours=25)).case != case


def test_worse_reason_raises_the_risk_and_a_milder_one_does_not_lower_it(post, bo, mo, gil):
    risks = []
    for reporter, reason in ((bo, "unsafe_advice"), (mo, "worried"), (gil, "spam")):
        risks.append(report_post(post, reporter, reason=reason).case.risk)

    assert risks == [Risk.UNSAFE_ADVICE, Risk.LIFE, Risk.LIFE]


def test_what_one_cannot_see_cannot_be_reported(ada, eve):
    private = make_group("quiet", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada)
    post = make_post(private, ada)

    with pytest.raises(PermissionDenied):
        report_post(post, eve)
    assert not Case.objects.exists()


def test_what_is_hidden_meanwhile_cannot_be_reported(case, post, mo, gil):
    decide(case, mo)

    with pytest.raises(PermissionDenied):
        report_post(post, gil)


def test_chat_message_is_reported_and_hidden_in_the_same_way(group, ada, bo, mo):
    message = make_chat_message(group, ada)
    report = actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="spam", now=NOON)
    decide(report.case, mo)

    message.refresh_from_db()
    assert message.hidden_at == NOON
    assert report.excerpt == f"Line by Ada, reported:\n> {message.body}"


def test_deciding_hides_the_post_and_says_why(case, post, mo):
    decision = decide(case, mo, guideline="privacy", words="Please leave names out.", now=LATER)

    post.refresh_from_db()
    case.refresh_from_db()
    assert (post.hidden_at, post.hidden_reason) == (LATER, "Protect the privacy of others")
    assert case.decided_at == LATER
    assert (decision.moderator, decision.words) == (mo, "Please leave names out.")


def test_author_is_told_and_finds_the_statement(case, ada, mo):
    decision = decide(case, mo)

    notice = Notification.objects.get(recipient=ada, kind="moderation")
    assert notice.url == f"/moderation/statements/{decision.pk}/"
    assert notice.text == "The team hid something you wrote. Here is why, and what you can do."


def test_each_reporter_is_told_the_outcome_on_the_own_receipt(post, bo, gil, mo):
    reports = [report_post(post, bo), report_post(post, gil)]
    decide(reports[0].case, mo)

    for report in reports:
        notice = Notification.objects.get(recipient=report.reporter, kind="moderation")
        assert notice.url == f"/reports/{report.pk}/"
        assert notice.text == "Thank you for your report. The team acted on it."


def test_report_without_consequence_is_told_to_the_reporter_only(case, ada, bo, post, mo):
    decide(case, mo, outcome="no_action", guideline="hate")

    post.refresh_from_db()
    assert post.hidden_at is None
    assert told(ada) == []
    assert told(bo) == ["Thank you for your report. The team decided that the text may stay."]
    assert Decision.objects.get().guideline == ""


def test_mails_name_neither_people_nor_what_was_written(group):
    author, reporter = make_user("Yolanda"), make_user("Zorro", is_moderator=True)
    moderator = make_user("Quincy", is_moderator=True)
    join(group, author)
    post = make_post(group, author)
    decide(report_post(post, reporter, words="Secret words.").case, moderator, words="Be gentle.")

    mails = [f"{mail.subject} {mail.text} {mail.html}" for mail in Delivery.objects.all()]

    secrets = ["Yolanda", "Zorro", "Quincy", post.body, post.thread.title, str(group), "Secret words.", "Be gentle."]
    assert len(mails) == 2
    assert [secret for secret in secrets for mail in mails if secret in mail] == []


def test_second_moderator_is_refused_on_a_decided_case(case, post, mo, gil):
    version = case.version
    decide(case, mo, outcome="no_action")

    with pytest.raises(actions.CaseMoved, match="Another moderator has decided"):
        actions.decide(case, moderator=gil, version=version, ruling=HIDING, now=NOON)
    post.refresh_from_db()
    assert post.hidden_at is None
    assert case.decisions.count() == 1


def test_stale_version_is_refused(case, post, mo, gil):
    actions.claim(case, moderator=mo, now=NOON)
    version = Case.objects.get().version
    report_post(post, gil, reason="worried")

    with pytest.raises(actions.CaseMoved, match="Something new came in"):
        actions.decide(case, moderator=mo, version=version, ruling=HIDING, now=NOON)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["ada", "bo", "eve"])
def test_members_decide_nothing(name, case, request):
    with pytest.raises(PermissionDenied):
        decide(case, request.getfixturevalue(name))


def test_moderator_of_another_group_decides_nothing(case):
    stranger = make_moderator(make_group("cramps"), "Lea")

    with pytest.raises(PermissionDenied):
        decide(case, stranger)


def test_appeal_opens_the_case_for_somebody_else(case, ada, mo, gil):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="I meant it kindly.", now=LATER)

    case.refresh_from_db()
    assert case.decided_at is None
    with pytest.raises(PermissionDenied, match="another moderator looks again"):
        answer(case, mo, upheld=True)


def test_appeal_upheld_brings_the_text_back_and_tells_everyone(case, post, ada, bo, mo, gil):
    actions.appeal(decide(case, mo), author=ada, words="I meant it kindly.", now=NOON)
    answer(case, gil, upheld=True, now=LATER)

    post.refresh_from_db()
    case.refresh_from_db()
    assert (post.hidden_at, post.hidden_reason) == (None, "")
    assert "The team looked again: you were right, and the decision no longer holds." in told(ada)
    assert "Thank you for your report. The team looked again and decided otherwise." in told(bo)
    assert (case.decision, case.decided_at) == (None, LATER)


def test_appeal_refused_keeps_the_text_hidden_and_tells_the_author_alone(case, post, ada, bo, mo, gil):
    actions.appeal(decide(case, mo), author=ada, words="I meant it kindly.", now=NOON)
    answer(case, gil, upheld=False, words="It names a person.", now=LATER)

    post.refresh_from_db()
    assert post.hidden_at == NOON
    assert "The team looked again: the decision stands. Here is why." in told(ada)
    assert len(told(bo)) == 1


def test_nobody_appeals_twice_or_for_somebody_else(case, ada, bo, mo):
    decision = decide(case, mo)
    with pytest.raises(PermissionDenied):
        actions.appeal(decision, author=bo, words="For Ada.", now=NOON)
    actions.appeal(decision, author=ada, words="Please.", now=NOON)

    with pytest.raises(PermissionDenied):
        actions.appeal(decision, author=ada, words="Please again.", now=NOON)


def test_a_double_click_decides_once_and_is_no_conflict(group, ada, bo, mo):
    case = report_post(make_post(group, ada), bo).case
    actions.claim(case, moderator=mo, now=NOON)
    version = Case.objects.get().version

    first, again = (actions.decide(case, moderator=mo, version=version, ruling=HIDING, now=NOON) for _ in range(2))

    assert first == again
    assert ada.notifications.filter(kind="moderation").count() == 1


def test_a_double_click_appeals_once(group, ada, bo, mo):
    decision = decide(report_post(make_post(group, ada), bo).case, mo)

    first, again = (actions.appeal(decision, author=ada, words="Please look again.", now=NOON) for _ in range(2))

    assert first == again


def test_a_double_click_answers_an_appeal_once(case, ada, gil, mo):
    actions.appeal(decide(case, mo), author=ada, words="Please.", now=NOON)
    first = answer(case, gil, upheld=True, words="You are right.")
    again = {"upheld": True, "words": "You are right.", "version": case.version, "now": NOON}

    assert actions.answer_appeal(case, moderator=gil, **again) == first
    with pytest.raises(actions.CaseMoved):
        actions.answer_appeal(case, moderator=mo, **again)
