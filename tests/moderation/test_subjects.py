import pytest

from community.forum.actions import hide_post
from community.groups.models import SupportGroup
from community.moderation import actions
from community.moderation.models import Case
from community.moderation.subjects import SUBJECTS
from tests.factories import NOON, make_group
from tests.forum.factories import make_thread
from tests.moderation.factories import make_chat_message, make_post, make_private_message

MAKERS = {"post": make_post, "message": make_chat_message, "private_message": make_private_message}
IN_GROUPS = [kind for kind, about in SUBJECTS.items() if about.in_group]


@pytest.mark.parametrize("kind", IN_GROUPS)
def test_subject_is_seen_by_who_sees_its_group(kind, ada, eve, mo):
    private = make_group("quiet", privacy=SupportGroup.Privacy.PRIVATE)
    private.memberships.create(member=ada, joined_at=NOON)
    subject = MAKERS[kind](private, ada)

    seen_by = [member for member in (ada, eve, mo) if subject in SUBJECTS[kind].visible_to(member)]

    assert seen_by == [ada, mo]


@pytest.mark.parametrize("kind", SUBJECTS)
def test_subject_taken_down_is_out_of_sight_and_comes_back(kind, group, ada, mo):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)
    case = Case(**{kind: subject})

    actions.take_down(case, moderator=mo, reason="Be kind", now=NOON)
    assert subject not in about.visible_to(ada)

    actions.put_back(case, moderator=mo, now=NOON)
    assert subject in about.visible_to(ada)


@pytest.mark.parametrize("kind", SUBJECTS)
def test_subject_knows_its_group_and_text(kind, group, ada):
    about, subject = SUBJECTS[kind], MAKERS[kind](group, ada)

    assert about.group_of(subject) == (group if kind in IN_GROUPS else None)
    assert about.text_of(subject) == subject.body


def test_opening_post_carries_the_title_even_when_hidden(group, ada, mo):
    post = make_thread(group=group, author=ada, title="Rude title", body="Text.").posts.get()
    hide_post(post, moderator=mo, reason="Be kind", now=NOON)
    post.refresh_from_db()

    assert SUBJECTS["post"].text_of(post) == "Rude title\n\nText."
