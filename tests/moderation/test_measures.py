"""What is done about a text, and that taking it back leaves everything as it was."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.accounts.models import Sanction
from community.forum.models import Post
from community.moderation import actions
from community.moderation.measures import MEASURES, offered
from community.moderation.models import Outcome
from community.notifications.models import Notification
from tests.factories import NOON, make_group
from tests.forum.factories import make_board, make_thread
from tests.moderation.factories import decide, make_chat_message, make_private_message, report_post

WORDS = "Call me on 0123 456 any evening."


def state(post):
    """Everything about a post that members can notice."""
    post = Post.objects.select_related("thread").get(pk=post.pk)
    thread = post.thread
    own = ("body", "body_html", "number", "hidden_at", "hidden_reason", "content_notes", "notice", "notice_link")
    around = ("title", "board_id", "locked_at", "hidden_at", "content_notes", "post_count", "last_post_at")
    return [getattr(post, name) for name in own], [getattr(thread, name) for name in around]


@pytest.fixture
def other_board(group):
    return make_board(group, slug="elsewhere")


@pytest.fixture
def post(group, ada):
    return make_thread(group=group, author=ada, title="Ring 0123 456", body=WORDS).posts.get()


@pytest.fixture
def rulings(other_board):
    return {
        "no_action": {},
        "noted": {"notes": 4},
        "annotated": {"notice": "Our resources say more on it.", "link": "/resources/"},
        "masked": {"phrase": "0123 456"},
        "moved": {"board": other_board.pk},
        "locked": {},
        "hidden": {},
        "removed": {},
    }


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome != Outcome.APPROVED])
def test_undoing_leaves_everything_as_it_was(case, post, mo, rulings, outcome):
    before = state(post)
    decision = decide(case, mo, outcome=outcome, details=rulings[outcome])
    during = state(post)
    actions.undo(decision, moderator=mo, now=NOON)

    assert (during == before) == (outcome == Outcome.NO_ACTION)
    assert state(post) == before


def test_r19_a_phrase_is_blanked_wherever_it_stands_and_the_rest_is_kept(case, post, mo):
    decide(case, mo, outcome="masked", details={"phrase": "0123 456"})

    post.refresh_from_db()
    post.thread.refresh_from_db()
    assert post.body == "Call me on ▇▇▇ any evening."
    assert post.thread.title == "Ring ▇▇▇"
    assert [revision.hidden_at is None for revision in post.revisions.all()] == [False, True]


def test_a_phrase_that_is_not_there_changes_nothing(case, post, mo):
    before = state(post)

    with pytest.raises(PermissionDenied, match="does not stand in the post"):
        decide(case, mo, outcome="masked", details={"phrase": "Not there"})
    assert state(post) == before
    assert not case.decisions.exists()


def test_r47_the_teams_word_leads_to_the_resources(as_member, case, post, bo, mo):
    decide(case, mo, outcome="annotated", details={"notice": "Our resources say more.", "link": "/resources/"})

    page = as_member(bo).get(post.thread.get_absolute_url()).content.decode()

    assert "Our resources say more." in page
    assert 'href="/resources/">Read more here</a>' in page


def test_measures_fit_what_the_case_is_about(group, ada, bo, case):
    message = make_chat_message(group, ada)
    chat = actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="spam", now=NOON).case

    assert offered(chat) == ["no_action", "noted", "annotated", "masked", "hidden", "removed"]
    assert offered(case) == [outcome for outcome in MEASURES if outcome != "approved"]


def test_a_measure_that_does_not_fit_is_refused(group, ada, bo, mo):
    message = make_chat_message(group, ada)
    chat = actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="spam", now=NOON).case

    with pytest.raises(PermissionDenied, match="cannot be done with the text"):
        decide(chat, mo, outcome="locked")


def test_board_of_a_place_one_does_not_moderate_is_refused(case, gil):
    elsewhere = make_board(make_group("cramps"))

    with pytest.raises(PermissionDenied):
        decide(case, gil, outcome="moved", details={"board": elsewhere.pk})
    assert not case.decisions.exists()


def test_removed_text_is_folded_for_its_author_and_read_by_nobody_else(as_member, case, post, ada, bo, mo):
    decision = decide(case, mo, outcome="removed")

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    before, fold, after = page.partition("Open to read</summary>")
    assert fold
    assert WORDS in after.partition("</details>")[0]
    assert WORDS not in before
    assert as_member(bo).get(decision.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("kind", "days"), [(100, None), (500, 7), (900, 3)])
def test_account_is_limited_with_the_decision_and_freed_with_its_undoing(as_member, case, ada, mo, kind, days):
    decision = decide(case, mo, outcome="no_action", sanction=kind, days=days)
    statement = as_member(ada).get(decision.get_absolute_url()).content.decode()
    held = Sanction.objects.get()
    actions.undo(decision, moderator=mo, now=NOON)

    held.refresh_from_db()
    assert (held.member, held.kind, held.lifted_at) == (ada, kind, NOON)
    assert ("warning" in statement) == (kind == 100)


def test_r55_a_limit_without_an_end_takes_two(case, post, ada, gil, mo, root):
    proposal = decide(case, mo, sanction=900, days=None)

    post.refresh_from_db()
    assert post.hidden_at is None
    assert not Sanction.objects.exists()
    for nobody in (mo, gil):
        with pytest.raises(PermissionDenied):
            actions.answer_proposal(proposal, moderator=nobody, agreed=True, now=NOON)
    decision = actions.answer_proposal(proposal, moderator=root, agreed=True, now=NOON)
    post.refresh_from_db()
    assert (decision.moderator, decision.seconded_by, decision.sanction.until) == (mo, root, None)
    assert post.hidden_at == NOON


def test_a_proposal_not_agreed_to_has_changed_nothing(case, post, mo, root):
    proposal = decide(case, mo, sanction=900, days=None)

    assert actions.answer_proposal(proposal, moderator=root, agreed=False, now=NOON) is None
    with pytest.raises(actions.CaseMoved):
        actions.answer_proposal(proposal, moderator=root, agreed=True, now=NOON)
    case.refresh_from_db()
    assert (case.decided_at, case.decision) == (None, None)


def test_case_page_offers_the_second_moderator_to_agree(as_member, case, mo, root):
    proposal = decide(case, mo, sanction=900, days=None)

    queue = as_member(root).get("/moderation/").content.decode()
    as_member(root).post(f"{case.get_absolute_url()}second/", {"proposal": proposal.pk, "answer": "agree"})

    assert f"Case {case.pk}: a limit without an end" in queue
    assert case.decisions.get().seconded_by == root


def test_decision_reaches_its_author_once(case, ada, mo):
    decide(case, mo, outcome="annotated", details={"notice": "More in the resources.", "link": ""})

    assert Notification.objects.filter(recipient=ada, kind="moderation").count() == 1
    assert post_of(case).notice == "More in the resources."


def post_of(case):
    return Post.objects.get(pk=case.post_id)


@pytest.mark.parametrize(("kind", "make"), [("message", make_chat_message), ("private_message", make_private_message)])
def test_r19_a_phrase_is_blanked_in_messages_and_comes_back(as_member, group, ada, mo, kind, make):
    message = make(group, ada)
    type(message).objects.filter(pk=message.pk).update(body="Ring 01 23, Bo.", body_html="<p>Ring 01 23, Bo.</p>")
    message.refresh_from_db()
    case = actions.open_own_look(message, kind=kind, moderator=mo, now=NOON)
    decision = decide(case, mo, outcome="masked", details={"phrase": "ring 01 23"})
    client = as_member(ada)
    during = client.get(message.get_absolute_url(), follow=True).content.decode()
    report = client.get(f"/report/{kind}/{message.pk}/").content.decode()
    actions.undo(decision, moderator=mo, now=NOON)

    assert "▇▇▇, Bo." in during
    assert "01 23" not in during + report
    assert "Ring 01 23, Bo." in client.get(message.get_absolute_url(), follow=True).content.decode()


@pytest.mark.parametrize(("kind", "make"), [("message", make_chat_message), ("private_message", make_private_message)])
def test_a_phrase_that_is_not_in_the_message_changes_nothing(group, ada, mo, kind, make):
    case = actions.open_own_look(make(group, ada), kind=kind, moderator=mo, now=NOON)

    with pytest.raises(PermissionDenied, match="does not stand in the message"):
        decide(case, mo, outcome="masked", details={"phrase": "Not there"})


@pytest.mark.parametrize("typed", [{}, {"proposal": "x", "answer": "agree"}, {"proposal": "9" * 40, "answer": "agree"}])
def test_nonsense_from_a_second_moderator_answers_nothing(as_member, case, mo, root, typed):
    decide(case, mo, sanction=900, days=None)

    response = as_member(root).post(f"{case.get_absolute_url()}second/", typed)

    assert response.url == case.get_absolute_url()
    assert not case.decisions.exists()


@pytest.mark.parametrize(
    ("title", "body", "phrase"),
    [("Ring 0123", "Any evening.", "0123"), ("Ring", "Frau ÖZGÜL lives there.", "özgül")],
)
def test_r19_no_earlier_version_shows_a_blanked_phrase(as_member, group, ada, bo, mo, title, body, phrase):
    post = make_thread(group=group, author=ada, title=title, body=body).posts.get()
    address = reverse("forum:history", args=[post.pk])
    decision = decide(report_post(post, bo).case, mo, outcome="masked", details={"phrase": phrase})
    during = as_member(bo).get(address).content.decode()
    actions.undo(decision, moderator=mo, now=NOON)

    assert phrase not in during.lower()
    assert phrase in as_member(bo).get(address).content.decode().lower()


@pytest.mark.parametrize(("kind", "make"), [("message", make_chat_message), ("private_message", make_private_message)])
def test_phrases_within_each_other_come_back_with_the_last_decision(group, ada, mo, kind, make):
    message = make(group, ada)
    type(message).objects.filter(pk=message.pk).update(body="Ring 0123 456, Bo.")
    message.refresh_from_db()
    decisions = []
    for phrase in ("0123", "0123 456"):
        case = actions.open_own_look(message, kind=kind, moderator=mo, now=NOON)
        decisions.append(decide(case, mo, outcome="masked", details={"phrase": phrase}))
    for decision in decisions:
        actions.undo(decision, moderator=mo, now=NOON)

    message.refresh_from_db()
    assert message.said == "Ring 0123 456, Bo."


def test_a_proposal_waits_no_more_when_something_else_was_decided(as_member, case, mo, root):
    decide(case, mo, sanction=Sanction.Kind.SUSPENSION)
    before = as_member(root).get("/moderation/").content.decode()
    decide(case, mo, outcome="no_action")
    after = as_member(root).get("/moderation/").content.decode()

    assert f"Case {case.pk}: a limit without an end" in before
    assert f"Case {case.pk}: a limit without an end" not in after


def test_a_second_moderator_who_clicks_twice_agrees_once(case, mo, root):
    proposal = decide(case, mo, sanction=Sanction.Kind.SUSPENSION)
    decision = actions.answer_proposal(proposal, moderator=root, agreed=True, now=NOON)

    assert actions.answer_proposal(proposal, moderator=root, agreed=True, now=NOON) == decision
    with pytest.raises(actions.CaseMoved):
        actions.answer_proposal(proposal, moderator=root, agreed=False, now=NOON)
