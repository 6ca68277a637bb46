"""What the author is told, and how the author asks again."""

import pytest
from django.db import transaction

from community.accounts.models import Sanction
from community.forum.models import Post
from community.moderation import actions
from community.moderation.actions.cases import open_case
from community.moderation.models import Case
from tests.factories import NOON, make_user
from tests.moderation.factories import answer, decide, make_post, report_post


@pytest.mark.parametrize("name", ["bo", "eve", "mo"])
def test_statement_is_not_there_for_others(as_member, case, mo, name, request):
    decision = decide(case, mo)

    assert as_member(request.getfixturevalue(name)).get(decision.get_absolute_url()).status_code == 404


def test_r7_statement_says_what_why_and_how_to_answer(as_member, case, post, ada, mo):
    decision = decide(case, mo, guideline="privacy", words="Please leave names out.")

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    for part in (post.body, "Protect the privacy of others", "Please leave names out.", "Somebody reported it."):
        assert part in page
    assert "Nothing about this was automatic." in page
    assert "another moderator looks again" in page


def test_r10_reporter_and_moderator_are_in_no_page_of_the_author(as_member, group, ada):
    reporter, moderator = make_user("Zorro"), make_user("Quincy", is_moderator=True)
    post = make_post(group, ada)
    case = report_post(post, reporter, words="Secret words.").case
    decision = decide(case, moderator)
    client = as_member(ada)

    addresses = [decision.get_absolute_url(), "/notifications/", post.thread.get_absolute_url()]
    pages = [client.get(address).content.decode() for address in addresses]

    assert not any(secret in page for page in pages for secret in ("Zorro", "Quincy", "Secret words."))


def test_author_asks_to_look_again_on_the_statement(as_member, case, ada, mo):
    decision = decide(case, mo)
    client = as_member(ada)

    response = client.post(decision.get_absolute_url(), {"words": "I meant it kindly."}, follow=True)

    page = response.content.decode()
    assert "It waits for another moderator" in page
    assert "I meant it kindly." in page
    assert Case.objects.open().count() == 1


def test_second_appeal_is_refused_and_keeps_the_words(as_member, case, ada, mo):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="First.", now=NOON)

    response = as_member(ada).post(decision.get_absolute_url(), {"words": "Second thought."})

    assert response.status_code == 403
    assert "Second thought." in response.content.decode()


def test_r8_appeal_is_answered_by_another_moderator(as_member, case, post, ada, gil, mo):
    actions.appeal(decide(case, mo), author=ada, words="I meant it kindly.", now=NOON)
    case.refresh_from_db()

    page = as_member(gil).get(case.get_absolute_url()).content.decode()
    answer(case, gil, upheld=True, words="You were kind.")
    statement = as_member(ada).get(case.decisions.get().get_absolute_url()).content.decode()

    post.refresh_from_db()
    assert "I meant it kindly." in page
    assert post.hidden_at is None
    assert "The decision no longer holds" in statement
    assert "You were kind." in statement


def test_r8_suspended_author_reads_the_statement_and_appeals(as_member, case, ada, mo):
    client = as_member(ada)
    decision = decide(case, mo, sanction=900, days=7)

    home = client.get("/").content.decode()
    page = client.get(decision.get_absolute_url()).content.decode()
    client.post(decision.get_absolute_url(), {"words": "I meant it kindly."})

    assert "Ada" not in home
    assert "you cannot sign in" in page
    assert Case.objects.appealed().get() == case


def test_statement_that_a_suspended_author_reads_is_kept_by_no_browser(as_member, case, ada, mo):
    client = as_member(ada)
    decision = decide(case, mo, sanction=900, days=7)

    answer = client.get(decision.get_absolute_url())

    assert "you cannot sign in" in answer.content.decode()
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_r8_upheld_appeal_lets_the_author_in_again(as_member, case, ada, gil, root, mo):
    decision = decide(case, mo, sanction=900, days=7)
    actions.appeal(decision, author=ada, words="I meant it kindly.", now=NOON)
    answer(case, root, upheld=True)

    ada.refresh_from_db()
    assert not ada.is_suspended
    assert as_member(ada).get("/notifications/").status_code == 200


@pytest.mark.parametrize(
    ("outcome", "details"), [("noted", {"notes": 4}), ("annotated", {"notice": "More in the resources.", "link": ""})]
)
def test_r7_words_beside_a_note_reach_their_author(as_member, case, ada, mo, outcome, details):
    decision = decide(case, mo, outcome=outcome, details=details, words="So that others can choose.")

    assert [notice.url for notice in ada.notifications.all()] == [decision.get_absolute_url()]
    assert "So that others can choose." in as_member(ada).get(decision.get_absolute_url()).content.decode()


def test_r7_statement_says_that_a_rule_pointed_at_what_was_reported_too(as_member, post, ada, bo, mo):
    with transaction.atomic():
        subject = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
        case = open_case(subject, kind="post", origin="words", risk=900, actor=None, now=NOON)
    report_post(post, bo)
    decision = decide(case, mo)

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    assert "Somebody reported it. A rule had asked us to look too." in page
    assert "automatic" not in page


def test_r7_a_limit_without_an_end_is_not_said_to_be_for_a_time(as_member, case, ada, mo, root):
    proposal = decide(case, mo, sanction=Sanction.Kind.SILENCE)
    decision = actions.answer_proposal(proposal, moderator=root, agreed=True, now=NOON)

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    assert "for a time" not in page + ada.notifications.get().text
    assert "until a moderator decides otherwise" in page
