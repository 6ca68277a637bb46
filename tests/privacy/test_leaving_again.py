"""After a restore: what the backup knows of somebody's leaving gives way to what they did since."""

from datetime import timedelta

import pytest

from community.accounts.models import User
from community.forum.models import Post
from community.privacy.leaving.actions import GRACE, leave
from community.privacy.leaving.actions.again import erase_leavers, leave_again, take_again
from community.privacy.models import Leaving
from tests.factories import NOON
from tests.forum.factories import make_thread

SINCE = NOON + timedelta(days=6)
AGAIN = {"take": take_again, "leave": leave_again}
SAID = "It sat by the water."


@pytest.fixture
def post(ada, group):
    return make_thread(group=group, author=ada, body=SAID).posts.get()


@pytest.mark.parametrize("way", ["take", "leave"])
@pytest.mark.parametrize("before", ["take", "leave"])
def test_who_stayed_and_left_again_leaves_by_the_newer_way_with_all_seven_days(ada, post, before, way):
    leave(ada, way=before, now=NOON)

    assert AGAIN[way]([str(ada.pk)], now=SINCE) == 1

    leaving = Leaving.objects.get()
    assert (leaving.member, leaving.way, leaving.due_at) == (ada, way, SINCE + GRACE)
    post.refresh_from_db()
    assert post.removed_at == (SINCE if way == "take" else None)
    assert not User.objects.get(pk=ada.pk).is_active


def test_words_that_were_to_be_taken_along_stay_where_they_were_left_in_the_end(ada, post):
    leave(ada, way="take", now=NOON)

    assert erase_leavers([str(ada.pk)], now=SINCE) == 1

    assert not User.objects.filter(username="Ada").exists()
    assert Post.objects.values_list("body", "removed_at").get() == (SAID, None)


def test_a_shell_leaves_no_second_time(ada, post):
    leaving = leave(ada, way="leave", now=NOON)
    Leaving.objects.filter(pk=leaving.pk).update(erased_at=NOON)

    assert take_again([str(ada.pk)], now=SINCE) == 0
    assert Leaving.objects.get().way == "leave"
