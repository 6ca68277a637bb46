"""What waited does not appear once its author could no longer write it there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.consents import Subject
from community.accounts.models import User
from community.forum.actions import add_reply
from community.forum.actions.holding import release_post
from community.forum.models import Post
from community.forum.tasks import publish_held_posts
from community.privacy.actions import take_back
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_thread
from tests.groups.factories import leave, remove

LATER = NOON + timedelta(hours=25)


@pytest.fixture
def ned(group):
    member = make_user("Ned", date_joined=NOON)
    join(group, member)
    return member


@pytest.fixture
def held(group, ada, ned, time_machine):
    time_machine.move_to(NOON, tick=False)
    thread = make_thread(group=group, author=ada)
    post = add_reply(thread=thread, author=ned, body="My eyes, see https://example.org/", now=NOON)
    assert post.number is None
    time_machine.move_to(LATER, tick=False)
    return post


def take_back_guidelines(group, ned, mo):
    take_back(ned, subject=Subject.GUIDELINES, now=LATER)


def take_back_health(group, ned, mo):
    take_back(ned, subject=Subject.HEALTH, now=LATER)


def switch_off(group, ned, mo):
    User.objects.filter(pk=ned.pk).update(is_active=False)


ENDS = {
    "was removed": remove,
    "has left": lambda group, ned, mo: leave(group, ned),
    "took back the guidelines": take_back_guidelines,
    "took back health": take_back_health,
    "is switched off": switch_off,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_waits_on(group, held, ned, mo, end):
    end(group, ned, mo)

    assert publish_held_posts() == 0
    assert Post.objects.held().get() == held


def test_it_appears_once_its_author_is_back(group, held, ned, mo):
    remove(group, ned, mo)
    assert publish_held_posts() == 0
    join(group, ned)

    assert publish_held_posts() == 1


@pytest.mark.parametrize("end", [remove, take_back_guidelines], ids=["was removed", "took back the guidelines"])
def test_the_team_can_still_let_it_appear(group, held, ned, mo, end):
    end(group, ned, mo)

    assert release_post(held, moderator=mo, now=LATER)


@pytest.mark.parametrize("end", [take_back_health, switch_off], ids=["took back health", "is switched off"])
def test_the_team_cannot_say_for_somebody_what_they_took_their_yes_back_from(client, group, held, ned, mo, end):
    end(group, ned, mo)
    client.force_login(mo)

    with pytest.raises(PermissionDenied):
        release_post(held, moderator=mo, now=LATER)
    response = client.post(f"/groups/{group.slug}/held/{held.pk}/publish/")

    assert response.status_code == 403
    assert "nothing new of its author appears here now" in response.content.decode()
    assert Post.objects.held().get() == held
