"""Polls as their pages show them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum import actions
from community.forum.actions import polls
from community.forum.actions.writing import How
from community.forum.models import Poll, Vote
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import choose, chosen, make_board, make_poll, make_replies, make_thread
from tests.words.factories import make_rule


def html(response):
    return response.content.decode()


def vote_url(thread):
    return f"/threads/{thread.pk}/me/vote/"


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def test_open_poll_shows_counts_names_and_one_sentence(client, thread, ada, bo, mo):
    poll = make_poll(thread, ada)
    choose(poll, bo, "Tea")
    choose(poll, mo, "Tea")
    choose(poll, ada, "Water")
    client.force_login(ada)

    page = html(client.get(thread.get_absolute_url()))

    assert "3 people voted. Most chose “Tea”." in page
    assert "<td>2 (67 %)</td>" in page
    assert '<span class="poll__names">Bo, Mo</span>' in page
    assert "Your name, Ada, is shown with your choice" in page
    assert len(re.findall(r'name="option" [^>]* checked', page)) == 1


def test_secret_poll_shows_figures_when_closed_and_never_names(client, thread, ada, bo, mo):
    poll = make_poll(thread, ada, secret=True)
    choose(poll, bo, "Tea")
    for member in (ada, mo):
        client.force_login(member)
        page = html(client.get(thread.get_absolute_url()))
        assert "<td>" not in page
        assert "voted" not in page
        assert re.search(r"\bBo\b", page) is None
        assert "is shown with your choice" not in page

    polls.close_poll(poll=poll, member=ada, now=NOON)

    page = html(client.get(thread.get_absolute_url()))
    assert "1 person voted. Most chose “Tea”." in page
    assert "<td>1 (100 %)</td>" in page
    assert re.search(r"\bBo\b", page) is None
    assert "Take my choice back" not in page


def test_own_vote_is_marked_for_oneself_alone(client, thread, ada, bo):
    poll = make_poll(thread, ada, secret=True)
    choose(poll, bo, "Tea")

    client.force_login(bo)
    assert html(client.get(thread.get_absolute_url())).count("(your choice)") == 1
    client.force_login(ada)
    assert "(your choice)" not in html(client.get(thread.get_absolute_url()))


def test_visitors_of_a_public_group_see_the_question_only(client, ada):
    group = make_group("public", privacy="public")
    join(group, ada)
    thread = make_thread(group=group, author=ada)
    choose(make_poll(thread, ada), ada, "Tea")

    page = html(client.get(thread.get_absolute_url()))

    assert "What helps?" in page
    assert "<li>Tea</li>" in page
    assert "poll__names" not in page
    assert "voted" not in page


def test_poll_goes_out_of_sight_with_its_opening_post(client, thread, ada, bo, mo):
    make_poll(thread, ada)
    actions.hide_post(thread.posts.get(), moderator=mo, reason="Advice.", now=NOON)

    thread.refresh_from_db()

    client.force_login(bo)
    assert "What helps?" not in html(client.get(thread.get_absolute_url()))
    assert client.post(vote_url(thread), {"option": "1"}).status_code == 404
    client.force_login(mo)
    assert "What helps?" in html(client.get(thread.get_absolute_url()))


@pytest.mark.parametrize("voters", [1, 3])
def test_poll_costs_two_queries_and_stands_on_the_first_page(client, group, ada, voters, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 20)
    client.force_login(ada)
    client.get(f"{thread.get_absolute_url()}?page=2")
    with CaptureQueriesContext(connection) as without:
        client.get(thread.get_absolute_url())
    poll = make_poll(thread, ada)
    for count in range(voters):
        member = make_user(f"Voter{count}")
        join(group, member)
        choose(poll, member, "Tea")

    with django_assert_num_queries(len(without) + 2):  # answers, names
        page = html(client.get(thread.get_absolute_url()))

    assert page.index("What helps?") < page.index("Reply 1.")
    assert "What helps?" not in html(client.get(f"{thread.get_absolute_url()}?page=2"))


def test_voting_changing_and_taking_back_on_the_page(client, thread, ada, bo):
    poll = make_poll(thread, ada)
    tea, coffee, _water = poll.options.all()
    client.force_login(bo)

    for sent, after in [
        ({"option": tea.pk}, ["Tea"]),
        ({"option": coffee.pk}, ["Coffee"]),
        ({}, ["Coffee"]),
        ({"take_back": "1"}, []),
    ]:
        response = client.post(vote_url(thread), sent)
        assert response["Location"] == f"{thread.get_absolute_url()}#poll"
        assert chosen(poll, bo) == after


def test_answers_of_other_polls_and_threads_out_of_sight_are_not_there(client, group, thread, ada, bo):
    poll = make_poll(thread, ada)
    other = make_poll(make_thread(group=group, author=ada, title="Other"), ada)
    private = make_group("quiet", privacy="private")
    join(private, ada)
    behind = make_thread(group=private, author=ada)
    make_poll(behind, ada)
    without = make_thread(group=group, author=ada, title="Without")
    client.force_login(bo)

    for sent in (other.options.first().pk, "x", 999999):
        assert client.post(vote_url(thread), {"option": sent}).status_code == 404
    for place in (behind, without):
        assert client.post(vote_url(place), {"option": poll.options.first().pk}).status_code == 404
        assert client.post(f"/threads/{place.pk}/me/poll/close/").status_code == 404
        assert client.post(f"/threads/{place.pk}/me/poll/remove/").status_code == 404
    assert client.get(f"/threads/{behind.pk}/me/poll/").status_code == 404
    assert client.post(vote_url(thread), {"option": [option.pk for option in poll.options.all()]}).status_code == 400
    for verb in ("", "close/", "remove/"):
        assert client.post(f"/threads/{thread.pk}/me/poll/{verb}").status_code == 403
    assert Vote.objects.count() == 0


def test_form_makes_a_poll_that_closes_in_the_readers_zone(client, thread, ada):
    client.force_login(ada)  # in Berlin
    words = {"question": "What helps?", "options": "Tea\n\n Coffee \r\n", "secret": "on", "closes_on": "3.12.2099"}

    response = client.post(f"/threads/{thread.pk}/me/poll/", {**words, "closes_time": "18:00"})

    assert response["Location"] == f"{thread.get_absolute_url()}#poll"
    poll = Poll.objects.get()
    assert [option.text for option in poll.options.all()] == ["Tea", "Coffee"]
    assert (poll.secret, poll.multiple) == (True, False)
    assert poll.closes_at.isoformat() == "2099-12-03T17:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"question": ""}, "Write the question."),
        ({"options": "Tea"}, "Write 2 to 10 answers"),
        ({"options": "\n".join(map(str, range(11)))}, "Write 2 to 10 answers"),
        ({"options": "Tea\ntea"}, "Two answers are the same."),
        ({"options": f"Tea\n{'x' * 121}"}, "One answer is too long"),
        ({"closes_on": "3.12.2020"}, "This moment has passed."),
        ({"closes_on": "soon"}, "Write the day as day, month and year"),
        ({"closes_time": "18:00"}, "Write the day, too"),
    ],
)
def test_wrong_polls_come_back_with_a_reason(client, thread, ada, fields, words):
    client.force_login(ada)
    typed = {"question": "What helps?", "options": "Tea\nCoffee"} | fields

    response = client.post(f"/threads/{thread.pk}/me/poll/", typed)

    assert response.status_code == 422
    assert words in html(response)
    assert Poll.objects.count() == 0


def test_starter_closes_and_the_team_removes(client, thread, ada, bo, mo):
    poll = make_poll(thread, ada)
    choose(poll, bo, "Tea")
    client.force_login(ada)
    assert "Remove the poll" not in html(client.get(f"/threads/{thread.pk}/me/poll/"))
    assert client.post(f"/threads/{thread.pk}/me/poll/remove/").status_code == 403
    client.post(f"/threads/{thread.pk}/me/poll/close/")
    poll.refresh_from_db()
    assert poll.closes_at is not None

    client.force_login(mo)
    assert "Remove the poll" in html(client.get(f"/threads/{thread.pk}/me/poll/"))
    client.post(f"/threads/{thread.pk}/me/poll/remove/")
    assert Poll.objects.count() == 0


def test_a_new_thread_can_lead_to_its_poll(client, group, ada):
    client.force_login(ada)
    words = {"title": "Mornings", "body": "Which?", "adds_poll": "on"}

    response = client.post(f"/boards/{make_board(group).slug}/new/", words)

    assert response["Location"] == f"/threads/{Poll.thread.field.related_model.objects.get().pk}/me/poll/"
    assert client.get(response["Location"]).status_code == 200


def test_poll_of_a_starter_under_another_name_tells_nothing_of_them(client, group, ada, bo):
    thread = actions.start_thread(
        board=make_board(group), author=ada, title="Which?", body="Words.", now=NOON, how=How(as_alias=True)
    )
    make_poll(thread, ada)
    client.force_login(bo)

    assert "Ada" not in html(client.get(thread.get_absolute_url()))


def test_r16_maker_of_a_poll_sees_the_card(client, thread, ada):
    make_rule("very dark", "urgent")
    client.force_login(ada)

    fields = {"question": "It is very dark. And for you?", "options": "Yes\nNo"}
    page = html(client.post(f"/threads/{thread.pk}/me/poll/", fields, follow=True))

    assert "You are not alone" in page
    assert Poll.objects.get().question == fields["question"]
