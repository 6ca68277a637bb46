"""What the author is told, and how the author asks again."""

import pytest

from community.moderation import actions
from community.moderation.models import Case
from tests.factories import NOON, make_user
from tests.moderation.factories import decide, make_post, report_post


@pytest.mark.parametrize("name", ["bo", "eve", "mo"])
def test_statement_is_not_there_for_others(as_member, case, mo, name, request):
    decision = decide(case, mo)

    assert as_member(request.getfixturevalue(name)).get(decision.get_absolute_url()).status_code == 404


def test_r7_statement_says_what_why_and_how_to_answer(as_member, case, post, ada, mo):
    decision = decide(case, mo, guideline="privacy", words="Please leave names out.")

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    for part in (post.body, "Protect the privacy of others", "Please leave names out.", "It came to us by a report."):
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


def test_case_after_an_appeal_is_decided_by_another_moderator(as_member, case, post, ada, gil, mo):
    actions.appeal(decide(case, mo), author=ada, words="I meant it kindly.", now=NOON)
    case.refresh_from_db()

    page = as_member(gil).get(case.get_absolute_url()).content.decode()
    as_member(gil).post(case.get_absolute_url(), {"version": case.version, "outcome": "no_action"})
    statement = as_member(ada).get(case.decisions.last().get_absolute_url()).content.decode()

    post.refresh_from_db()
    assert "I meant it kindly." in page
    assert post.hidden_at is None
    assert "What you wrote can be read again" in statement
