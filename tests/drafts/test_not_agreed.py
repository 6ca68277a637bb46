"""Whoever took back that we keep what they tell of their health, with a page still open: the text that they send is
refused, shown to them again, and kept nowhere."""

import pytest
from django.urls import reverse

from community.accounts.models import User
from community.drafts.models import Draft
from community.forum.actions import add_reply
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread

TYPED = "My left eye, since Tuesday."


@pytest.fixture
def ada(ada, client):
    client.force_login(ada)
    return ada


def after_taking_back(client, path, **fields):
    User.objects.update(health_consent_at=None)
    return client.post(path, {"body": TYPED, "title": "My eye", **fields})


@pytest.mark.parametrize("button", [{}, {"save_draft": "1"}])
@pytest.mark.parametrize("place", ["thread", "reply", "edit"])
def test_what_is_sent_too_late_comes_back_and_is_kept_nowhere(client, ada, group, place, button):
    board = make_board(group, slug="talk")
    thread = make_thread(board=board, author=ada)
    mine = add_reply(thread=thread, author=ada, body="Calm.", now=NOON)
    path = {
        "thread": reverse("forum:new_thread", args=["talk"]),
        "reply": reverse("forum:reply", args=[thread.pk]),
        "edit": reverse("forum:edit", args=[mine.pk]),
    }[place]

    answer = after_taking_back(client, path, edit_count="0", **button)

    assert answer.status_code == 403
    assert TYPED in answer.content.decode()
    assert not Draft.objects.exists()
    mine.refresh_from_db()
    assert (mine.body, thread.posts.count()) == ("Calm.", 2)


def test_a_private_message_too(client, ada, bo):
    path = reverse("conversations:new")

    answer = after_taking_back(client, path, names="Bo", subject="Saturday")

    assert answer.status_code == 403
    assert TYPED in answer.content.decode()
    assert not Draft.objects.exists()
